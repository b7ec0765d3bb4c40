/** Counts a room's unread messages. Pure. */

import type { Message, RoomState } from '../../client/index.ts';
import type { Position } from '../../protocol/position.ts';
import { isOwn } from './is-own.ts';

export interface Unread {
  count: number;
  /** Whether there are more than could be counted. */
  more: boolean;
  /** The unread messages that mention or reply to the reader. */
  calls: number;
}

export const NOTHING_UNREAD: Unread = { count: 0, more: false, calls: 0 };

export interface UnreadRules {
  /** Whether a member is muted. Their messages don't count as unread. */
  isMuted(memberId: string): boolean;
  /** Whether a message is addressed to the reader. */
  callsMe(message: Message): boolean;
}

/** The `seq` up to which the room was read, in its present epoch. */
export function readSeq(mark: Position, epoch: string): number {
  return mark.epoch === epoch || epoch === '' ? mark.seq : 0;
}

/**
 * Counts other members' messages after the mark, which says how far the room was read. Deleted messages don't count,
 * because there is nothing to read.
 */
export function unreadOf(
  { messages, hasOlder, self, epoch }: Pick<RoomState, 'messages' | 'hasOlder' | 'self' | 'epoch'>,
  mark: Position | undefined,
  { isMuted, callsMe }: UnreadRules,
): Unread {
  if (!mark) return NOTHING_UNREAD;
  const after = readSeq(mark, epoch);
  let count = 0;
  let calls = 0;
  let index = messages.length - 1;
  for (; index >= 0; index--) {
    const message = messages[index];
    if (!message || message.seq <= after) break;
    if (isOwn(message, self) || message.gone || isMuted(message.fromId)) continue;
    count++;
    if (callsMe(message)) calls++;
  }
  // All loaded messages are unread, and they don't begin right after the mark.
  const more = index < 0 && hasOlder && (messages[0]?.seq ?? 0) > after + 1;
  return { count, more, calls };
}

export function isSameUnread(a: Unread, b: Unread): boolean {
  return a.count === b.count && a.more === b.more && a.calls === b.calls;
}

/** The number as shown: "3", "50+", or "" for none. */
export function unreadLabel({ count, more }: Pick<Unread, 'count' | 'more'>): string {
  if (count === 0) return '';
  if (count > 99) return '99+';
  return more ? `${count}+` : String(count);
}
