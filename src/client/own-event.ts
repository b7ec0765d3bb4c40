/** An event of this session: as it waits in the outbox, as it is sent, and as the others get it. */

import type { EventFrame, EventRequest } from '../protocol/events/registry.ts';
import type { Person } from '../protocol/shared.ts';
import type { ChangeContent, Pending } from './state.ts';

/** What an event says: the frame that asks for it, but for `id` and `again`. */
export type Content = { type: 'msg'; data: string; re?: number } | ChangeContent;

/** What an event says, and to which life of the room it belongs. */
export type Intent = Content & {
  /**
   * The epoch in which `ref`, or `re`, names a message. In a room that began anew the same number means another message,
   * or will. On a reply "" where the room wasn't known yet: the caller knows it from elsewhere.
   */
  refEpoch?: string;
};

/** An event on its way, with what outlives a crash. */
export type Queued = Intent &
  Pending & {
    /** Rises along the outbox; a store's key. Never used twice while an entry with it is stored. */
    order: number;
  };

/** The events of one session that aren't acknowledged yet, in the order in which they go out. */
export type Outbox = readonly Queued[];

/** An event as a v1 session sends it: always with an `id`. */
export type OwnRequest = EventRequest & { id: string };

/** Whether the message that `entry` refers to is gone together with the room's former life. */
export function isOrphan({ refEpoch }: Queued, epoch: string): boolean {
  return Boolean(refEpoch) && refEpoch !== epoch;
}

/**
 * The frame that asks for `entry`.
 * @param again on every send but the first: where the session was at that
 */
export function toRequest(entry: Queued, epoch: string, again?: number): OwnRequest {
  return { ...contentOf(entry, epoch), id: entry.id, ...(again === undefined ? {} : { again }) };
}

/**
 * The event as the others got it, or will.
 * @param place what the room gave it; `data` is the text or emoji as stored, if cleaning changed it
 */
export function toEvent(
  entry: Queued,
  { id: fromId, name: from }: Person,
  { data, epoch, ...place }: { seq: number; ts: number; data?: string | undefined; epoch: string },
): EventFrame {
  const content = contentOf(entry, epoch);
  const by = { from, fromId, ...place };
  switch (content.type) {
    case 'msg':
      return { ...content, ...by, type: 'broadcast', data: data ?? content.data };
    case 'edit':
    case 'react':
      return { ...content, ...by, data: data ?? content.data };
    case 'delete':
      return { ...content, ...by, data: '' };
    default:
      return { ...content, ...by };
  }
}

function contentOf(entry: Queued, epoch: string): Content {
  const { id, createdMs, status, error, order, first, refEpoch, ...content } = entry;
  if (content.type !== 'msg' || !isOrphan(entry, epoch)) return content;
  // What it replies to is gone with the room's former life: it is a plain message now.
  const { re, ...plain } = content;
  return plain;
}
