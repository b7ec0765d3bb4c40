/** An event of this session, as queued in the outbox and as sent. */

import type { EventRequest } from '../../protocol/events/registry.ts';
import type { Kind } from '../../protocol/events/traits.ts';
import type { Content, Intent } from '../events/content.ts';
import type { Pending } from '../room-state/state.ts';

/** An event in the outbox, with what must survive a crash. */
export type Queued = Intent &
  Pending & {
    /**
     * Ascending along the outbox, and the key in a store. Once an event is acknowledged, its number and its place in
     * the store may be reused.
     */
    order: number;
  };

/** The unacknowledged events of one session, in the order in which they are sent. */
export type Outbox = readonly Queued[];

/** An event as a v1 session sends it, always with an `id`. */
export type OwnRequest = EventRequest & { id: string };

/** Whether the message that `entry` refers to belongs to an earlier life of the room. */
export function isOrphan({ refEpoch }: Queued, epoch: string): boolean {
  return Boolean(refEpoch) && refEpoch !== epoch;
}

/**
 * The frame that sends `entry`.
 * @param again on every attempt but the first: the session's position at the first attempt
 */
export function toRequest(entry: Queued, epoch: string, again?: number): OwnRequest {
  return { ...contentOf(entry, epoch), id: entry.id, ...(again !== undefined && { again }) };
}

/**
 * The content of `entry` for the epoch `epoch`. It leaves out the reply's target if that belongs to an earlier life.
 */
export function contentOf(entry: Queued, epoch: string): Content[Kind] {
  const { id, createdMs, status, error, order, first, refEpoch, ...content } = entry;
  if (!isOrphan(entry, epoch)) return content;
  const { re, ...plain } = { re: undefined, ...content };
  return plain;
}
