/** The log's own row: its version, its epoch, and what is kept of the room beside its events. */

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

/** What the state of a room is stored in. */
const STATE_STEPS = [MODERATION];

export interface Meta {
  /** Identifies this life of the log. */
  epoch: string;
  schema: Schema;
  state: RoomState;
}

/** The row of a room that is about to begin. Its epoch is 96 random bits, so that a room that was deleted is not taken for the next one. */
export function newMeta({ empty }: StateCodec): Meta {
  const epoch = toBase64Url(crypto.getRandomValues(new Uint8Array(12)));
  return { epoch, schema: NEW_SCHEMA, state: empty };
}

/**
 * The row once events of these kinds are stored.
 * @param state what they make of the state of the room; `undefined`: they leave it
 * @returns the same object where nothing of it changes
 */
export function nextMeta(meta: Meta, kinds: Iterable<Kind>, state: RoomState | undefined): Meta {
  const schema = withKinds(meta.schema, kinds);
  if (!state && schema.version === meta.schema.version) return meta;
  // Whoever writes the row writes the state.
  return { epoch: meta.epoch, schema: withSteps(schema, STATE_STEPS), state: state ?? meta.state };
}

/** Makes the tables of a room with this row: what the first events make of it, such as its owner, costs no row of its own. @returns rows written */
export function createMeta(sql: SqlStorage, { epoch, schema, state }: Meta, codec: StateCodec): number {
  const { settings, moderation } = codec.encode(state);
  return createTables(sql) + sql.exec(INSERT, schema.version, epoch, settings, moderation).rowsWritten;
}

/** Writes the row of `nextMeta` over the one before, and takes the steps that it needs. @returns rows written */
export function updateMeta(sql: SqlStorage, before: Meta, { schema, state }: Meta, codec: StateCodec): number {
  const { settings, moderation } = codec.encode(state);
  const added = takeSteps(sql, before.schema, STATE_STEPS);
  return added + sql.exec(UPDATE, schema.version, settings, moderation).rowsWritten;
}

type Query = (query: string) => MetaRow[];

/**
 * @returns `undefined` for a room where nobody wrote: it has no tables
 * @throws UnreadableError if the room was stored by a newer version, or lacks something that each has
 */
export function readMeta(query: Query, codec: StateCodec): Meta | undefined {
  const row = read(query);
  if (!row) return undefined;
  const { version, epoch, settings, house = null } = row;
  if (typeof version !== 'number') throw new Error('no meta.version');
  if (version > KNOWN_VERSION)
    throw new UnreadableError(
      'newer',
      `The room was stored by a newer version of Parley: its schema is ${version}, this server knows ${KNOWN_VERSION}.`,
    );
  if (typeof epoch !== 'string' || typeof settings !== 'string') throw new Error('no meta.epoch or meta.settings');
  // Without it the room would be open: no owner, no lock, nobody banned.
  const hasHouse =
    typeof house === 'string' || (house === null && (version < MODERATION.number || neverHadHouse(row, query)));
  if (!hasHouse) throw new Error('no meta.house');
  return { epoch, schema: schemaOf(row, version), state: codec.decode({ settings, moderation: house }) };
}

/**
 * Whether the room is one to which the first code of version 2 gave no `house`: a guest founded it, so that it had no owner, and
 * nobody has changed it since. In any other room a missing `house` is a lost one.
 */
function neverHadHouse(meta: MetaRow, query: Query): boolean {
  if (!('house' in meta)) return false;
  const [first] = query('SELECT seq, member FROM event ORDER BY seq LIMIT 1');
  if (first?.seq !== 1 || typeof first.member !== 'string' || !isGuest(first.member)) return false;
  return query("SELECT seq FROM event WHERE kind IN ('set', 'mod') LIMIT 1").length === 0;
}

function read(query: Query): MetaRow | undefined {
  // All columns: one of version 1 has no `house`.
  const rows = tableOf(query, 'SELECT * FROM meta LIMIT 1');
  // Both tables are made in one transaction: neither is there without the other.
  if (rows === undefined && tableOf(query, 'SELECT seq FROM event LIMIT 1') === undefined) return undefined;
  const row = rows?.[0];
  if (!row) throw new Error('no row in meta');
  return row;
}

/** The rows of a query; `undefined` if there is no such table. */
function tableOf(query: Query, sql: string): MetaRow[] | undefined {
  try {
    return query(sql);
  } catch (error) {
    if (error instanceof Error && error.message.includes('no such table')) return undefined;
    throw error;
  }
}
