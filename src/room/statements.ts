/** The SQL that reads and writes events. Constants only: what differs from call to call is bound (sql.grit holds that). */

const COLUMNS = 'seq, kind, ref, member, sid, cid, name, ts, data, state';
const SELECT = `SELECT ${COLUMNS} FROM event`;

/** One row. */
export const INSERT_ONE = `INSERT INTO event (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
/** Takes all rows as one JSON text: bound parameters are limited to a hundred a statement. */
export const INSERT = `INSERT INTO event (${COLUMNS}) SELECT
  value->>0, value->>1, value->>2, value->>3, value->>4, value->>5, value->>6, value->>7, value->>8, value->>9
  FROM json_each(?)`;

/** By its place. */
export const ONE = `${SELECT} WHERE seq = ?`;
export const NEWEST = `${SELECT} ORDER BY seq DESC LIMIT 1`;
/** Before a place, newest first, so many. */
export const BEFORE = `${SELECT} WHERE seq < ? ORDER BY seq DESC LIMIT ?`;
/** After one place, to another. */
export const RANGE = `${SELECT} WHERE seq > ? AND seq <= ? ORDER BY seq`;
/** After a place. */
export const AFTER = `${SELECT} WHERE seq > ? ORDER BY seq`;
/** After a place: the id of its session, member and session. */
export const SENT = `${SELECT} WHERE seq > ? AND cid = ? AND member = ? AND sid = ? ORDER BY seq LIMIT 1`;
/** Before a place, newest first, so many. */
export const MESSAGES_BEFORE = `${SELECT} WHERE seq < ? AND kind = 'msg' ORDER BY seq DESC LIMIT ?`;
/** After a place, so many. */
export const MESSAGES_AFTER = `${SELECT} WHERE seq > ? AND kind = 'msg' ORDER BY seq ASC LIMIT ?`;
/** From one place to before another, newest first, so many: what was done to the room, and to messages of others. */
export const ACTS = `${SELECT} WHERE seq >= ? AND seq < ? AND (
    kind IN ('set', 'mod') OR
    (kind = 'delete' AND member IS NOT (SELECT target.member FROM event AS target WHERE target.seq = event.ref))
  ) ORDER BY seq DESC LIMIT ?`;
/** Those of a JSON list of places, newest first. */
export const THESE = `${SELECT} WHERE seq IN (SELECT value FROM json_each(?)) ORDER BY seq DESC`;

/**
 * Of the messages from one place to before another: their size in bytes, and a JSON list of those that hold all words or are
 * not in ASCII. The words are bound first.
 * @param words how many there are
 */
export function lookedAt(words: number): string {
  const hold = Array.from({ length: words }, () => 'instr(lower(data), ?)').join(' AND ');
  return `SELECT total(octet_length(data)) AS bytes,
      json_group_array(seq) FILTER (WHERE octet_length(data) > length(data) OR (${hold})) AS seqs
    FROM event WHERE seq >= ? AND seq < ? AND kind = 'msg'`;
}
