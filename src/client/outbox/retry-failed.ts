/** Retries of events that failed: functions of a client, so that a page can load them after its first paint. */

import type { CoreClient } from '../core-client.ts';
import { newId } from '../identity/session.ts';
import { nextOrder, settled } from './outbox.ts';
import type { Outbox, Queued } from './own-event.ts';

/** Refusals after which the server may have an event under this id, so the id can't be used again. */
const SPENT: ReadonlySet<string> = new Set(['expired', 'id_conflict']);

/**
 * Retries a failed event. Pure. It moves to the end of the outbox, since later events may have passed it.
 * @param newId used where the old id can't be used again
 * @returns the outbox and the event's id; `undefined` if no failed event has this id
 */
export function retried(outbox: Outbox, id: string, newId: string): { outbox: Outbox; id: string } | undefined {
  const failed = outbox.find((entry) => entry.id === id && entry.status === 'failed');
  if (!failed) return undefined;
  const { error, first, ...rest } = failed;
  const spent = error !== undefined && SPENT.has(error.code);
  const entry: Queued = {
    ...rest,
    status: 'sending',
    order: nextOrder(outbox),
    ...(spent ? { id: newId } : first ? { first } : {}),
  };
  return { outbox: [...settled(outbox, id), entry], id: entry.id };
}

/** See `RoomClient.retry`. */
export function retry(client: CoreClient, id: string): string | undefined {
  const { store, outbox } = client.parts;
  const result = retried(store.state.outbox, id, newId());
  if (result) outbox.change(result.outbox);
  return result?.id;
}
