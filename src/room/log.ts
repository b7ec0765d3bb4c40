/** The event log: one row per event in SQLite, with the present state of a message in its own row. Nothing else is stored. */

/** What an event is. */
export type EventKind = 'msg';

/** What became of a message after it was written. */
export interface MessageState {
  /** When it was last edited. */
  edited?: number;
  gone?: true;
  /** Emoji → ids of the members who reacted with it. */
  reacts?: Record<string, string[]>;
}

/** An event before it has a place in the log. */
export interface NewEvent {
  kind: EventKind;
  /** On a message the one it replies to; on the others the message they change. */
  ref: number | null;
  member: string;
  session: string;
  /** The sender's own id for it, if it gave one. */
  cid: string | null;
  name: string;
  data: string;
}

export interface LoggedEvent extends NewEvent {
  seq: number;
  ts: number;
  state: MessageState | null;
}

/** The two ends of a range of `seq`, both included. */
export interface Page {
  events: LoggedEvent[];
  more: boolean;
}

type Row = {
  seq: number;
  kind: EventKind;
  ref: number | null;
  member: string;
  sid: string;
  cid: string | null;
  name: string;
  ts: number;
  data: string;
  state: string | null;
};

const SCHEMA_VERSION = 1;
const COLUMNS = 'seq, kind, ref, member, sid, cid, name, ts, data, state';

export class EventLog {
  /** Rows this instance wrote, as billed (docs/architecture.md, price). */
  rowsWritten = 0;
  /** Rows this instance read, as billed. */
  rowsRead = 0;

