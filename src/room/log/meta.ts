/** The `meta` row of the log: its version, its epoch, and the state of the room. */

import { toBase64Url } from '../../protocol/base64url.ts';
import type { Kind } from '../../protocol/events/traits.ts';
import { isGuest } from '../../protocol/identity.ts';
import { UnreadableError } from '../../protocol/unreadable.ts';
import type { RoomState } from '../access/types.ts';
import {
  createTables,
  KNOWN_VERSION,
  type MetaRow,
  MODERATION,
  NEW_SCHEMA,
  type Schema,
  schemaOf,
  takeSteps,
  withKinds,
  withSteps,
} from './migrations.ts';
import type { StateCodec } from './types.ts';

const INSERT = 'INSERT INTO meta (version, epoch, settings, house) VALUES (?, ?, ?, ?)';
const UPDATE = 'UPDATE meta SET version = ?, settings = ?, house = ?';

/** The steps that a room must take before its state is stored. */
const STATE_STEPS = [MODERATION];

export interface Meta {
  /** Identifies the current life of the log. */
  epoch: string;
  schema: Schema;
  state: RoomState;
}

/**
 * The row of a room that is about to start. Its epoch is 96 random bits, so that clients can tell it from a deleted
 * room of the same name.
 */
export function newMeta({ empty }: StateCodec): Meta {
  const epoch = toBase64Url(crypto.getRandomValues(new Uint8Array(12)));
  return { epoch, schema: NEW_SCHEMA, state: empty };
}

/**
 * The row after storing events of these kinds.
 * @param state the new state of the room; `undefined` if it is unchanged
 * @returns the same object if nothing changes
 */
export function nextMeta(meta: Meta, kinds: Iterable<Kind>, state: RoomState | undefined): Meta {
  const schema = withKinds(meta.schema, kinds);
  if (!state && schema.version === meta.schema.version) return meta;
  // Writing the row always writes the state as well.
  return { epoch: meta.epoch, schema: withSteps(schema, STATE_STEPS), state: state ?? meta.state };
}

/**
 * Creates the tables of a room with this row, so that state from the first events, such as the owner, costs no row of
 * its own. @returns rows written
 */
export function createMeta(sql: SqlStorage, { epoch, schema, state }: Meta, codec: StateCodec): number {
  const { settings, moderation } = codec.encode(state);
  return createTables(sql) + sql.exec(INSERT, schema.version, epoch, settings, moderation).rowsWritten;
}

/** Replaces the row with that of `nextMeta`, and takes the steps it needs. @returns rows written */
export function updateMeta(sql: SqlStorage, before: Meta, { schema, state }: Meta, codec: StateCodec): number {
  const { settings, moderation } = codec.encode(state);
  const added = takeSteps(sql, before.schema, STATE_STEPS);
  return added + sql.exec(UPDATE, schema.version, settings, moderation).rowsWritten;
}

type Query = (query: string) => MetaRow[];

/**
 * @returns `undefined` for a room without events, which has no tables
 * @throws UnreadableError if a newer version stored the room, or something is missing that every room has
 */
export function readMeta(query: Query, codec: StateCodec): Meta | undefined {
  const row = read(query);
  if (!row) return undefined;
  const { version, epoch, settings, house = null } = row;
  if (typeof version !== 'number') throw new Error('meta.version is missing');
  if (version > KNOWN_VERSION)
    throw new UnreadableError(
      'newer',
      `The room was stored by a newer version of Parley. Its schema has version ${version}, and this server knows ${KNOWN_VERSION}.`,
    );
  if (typeof epoch !== 'string' || typeof settings !== 'string')
    throw new Error('meta.epoch or meta.settings is missing');
  // Without its state the room would be open: no owner, no lock, no bans.
  const hasHouse =
    typeof house === 'string' || (house === null && (version < MODERATION.number || neverHadHouse(row, query)));
  if (!hasHouse) throw new Error('meta.house is missing');
  return { epoch, schema: schemaOf(row, version), state: codec.decode({ settings, moderation: house }) };
}

/**
 * Whether the first code of version 2 stored this room without `house`. It did so for a room that a guest founded and
 * whose state never changed. In any other room a missing `house` means lost data.
 */
function neverHadHouse(meta: MetaRow, query: Query): boolean {
  if (!('house' in meta)) return false;
  const [first] = query('SELECT seq, member FROM event ORDER BY seq LIMIT 1');
  if (first?.seq !== 1 || typeof first.member !== 'string' || !isGuest(first.member)) return false;
  return query("SELECT seq FROM event WHERE kind IN ('set', 'mod') LIMIT 1").length === 0;
}

function read(query: Query): MetaRow | undefined {
  // Select all columns, because a room of version 1 has no `house`.
  const rows = tableOf(query, 'SELECT * FROM meta LIMIT 1');
  // Both tables are created in one transaction, so neither exists without the other.
  if (rows === undefined && tableOf(query, 'SELECT seq FROM event LIMIT 1') === undefined) return undefined;
  const row = rows?.[0];
  if (!row) throw new Error('the row of meta is missing');
  return row;
}

/** The rows of a query; `undefined` if the table doesn't exist. */
function tableOf(query: Query, sql: string): MetaRow[] | undefined {
  try {
    return query(sql);
  } catch (error) {
    if (error instanceof Error && error.message.includes('no such table')) return undefined;
    throw error;
  }
}
