/**
 * The SQL that reads and writes events. Constants only: what differs from call to call is bound (sql.grit holds that). Lists of kinds
 * are made of their traits, once at load.
 */

import { sqlList } from '../../protocol/events/traits.ts';

const COLUMNS = 'seq, kind, ref, member, sid, cid, name, ts, data, state';
const SELECT = `SELECT ${COLUMNS} FROM event`;
const LISTED = sqlList(({ listed }) => listed);
const SEARCHED = sqlList(({ searched }) => searched);
const AUDITED = sqlList(({ audited }) => audited === 'always');
const AUDITED_OF_OTHERS = sqlList(({ audited }) => audited === 'others');

/** One row. */
export const INSERT_ONE = `INSERT INTO event (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
/** Takes all rows as one JSON text: bound parameters are limited to a hundred a statement. */
export const INSERT = `INSERT INTO event (${COLUMNS}) SELECT
  value->>0, value->>1, value->>2, value->>3, value->>4, value->>5, value->>6, value->>7, value->>8, value->>9
  FROM json_each(?)`;

/** By its place. */
export const ONE = `${SELECT} WHERE seq = ?`;
export const NEWEST = `${SELECT} ORDER BY seq DESC LIMIT 1`;
/** The place and time of the first event from a place on. */
export const MARK = 'SELECT seq, ts FROM event WHERE seq >= ? ORDER BY seq LIMIT 1';
/** Only its text. */
export const TEXT = 'SELECT data FROM event WHERE seq = ?';
/** From one place to before another, newest first, so many. */
export const BEFORE = `${SELECT} WHERE seq >= ? AND seq < ? ORDER BY seq DESC LIMIT ?`;
/** After one place, to another, newest first. */
export const RANGE_DOWN = `${SELECT} WHERE seq > ? AND seq <= ? ORDER BY seq DESC`;
/** After a place. */
export const AFTER = `${SELECT} WHERE seq > ? ORDER BY seq`;
/** After one place, to another: the id of its session, member and session. */
export const SENT = `${SELECT} WHERE seq > ? AND seq <= ? AND cid = ? AND member = ? AND sid = ? ORDER BY seq LIMIT 1`;
/** From one place to before another, newest first, so many. */
export const ITEMS_BEFORE = `${SELECT} WHERE seq >= ? AND seq < ? AND kind IN (${LISTED}) ORDER BY seq DESC LIMIT ?`;
/** After one place, to another, so many. */
export const ITEMS_AFTER = `${SELECT} WHERE seq > ? AND seq <= ? AND kind IN (${LISTED}) ORDER BY seq ASC LIMIT ?`;
/** From one place to before another, newest first, so many: the audit list. */
export const ACTS = `${SELECT} WHERE seq >= ? AND seq < ? AND (
    kind IN (${AUDITED}) OR
    (kind IN (${AUDITED_OF_OTHERS}) AND member IS NOT (SELECT target.member FROM event AS target WHERE target.seq = event.ref))
  ) ORDER BY seq DESC LIMIT ?`;
/** From one place to before another, newest first: the texts that a search looks through, and nothing else of their items. */
export const TEXTS = `SELECT seq, data FROM event WHERE seq >= ? AND seq < ? AND kind IN (${SEARCHED}) ORDER BY seq DESC`;

/** From one place on, newest first, so many: whose events they are, and when they were stored. */
export const AUTHORS = 'SELECT member, ts, kind FROM event WHERE seq >= ? ORDER BY seq DESC LIMIT ?';

/** Before a place. */
export const PRUNE = 'DELETE FROM event WHERE seq < ?';
/** The text and state of one event. */
export const UPDATE = 'UPDATE event SET data = ?, state = ? WHERE seq = ?';
/**
 * The text and state of one event, by as many zero bytes. A row of the same size takes the very bytes of the old one, in SQLite's
 * page and its overflow pages: what is written next is then all that is left of it.
 */
export const OVERWRITE = `UPDATE event SET
  data = CAST(zeroblob(octet_length(data)) AS TEXT), state = CAST(zeroblob(octet_length(state)) AS TEXT) WHERE seq = ?`;
