/** The log's own row: its version, its epoch, and what is kept of the room beside its events. */

import { toBase64Url } from '../../protocol/base64url.ts';
import { isGuest } from '../../protocol/identity.ts';
import { UnreadableError } from '../../protocol/unreadable.ts';
import { moderationFromJson, NO_MODERATION } from '../access/moderation.ts';
import type { RoomState } from '../access/settings.ts';

/**
 * The oldest version of this software's schema that may write to a room. 2: `house`. A room of version 1 gets it with the first
 * change that needs it.
 */
export const SCHEMA_VERSION = 2;

export interface Meta {
  epoch: string;
  version: number;
  state: RoomState;
}

/** The state of a room where nobody wrote. */
export const EMPTY: RoomState = { settings: {}, moderation: NO_MODERATION };

/** Of a room that is about to begin. Its epoch is 96 random bits: a room that was deleted and begun again must not be taken for the old one. */
export function newMeta(): Meta {
  const epoch = toBase64Url(crypto.getRandomValues(new Uint8Array(12)));
  return { epoch, version: SCHEMA_VERSION, state: EMPTY };
}

type Query = (query: string) => Record<string, SqlStorageValue>[];

/**
 * @returns `undefined` for a room where nobody wrote: it has no tables
 * @throws UnreadableError if the room was stored by a newer version, or lacks something that each has
 */
export function readMeta(query: Query): Meta | undefined {
  const row = read(query);
  if (!row) return undefined;
  const { version, epoch, settings, house = null } = row;
  if (typeof version !== 'number') throw new Error('no meta.version');
  if (version > SCHEMA_VERSION)
    throw new UnreadableError(
      'newer',
      `The room was stored by a newer version of Parley: its schema is ${version}, this server knows ${SCHEMA_VERSION}.`,
    );
  if (typeof epoch !== 'string' || typeof settings !== 'string') throw new Error('no meta.epoch or meta.settings');
  // Without it the room would be open: no owner, no lock, nobody banned.
  const hasHouse = typeof house === 'string' || (house === null && (version < 2 || neverHadHouse(row, query)));
  const known = JSON.parse(settings);
  if (!hasHouse || typeof known !== 'object' || known === null)
    throw new Error('no meta.house, or no object in meta.settings');
  return { epoch, version, state: { settings: known, moderation: moderationFromJson(house) } };
}

/**
 * Whether the room is one to which the first code of version 2 gave no `house`: a guest founded it, so that it had no owner, and
 * nobody has changed it since. In any other room a missing `house` is a lost one.
 */
function neverHadHouse(meta: Record<string, SqlStorageValue>, query: Query): boolean {
  if (!('house' in meta)) return false;
  const [first] = query('SELECT seq, member FROM event ORDER BY seq LIMIT 1');
  if (first?.seq !== 1 || typeof first.member !== 'string' || !isGuest(first.member)) return false;
  return query("SELECT seq FROM event WHERE kind IN ('set', 'mod') LIMIT 1").length === 0;
}

function read(query: Query): Record<string, SqlStorageValue> | undefined {
  // All columns: one of version 1 has no `house`.
  const rows = tableOf(query, 'SELECT * FROM meta LIMIT 1');
  // Both tables are made in one transaction: neither is there without the other.
  if (rows === undefined && tableOf(query, 'SELECT seq FROM event LIMIT 1') === undefined) return undefined;
  const row = rows?.[0];
  if (!row) throw new Error('no row in meta');
  return row;
}

/** The rows of a query; `undefined` if there is no such table. */
function tableOf(query: Query, sql: string): Record<string, SqlStorageValue>[] | undefined {
  try {
    return query(sql);
  } catch (error) {
    if (error instanceof Error && error.message.includes('no such table')) return undefined;
    throw error;
  }
}
