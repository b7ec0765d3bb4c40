/** Events of this session that aren't acknowledged yet: what is sent next, and what an answer changes. Pure. */

import { RETRYABLE } from '../protocol/codes.ts';
import type { ErrorFrame } from '../protocol/frames.ts';
import type { Intent } from './events/content.ts';
import { isRow, outlivesTarget } from './events/registry.ts';
import { isOrphan, type Outbox, type OwnRequest, type Queued, toRequest } from './own-event.ts';

/** Where the unacked events of one session outlive a reload or a crash. */
export interface OutboxStore {
  /** All entries, ascending by `order`. */
  load(): Promise<Queued[]>;
  /** Puts and removes at once: after a crash both are there or neither. Resolves when it is durable. */
  write(put: readonly Queued[], remove: readonly number[]): Promise<void>;
}

/** A store that lives as long as the process. */
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

/** The outbox with one more event at its end. */
export function enqueue(outbox: Outbox, id: string, intent: Intent, nowMs: number): Outbox {
  return [...outbox, { ...intent, id, createdMs: nowMs, status: 'sending', order: nextOrder(outbox) }];
}

/**
 * A queued message with another text. Only one that never went out can have it: the server may hold the former text under
 * this id, and would take the new one for another message.
 * @returns `on_its_way` if it went out; `undefined` if no message in the outbox has this id
 */
export function rewritten(outbox: Outbox, id: string, data: string): Outbox | 'on_its_way' | undefined {
  const entry = outbox.find((candidate) => candidate.id === id);
  if (!entry || !isRow(entry)) return undefined;
  return entry.first ? 'on_its_way' : changed(outbox, id, () => ({ ...entry, data }));
}

function nextOrder(outbox: Outbox): number {
  return (outbox.at(-1)?.order ?? 0) + 1;
}

/**
 * What a store held, then what was queued while it was being read. What the server put off is tried at once: the clock may
 * have jumped since, and the server knows how long.
 */
export function joined(stored: Outbox, queued: Outbox): Outbox {
  const last = stored.at(-1)?.order ?? 0;
  const fresh = queued.map((entry, i) => ({ ...entry, order: last + 1 + i }));
  return [...stored.map((entry) => (entry.status === 'sending' ? withoutError(entry) : entry)), ...fresh];
}

/** What was queued before the room was known, with the life of the room that it was about: the one that is known now. */
export function withEpoch(queued: Outbox, epoch: string): Outbox {
  return queued.map((entry) => (entry.refEpoch === '' ? { ...entry, refEpoch: epoch } : entry));
}

function withoutError(entry: Queued): Queued {
  const { error, ...rest } = entry;
  return error ? rest : entry;
}

export type Next =
  | { kind: 'idle' }
  /** The first one was put off by the server, and the others keep their order behind it. */
  | { kind: 'wait'; untilMs: number }
  /** It would change a message that is gone with the room's former life, or hit another one that has its place now. */
  | { kind: 'orphan'; id: string }
  | { kind: 'send'; frame: OwnRequest };

/**
 * What goes out now, if nothing is in flight. One at a time and in order, so that a refusal of the first can't let the
 * second overtake it.
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
 * Whether an id that first went out under `then` may have been stored in the log `now`. A room without events has no epoch
 * yet, and our event may be the very one that began it.
 */
function sameLife(then: string, now: string): boolean {
  return then === now || then === '';
}

/**
 * The outbox as it is just before `id` goes out: what became of the last try is forgotten, and where the session is now is
 * noted, unless it was already in this life of the room.
 */
export function marked(outbox: Outbox, id: string, epoch: string, head: number): Outbox {
  return changed(outbox, id, (entry) =>
    entry.first && sameLife(entry.first.epoch, epoch)
      ? withoutError(entry)
      : { ...withoutError(entry), first: { epoch, head } },
  );
}

/** Without those that turned out to be stored. */
export function settled(outbox: Outbox, id: string): Outbox {
  return outbox.some((entry) => entry.id === id) ? outbox.filter((entry) => entry.id !== id) : outbox;
}

/** A refusal that names no time is tried again after this. */
const RETRY_AFTER_MS = 2_000;

/** After the server refused `id`: put off, or failed for good. */
export function refused(
  outbox: Outbox,
  id: string,
  error: Pick<ErrorFrame, 'code' | 'data' | 'retryAfterMs'>,
  nowMs: number,
): Outbox {
  const { code, data: text, retryAfterMs = RETRY_AFTER_MS } = error;
  return changed(outbox, id, (entry) => {
    if (!RETRYABLE.has(code)) return { ...entry, status: 'failed', error: { code, text } };
    // The answer to a second copy of what failed: others may have passed it, so it stays with the person.
    if (entry.status === 'failed') return entry;
    return { ...entry, error: { code, text, retryAtMs: nowMs + retryAfterMs } };
  });
}

function changed(outbox: Outbox, id: string, change: (entry: Queued) => Queued): Outbox {
  const index = outbox.findIndex((entry) => entry.id === id);
  const entry = outbox[index];
  const next = entry && change(entry);
  return next === undefined || next === entry ? outbox : outbox.with(index, next);
}

/** Refusals after which the server may hold something else, or the same, under the id: it can't be used again. */
const SPENT: ReadonlySet<string> = new Set(['expired', 'id_conflict']);

/**
 * A failed event tried again: last in the outbox, since others may have passed it.
 * @param newId taken where the old id can't be used again
 * @returns the outbox, and the id it has now; `undefined` if nothing that failed has this id
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

/**
 * Without `id`, where nothing of it can come back: it failed, never went out, or was just put off by the server.
 * @returns `undefined` if it may be stored by now
 */
export function discarded(outbox: Outbox, id: string): Outbox | undefined {
  const entry = outbox.find((candidate) => candidate.id === id);
  if (!entry) return undefined;
  const known = entry.status === 'failed' || entry.first === undefined || entry.error !== undefined;
  return known ? settled(outbox, id) : undefined;
}