  readonly #storage: DurableObjectStorage;
  #meta: { epoch: string } | undefined;
  #head: LoggedEvent | undefined;
  #floor: number | undefined;
  #loaded = false;
  #recent: LoggedEvent[] | undefined;

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage;
  }

  /** Identifies this life of the log; "" before the first event. */
  get epoch(): string {
    this.#load();
    return this.#meta?.epoch ?? '';
  }

  /** The newest `seq`, 0 if there is none. */
  get head(): number {
    this.#load();
    return this.#head?.seq ?? 0;
  }

  /** Time stamp of the newest event, 0 if there is none. */
  get headTs(): number {
    this.#load();
    return this.#head?.ts ?? 0;
  }

  /** The oldest `seq` still stored, 0 if there is none. */
  get floor(): number {
    this.#load();
    if (!this.#head) return 0;
    this.#floor ??= this.#rows('SELECT seq FROM event ORDER BY seq LIMIT 1')[0]?.seq ?? this.#head.seq;
    return this.#floor;
  }

  /** The newest `limit` events, ascending. Read once, then kept up to date in memory. */
  recent(limit: number): readonly LoggedEvent[] {
    this.#load();
    if (!this.#head) return [];
    if (!this.#recent) {
      const older = this.#rows(
        `SELECT ${COLUMNS} FROM event WHERE seq < ? ORDER BY seq DESC LIMIT ?`,
        this.#head.seq,
        limit - 1,
      );
      this.#recent = [...older.map(toEvent).reverse(), this.#head];
    }
    return this.#recent;
  }

  /**
   * Stores events that have their `seq` and `ts`, all or none.
   * Creates the tables with the first event: guessing room names must cost the owner nothing.
   * @param keep how many of the newest stay in memory for `recent`
   * @throws whatever the storage throws; then nothing is stored and the head is as before
   */
  append(events: readonly LoggedEvent[], keep: number): void {
    if (events.length === 0) return;
    this.#load();
    const recent = [...this.recent(keep)];
    const epoch = this.#meta?.epoch ?? newEpoch();
    const written = this.#storage.transactionSync(() => {
      let rows = 0;
      if (!this.#meta) rows += this.#createTables(epoch);
      for (const event of events) rows += this.#insert(event);
      return rows;
    });
    // Only now is it true; a throw above has rolled everything back.
    this.rowsWritten += written;
    this.#meta = { epoch };
    this.#head = events.at(-1);
    this.#floor ??= events[0]?.seq;
    recent.push(...events);
    this.#recent = recent.slice(-keep);
  }

  /** Events with `after` < seq ≤ `upTo`, ascending. */
  range(after: number, upTo: number): LoggedEvent[] {
    this.#load();
    if (!this.#head || after >= upTo) return [];
    return this.#rows(`SELECT ${COLUMNS} FROM event WHERE seq > ? AND seq <= ? ORDER BY seq`, after, upTo).map(toEvent);
  }

  /** The newest `limit` messages with seq < `before`, ascending, and whether there are older ones. */
  messagesBefore(before: number, limit: number): Page {
    return this.#page('seq < ?', 'DESC', before, limit);
  }

  /** The oldest `limit` messages with seq > `after`, ascending, and whether there are newer ones. */
  messagesAfter(after: number, limit: number): Page {
    return this.#page('seq > ?', 'ASC', after, limit);
  }

  /** The event that a session sent under its own id `cid`, after `after`. A scan of the primary key: only repeated sends ask. */
  findSent(member: string, session: string, cid: string, after: number): LoggedEvent | undefined {
    this.#load();
    if (!this.#head) return undefined;
    const row = this.#rows(
      `SELECT ${COLUMNS} FROM event WHERE seq > ? AND cid = ? AND member = ? AND sid = ? ORDER BY seq LIMIT 1`,
      after,
      cid,
      member,
      session,
    )[0];
    return row && toEvent(row);
  }

  #page(where: 'seq < ?' | 'seq > ?', order: 'ASC' | 'DESC', bound: number, limit: number): Page {
    this.#load();
    if (!this.#head) return { events: [], more: false };
    // One more than asked for tells whether there is more.
    const rows = this.#rows(
      `SELECT ${COLUMNS} FROM event WHERE ${where} AND kind = 'msg' ORDER BY seq ${order} LIMIT ?`,
      bound,
      limit + 1,
    );
    const events = rows.slice(0, limit).map(toEvent);
    return { events: order === 'DESC' ? events.reverse() : events, more: rows.length > limit };
  }

  /** Reads the head and the log's own row once after a wake; a room where nobody wrote has no tables and costs nothing. */
  #load(): void {
    if (this.#loaded) return;
    try {
      this.#meta = this.#query<{ epoch: string }>('SELECT epoch FROM meta')[0];
    } catch (error) {
      if (!(error instanceof Error && error.message.includes('no such table'))) throw error;
    }
    if (this.#meta) {
      const row = this.#rows(`SELECT ${COLUMNS} FROM event ORDER BY seq DESC LIMIT 1`)[0];
      this.#head = row && toEvent(row);
    }
    this.#loaded = true;
  }

  #createTables(epoch: string): number {
    const { sql } = this.#storage;
    // `seq` is the row's own key, so an event is one row written: no index, no AUTOINCREMENT table.
    const events = sql.exec(
      `CREATE TABLE event (
        seq INTEGER PRIMARY KEY, kind TEXT NOT NULL, ref INTEGER, member TEXT NOT NULL, sid TEXT NOT NULL, cid TEXT,
        name TEXT NOT NULL, ts INTEGER NOT NULL, data TEXT NOT NULL, state TEXT
      )`,
    );
    const meta = sql.exec('CREATE TABLE meta (version INTEGER NOT NULL, epoch TEXT NOT NULL)');
    const row = sql.exec('INSERT INTO meta (version, epoch) VALUES (?, ?)', SCHEMA_VERSION, epoch);
    return events.rowsWritten + meta.rowsWritten + row.rowsWritten;
  }

  #insert(event: LoggedEvent): number {
    return this.#storage.sql.exec(
      `INSERT INTO event (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      event.seq,
      event.kind,
      event.ref,
      event.member,
      event.session,
      event.cid,
      event.name,
      event.ts,
      event.data,
      event.state && JSON.stringify(event.state),
    ).rowsWritten;
  }

  #rows(query: string, ...bindings: SqlStorageValue[]): Row[] {
    return this.#query<Row>(query, ...bindings);
  }

  #query<T extends Record<string, SqlStorageValue>>(query: string, ...bindings: SqlStorageValue[]): T[] {
    const cursor = this.#storage.sql.exec<T>(query, ...bindings);
    const rows = cursor.toArray();
    this.rowsRead += cursor.rowsRead;
    return rows;
  }
}

function toEvent({ sid, state, ...row }: Row): LoggedEvent {
  return { ...row, session: sid, state: state === null ? null : JSON.parse(state) };
}

/** 96 random bits: a room that was deleted and begun again must not be taken for the old one. */
function newEpoch(): string {
  return btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(12))))
    .replace(/\+/g, '-')
    .replace(/\//g, '_');
}
