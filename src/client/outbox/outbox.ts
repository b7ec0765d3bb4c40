/**
 * Events of this session that aren't acknowledged yet: which one to send next, and how an answer changes the outbox.
 * Pure functions.
 */

import { RETRYABLE } from '../../protocol/codes.ts';
import type { ErrorFrame } from '../../protocol/frames.ts';
import type { Intent } from '../events/content.ts';
import { outlivesTarget } from '../events/registry.ts';
import { isOrphan, type Outbox, type OwnRequest, type Queued, toRequest } from './own-event.ts';

/** Stores the unacknowledged events of one session so that they survive a reload or a crash. */
export interface OutboxStore {
  /** All entries, ascending by `order`. */
  load(): Promise<Queued[]>;
  /**
   * Puts and removes entries in one transaction, so that a crash leaves either all of the change or none of it.
   * Resolves when it is durable.
   */
  write(put: readonly Queued[], remove: readonly number[]): Promise<void>;
}

/** A store that lasts as long as the process. */
export function memoryOutbox(): OutboxStore {
  const entries = new Map<number, Queued>();
  return {
    load: async () => [...entries.values()].sort((a, b) => a.order - b.order),
    async write(put, remove) {
      for (const order of remove) entries.delete(order);
      for (const entry of put) entries.set(entry.order, entry);
    },
  };
}

/** The outbox with one more event at the end. */
export function enqueue(outbox: Outbox, id: string, intent: Intent, nowMs: number): Outbox {
  return [...outbox, { ...intent, id, createdMs: nowMs, status: 'sending', order: nextOrder(outbox) }];
}

/** The `order` of a new entry at the end of the outbox. */
export function nextOrder(outbox: Outbox): number {
  return (outbox.at(-1)?.order ?? 0) + 1;
}

/**
 * The stored entries, followed by the entries that were queued while the store was being read. Entries that the server
 * had put off are sent at once, because the clock may have jumped and the server will say how long to wait.
 */
export function joined(stored: Outbox, queued: Outbox): Outbox {
  const last = stored.at(-1)?.order ?? 0;
  const fresh = queued.map((entry, i) => ({ ...entry, order: last + 1 + i }));
  return [...stored.map((entry) => (entry.status === 'sending' ? withoutError(entry) : entry)), ...fresh];
}

/** Entries that were queued before the epoch was known, with the epoch that is known now. */
export function withEpoch(queued: Outbox, epoch: string): Outbox {
  return queued.map((entry) => (entry.refEpoch === '' ? { ...entry, refEpoch: epoch } : entry));
}

function withoutError(entry: Queued): Queued {
  const { error, ...rest } = entry;
  return error ? rest : entry;
}

export type Next =
  | { kind: 'idle' }
  /** The server put off the first entry, and the others wait behind it to keep their order. */
  | { kind: 'wait'; untilMs: number }
  /**
   * The message that the entry refers to belongs to an earlier life of the room. In this one its `seq` is another
   * message or none.
   */
  | { kind: 'orphan'; id: string }
  | { kind: 'send'; frame: OwnRequest };

/**
 * What to send now, if nothing is in flight. Entries go out one at a time, so that a later one can't overtake a refused
 * one.
 */
export function nextToSend(outbox: Outbox, epoch: string, nowMs: number): Next {
  const entry = outbox.find((candidate) => candidate.status === 'sending');
  if (!entry) return { kind: 'idle' };
  const untilMs = entry.error?.retryAtMs;
  if (untilMs !== undefined && untilMs > nowMs) return { kind: 'wait', untilMs };
  const { id, first } = entry;
  if (isOrphan(entry, epoch) && !outlivesTarget(entry)) return { kind: 'orphan', id };
  const again = first && sameLife(first.epoch, epoch) ? first.head : undefined;
  return { kind: 'send', frame: toRequest(entry, epoch, again) };
}

/**
 * Whether an id that was first sent in epoch `then` may be stored in the log of epoch `now`. A room without events has
 * no epoch, and this event may be the one that started it.
 */
function sameLife(then: string, now: string): boolean {
  return then === now || then === '';
}

/**
 * The outbox just before `id` is sent. The outcome of the last attempt is cleared, and the session's position is noted
 * unless it already has one in this epoch.
 */
export function marked(outbox: Outbox, id: string, epoch: string, head: number): Outbox {
  return changed(outbox, id, (entry) =>
    entry.first && sameLife(entry.first.epoch, epoch)
      ? withoutError(entry)
      : { ...withoutError(entry), first: { epoch, head } },
  );
}

/** The outbox without the entry `id`, which turned out to be stored. */
export function settled(outbox: Outbox, id: string): Outbox {
  return outbox.some((entry) => entry.id === id) ? outbox.filter((entry) => entry.id !== id) : outbox;
}

/** The delay after a refusal that doesn't name one, in milliseconds. */
export const RETRY_AFTER_MS = 2_000;

/** The outbox after the server refused `id`: the entry waits or has failed for good. */
export function refused(
  outbox: Outbox,
  id: string,
  error: Pick<ErrorFrame, 'code' | 'data' | 'retryAfterMs'>,
  nowMs: number,
): Outbox {
  const { code, data: text, retryAfterMs = RETRY_AFTER_MS } = error;
  return changed(outbox, id, (entry) => {
    if (!RETRYABLE.has(code)) return { ...entry, status: 'failed', error: { code, text } };
    // This is the answer to a second copy of an event that had already failed. Later events may have passed it, so only
    // the user may retry it.
    if (entry.status === 'failed') return entry;
    return { ...entry, error: { code, text, retryAtMs: nowMs + retryAfterMs } };
  });
}

export function changed(outbox: Outbox, id: string, change: (entry: Queued) => Queued): Outbox {
  const index = outbox.findIndex((entry) => entry.id === id);
  const entry = outbox[index];
  const next = entry && change(entry);
  return next === undefined || next === entry ? outbox : outbox.with(index, next);
}

/**
 * The outbox without `id`, provided the event can't be stored any more: it failed, was never sent, or was just put off
 * by the server.
 * @returns `undefined` if it may be stored by now
 */
export function discarded(outbox: Outbox, id: string): Outbox | undefined {
  const entry = outbox.find((candidate) => candidate.id === id);
  if (!entry) return undefined;
  const known = entry.status === 'failed' || entry.first === undefined || entry.error !== undefined;
  return known ? settled(outbox, id) : undefined;
}
