/** Writes events and their effects, and computes the price of an event. */

import { INSERT, INSERT_ONE, OVERWRITE, UPDATE } from './statements.ts';
import type { Effect, ItemEffect, LogCodec, Logged } from './types.ts';

/** The price of an event with these effects: the rows written, including its own. */
export function rowsOf(effects: readonly Effect<Logged>[]): number {
  return effects.reduce((rows, effect) => rows + rowsOfOne(effect), 1);
}

function rowsOfOne(effect: Effect<Logged>): number {
  switch (effect.on) {
    case 'item':
      return effect.erases ? 2 : 1;
    case 'room':
      return effect.free ? 0 : 1;
  }
}

/**
 * Inserts all events in one statement, because each statement costs some 5 µs besides its rows. A single row doesn't
 * need the JSON. @returns rows written
 */
export function insert<E extends Logged>(sql: SqlStorage, events: readonly E[], codec: LogCodec<E>): number {
  const rows = events.map((event): SqlStorageValue[] => {
    const { seq, kind, ref, member, sessionTag, clientEventId, name, ts } = event;
    const { data, state } = codec.encode(event);
    return [seq, kind, ref, member, sessionTag, clientEventId, name, ts, data, state];
  });
  const [first, second] = rows;
  const cursor = first && !second ? sql.exec(INSERT_ONE, ...first) : sql.exec(INSERT, JSON.stringify(rows));
  return cursor.rowsWritten;
}

/** Writes the new version of an item. @returns rows written */
export function writeItem<E extends Logged>(
  sql: SqlStorage,
  { item, erases }: ItemEffect<E>,
  codec: LogCodec<E>,
): number {
  const { seq } = item;
  const erased = erases ? sql.exec(OVERWRITE, seq).rowsWritten : 0;
  const { data, state } = codec.encode(item);
  return erased + sql.exec(UPDATE, data, state, seq).rowsWritten;
}

/**
 * What to write for effects in this order: each item once, in the version after its last effect, and overwritten if any
 * of its effects erases.
 */
export function lastOfItems<E extends Logged>(effects: readonly Effect<E>[]): Iterable<ItemEffect<E>> {
  const last = new Map<number, ItemEffect<E>>();
  for (const effect of effects) {
    if (effect.on !== 'item') continue;
    const { item, erases } = effect;
    last.set(item.seq, { on: 'item', item, erases: erases || last.get(item.seq)?.erases === true });
  }
  return last.values();
}

/** Updates events in memory: replaces those of `events` that `effects` change. */
export function applyEffects<E extends Logged>(events: E[], effects: readonly Effect<E>[]): void {
  for (const effect of effects) {
    if (effect.on !== 'item') continue;
    const index = events.findIndex(({ seq }) => seq === effect.item.seq);
    if (index >= 0) events[index] = effect.item;
  }
}
