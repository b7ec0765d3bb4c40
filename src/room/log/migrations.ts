/** The tables of a room and how they change from one version to the next. */

import { moderationToJson } from '../access/moderation.ts';
import { type Meta, SCHEMA_VERSION } from './meta.ts';

/** Makes the tables, and the row of `meta` with what the first events made of the room, such as its owner: a later change costs a row. */
export function createTables(sql: SqlStorage, { epoch, state: { settings, moderation } }: Meta): number {
  const events = sql.exec(
    `CREATE TABLE event (
      seq INTEGER PRIMARY KEY, kind TEXT NOT NULL, ref INTEGER, member TEXT NOT NULL, sid TEXT NOT NULL, cid TEXT,
      name TEXT NOT NULL, ts INTEGER NOT NULL, data TEXT NOT NULL, state TEXT
    )`,
  );
  const meta = sql.exec(
    'CREATE TABLE meta (version INTEGER NOT NULL, epoch TEXT NOT NULL, settings TEXT NOT NULL, house TEXT)',
  );
  const row = sql.exec(
    'INSERT INTO meta (version, epoch, settings, house) VALUES (?, ?, ?, ?)',
    SCHEMA_VERSION,
    epoch,
    JSON.stringify(settings),
    moderationToJson(moderation),
  );
  return events.rowsWritten + meta.rowsWritten + row.rowsWritten;
}

/**
 * Writes the new state of the room, and brings its schema up to date first.
 * @param version the schema as it is
 * @returns rows written
 */
export function writeState(sql: SqlStorage, { settings, moderation }: Meta['state'], version: number): number {
  const added = version < 2 ? sql.exec('ALTER TABLE meta ADD COLUMN house TEXT').rowsWritten : 0;
  const kept = sql.exec(
    'UPDATE meta SET version = ?, settings = ?, house = ?',
    SCHEMA_VERSION,
    JSON.stringify(settings),
    moderationToJson(moderation),
  );
  return added + kept.rowsWritten;
}
