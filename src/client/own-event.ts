/** An event of this session: as it waits in the outbox, and as it is sent. */

import type { EventRequest } from '../protocol/events/registry.ts';
import type { Kind } from '../protocol/events/traits.ts';
import type { Content, Intent } from './events/content.ts';
import type { Pending } from './state.ts';

/** An event on its way, with what outlives a crash. */
export type Queued = Intent &
  Pending & {
    /** Rises along the outbox; a store's key. The next event may take that of one that was acknowledged, and its place in the store. */
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
  return { ...contentOf(entry, epoch), id: entry.id, ...(again !== undefined && { again }) };
}

/** What `entry` says in the room's life `epoch`: without what it replies to, if that is gone. */
export function contentOf(entry: Queued, epoch: string): Content[Kind] {
  const { id, createdMs, status, error, order, first, refEpoch, ...content } = entry;
  if (!isOrphan(entry, epoch)) return content;
  const { re, ...plain } = { re: undefined, ...content };
  return plain;
}
