/** Writes events and what they do beyond their own rows, and says what that costs. */

import { toColumns } from './codec.ts';
import { INSERT, INSERT_ONE, OVERWRITE, UPDATE } from './statements.ts';
import type { Effect, LoggedEvent, MessageEffect } from './types.ts';

/** Rows that an event with this effect writes, its own included. The founder's role costs none: it is written with the tables. */
export function rowsOf(effect: Effect | undefined): number {
  if (!effect) return 1;
  return effect.kind === 'message' && effect.erases ? 3 : 2;
}

/** One statement however many there are: each costs some 5 µs beside its rows. A single row needs no JSON around it. @returns rows written */
export function insert(sql: SqlStorage, events: readonly LoggedEvent[]): number {
  const rows = events.map(toColumns);
  const [first, second] = rows;
  const cursor = first && !second ? sql.exec(INSERT_ONE, ...first) : sql.exec(INSERT, JSON.stringify(rows));
  return cursor.rowsWritten;
}

/** Writes the new text and state of a message. @returns rows written */
export function writeMessage(sql: SqlStorage, { seq, data, state, erases }: MessageEffect): number {
  const erased = erases ? sql.exec(OVERWRITE, seq).rowsWritten : 0;
  return erased + sql.exec(UPDATE, data, JSON.stringify(state), seq).rowsWritten;
}

/** Brings events in memory up to date: replaces those of `events` that `effects` change. */
export function applyEffects(events: LoggedEvent[], effects: readonly Effect[]): void {
  for (const effect of effects) {
    if (effect.kind !== 'message') continue;
    const index = events.findIndex(({ seq }) => seq === effect.seq);
    const message = events[index];
    if (message) events[index] = { ...message, data: effect.data, state: effect.state };
  }
}
