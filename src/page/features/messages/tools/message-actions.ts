/** The actions on a message, shared by toolbar, menu, sheet and keys. */

import type { ChangeResult, Message } from '../../../../client/index.ts';
import { roomPath } from '../../../../protocol/room-path.ts';
import { may } from '../../../state/authority.ts';
import { isOwn } from '../../../state/is-own.ts';
import { messageIn } from '../../../state/message-in.ts';
import type { Room } from '../../../state/room.ts';
import { isOut } from '../../../state/room-access.ts';
import { submitTo } from '../../../state/submit-to.ts';
import { closeOverlay } from '../../../ui/close-overlay.ts';
import { copyText } from '../../../ui/copy-text.ts';
import { type PopupAnchor, popupAnchorOf } from '../../../ui/popup-anchor.ts';
import { toast } from '../../../ui/toast.ts';
import { words as uiWords } from '../../../ui/words.ts';
import { common } from '../../../words/common.first.ts';
import { whyNotQueued } from '../../../words/reason.ts';
import { reactionPopup } from '../../reactions/overlays.ts';
import { standingOf } from '../../rooms/room-status.ts';
import { deleteDialog, messageMenu } from '../overlays.ts';
import { textOf } from './item-kinds.ts';

/** The quick reactions. */
export const QUICK_EMOJI = ['👍', '❤️', '😂', '🎉', '😮', '🙏'] as const;

/** The reader may delete their own messages, and other members' messages if they have the right. */
export function mayDelete(room: Room, message: Message): boolean {
  return !isOut(room) && (isOwn(message, room.state.value?.self) || may(room, 'deleteOthers'));
}

/** Whether the reader is outside the room. If so, they are told that nothing can be done. */
function isBarred(room: Room): boolean {
  if (isOut(room)) toast(standingOf(room.state.peek()?.link) ?? common.value.needsConnection);
  return isOut(room);
}

export function reply(room: Room, seq: number): void {
  closeOverlay();
  if (isBarred(room)) return;
  room.composition.reply(seq);
}

/** Asks for confirmation, because a message is deleted for everybody. */
export function askToDelete(room: Room, seq: number): void {
  const message = messageIn(room, seq);
  if (message && !message.gone && mayDelete(room, message)) deleteDialog.open({ room, seq });
}

export function remove(room: Room, seq: number): void {
  closeOverlay();
  tell(submitTo(room, 'delete', { ref: seq }));
}

/** Adds or removes the reader's reaction. */
export function toggleReaction(room: Room, seq: number, emoji: string): void {
  if (isBarred(room)) return;
  const self = room.state.value?.self?.id ?? '';
  const isOn = messageIn(room, seq)?.reacts?.[emoji]?.includes(self) ?? false;
  tell(submitTo(room, 'react', { ref: seq, emoji, on: !isOn }));
}

export function askForReaction(room: Room, seq: number, at: PopupAnchor): void {
  if (isBarred(room)) return;
  reactionPopup.open({ room, seq, at });
}

/** Opens the menu of a message beside `opener`. */
export function openMenu(room: Room, seq: number, opener: Element): void {
  messageMenu.open({ key: seq, room, seq, at: popupAnchorOf(opener) });
}

export function copyMessage(room: Room, seq: number): void {
  closeOverlay();
  const message = messageIn(room, seq);
  copyText(message ? textOf(message) : '', uiWords.value.textCopied);
}

export function copyLink(room: Room, seq: number): void {
  closeOverlay();
  copyText(`${location.origin}${roomPath(room.name)}#m${seq}`, uiWords.value.linkCopied);
}

/** If a change will not be made, says why. */
export function tell(result: ChangeResult | undefined): void {
  if (!result?.ok) toast(whyNotQueued(result));
}
