/** Actions on polls. */

import { messageAt } from '../../../client/room-state/messages.ts';
import type { Message } from '../../../client/room-state/state.ts';
import { may } from '../../state/authority.ts';
import { isOwn } from '../../state/is-own.ts';
import type { Room } from '../../state/room.ts';
import { isOut } from '../../state/room-access.ts';
import { submitTo } from '../../state/submit-to.ts';
import { closeOverlay } from '../../ui/close-overlay.ts';
import { toastRefusal } from '../../ui/toast-refusal.ts';

type Poll = Extract<Message, { type: 'poll' }>;

/**
 * The choice after `option` was pressed. It replaces the earlier choice, or is added to it if several options may be
 * chosen. Pure.
 */
export function choiceWith({ mine = [], many }: Pick<Poll, 'mine' | 'many'>, option: number): number[] {
  const others = many ? mine.filter((one) => one !== option) : [];
  return mine.includes(option) ? others : [...others, option].sort((a, b) => a - b);
}

/** Votes. `choose` receives the present poll, because more may have been pressed since it was drawn. */
export function vote(room: Room, seq: number, choose: (poll: Poll) => number[]): void {
  const poll = messageAt(room.client.peek()?.state.messages ?? [], seq);
  if (poll?.type === 'poll') toastRefusal(submitTo(room, 'vote', { ref: seq, choice: choose(poll) }));
}

/**
 * Whether the reader may close an open poll: its author may, and members who may delete others' messages. Tracks the
 * state of the room.
 */
export function mayClose(room: Room, poll: Message): boolean {
  if (poll.type !== 'poll' || poll.gone || poll.closed !== undefined) return false;
  return !isOut(room) && (isOwn(poll, room.state.value?.self) || may(room, 'deleteOthers'));
}

export function closePoll(room: Room, seq: number): void {
  closeOverlay();
  toastRefusal(submitTo(room, 'close', { ref: seq }));
}
