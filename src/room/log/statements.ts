/**
 * The SQL that reads and writes events. All of it is constant, with values as bindings (lint/sql.grit). Lists of kinds
 * are built from their traits, once at load. Bindings are listed in their order: `from` and `upTo` are inclusive,
 * `after` and `before` exclusive.
 */

import { sqlList } from '../../protocol/events/traits.ts';

const COLUMNS = 'seq, kind, ref, member, sid, cid, name, ts, data, state';
const SELECT = `SELECT ${COLUMNS} FROM event`;
const LISTED = sqlList(({ listed }) => listed);
const SEARCHED = sqlList(({ searched }) => searched);
const AUDITED = sqlList(({ audited }) => audited === 'always');
const AUDITED_OF_OTHERS = sqlList(({ audited }) => audited === 'others');

/** Bindings: the columns of one event. */
export const INSERT_ONE = `INSERT INTO event (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
/** Binding: a JSON list of rows, because a statement takes at most a hundred bindings. */
export const INSERT = `INSERT INTO event (${COLUMNS}) SELECT
  value->>0, value->>1, value->>2, value->>3, value->>4, value->>5, value->>6, value->>7, value->>8, value->>9
  FROM json_each(?)`;

/** Binding: seq. */
export const ONE = `${SELECT} WHERE seq = ?`;
export const NEWEST = `${SELECT} ORDER BY seq DESC LIMIT 1`;
/** Seq and time of the first event from a place on. Binding: from. */
export const MARK = 'SELECT seq, ts FROM event WHERE seq >= ? ORDER BY seq LIMIT 1';
/** The text of an item, without its reactions. Binding: seq. */
export const TEXT = 'SELECT data FROM event WHERE seq = ?';
/** Newest first. Bindings: from, before, limit. */
export const BEFORE = `${SELECT} WHERE seq >= ? AND seq < ? ORDER BY seq DESC LIMIT ?`;
/** Newest first. Bindings: after, upTo. */
export const RANGE_DOWN = `${SELECT} WHERE seq > ? AND seq <= ? ORDER BY seq DESC`;
/** Oldest first. Binding: after. */
export const AFTER = `${SELECT} WHERE seq > ? ORDER BY seq`;
/** The event that a session sent with its own id. Bindings: after, upTo, id, member, session. */
export const SENT = `${SELECT} WHERE seq > ? AND seq <= ? AND cid = ? AND member = ? AND sid = ? ORDER BY seq LIMIT 1`;
/** Newest first. Bindings: from, before, limit. */
export const ITEMS_BEFORE = `${SELECT} WHERE seq >= ? AND seq < ? AND kind IN (${LISTED}) ORDER BY seq DESC LIMIT ?`;
/** Oldest first. Bindings: after, upTo, limit. */
export const ITEMS_AFTER = `${SELECT} WHERE seq > ? AND seq <= ? AND kind IN (${LISTED}) ORDER BY seq ASC LIMIT ?`;
/**
 * Acts about the room, and deletions of other members' items. Newest first. Whose item was deleted is known while the
 * item is stored. Once it is pruned, comparing with its missing member by `<>` leaves the deletion out, since it may
 * have been the author's own. Bindings: from, before, limit.
 */
export const AUDIT = `${SELECT} WHERE seq >= ? AND seq < ? AND (
    kind IN (${AUDITED}) OR
    (kind IN (${AUDITED_OF_OTHERS}) AND member <> (SELECT target.member FROM event AS target WHERE target.seq = event.ref))
  ) ORDER BY seq DESC LIMIT ?`;
/** The texts of items without other columns. Newest first. Bindings: from, before. */
export const TEXTS = `SELECT seq, data FROM event WHERE seq >= ? AND seq < ? AND kind IN (${SEARCHED}) ORDER BY seq DESC`;

/** The members who sent events, and when. Newest first. Bindings: from, limit. */
export const AUTHORS = 'SELECT member, ts, kind FROM event WHERE seq >= ? ORDER BY seq DESC LIMIT ?';

/** Binding: before. */
export const PRUNE = 'DELETE FROM event WHERE seq < ?';
/** Bindings: text, state, seq. */
export const UPDATE = 'UPDATE event SET data = ?, state = ? WHERE seq = ?';
/**
 * Overwrites the text and state of an event with as many zero bytes. A row of the same size uses the same bytes of
 * SQLite's page and overflow pages, so no part of the old text is left on disk. Binding: seq.
 */
export const OVERWRITE = `UPDATE event SET
  data = CAST(zeroblob(octet_length(data)) AS TEXT), state = CAST(zeroblob(octet_length(state)) AS TEXT) WHERE seq = ?`;
