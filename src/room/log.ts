/** The event log: one row per event in SQLite, with the present state of a message in its own row. Nothing else is stored. */

import { toBase64Url } from '../protocol/base64url.ts';
import type { Member } from '../protocol/frames.ts';
import { EMPTY_HOUSE, houseFromJson, houseToJson } from './house.ts';
import type { RoomState } from './settings.ts';
import {
  ACTS,
  AFTER,
  BEFORE,
  INSERT,
  INSERT_ONE,
  lookedAt,
  MESSAGES_AFTER,
  MESSAGES_BEFORE,
  NEWEST,
  ONE,
  RANGE,
  SENT,
  THESE,
} from './statements.ts';

/** What an event is. Edits, deletions and reactions change the message they refer to; `set` and `mod` the room. */
export type EventKind = 'msg' | 'edit' | 'delete' | 'react' | 'set' | 'mod';

/** What became of a message after it was written. */
export interface MessageState {
  /** When it was last edited. */
  edited?: number;
  gone?: true;
  /** Emoji → ids of the members who reacted with it. */
  reacts?: Record<string, string[]>;
  /** On a reaction's own row: it was taken back. */
  off?: true;
  /** On the row of an act of moderation: the name of whom it was done to. */
  name?: string;
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
  /** The text of a message, the emoji of a reaction, the settings or the act of moderation as JSON. An edit holds none: its text is in the message. */
  data: string;
  state: MessageState | null;
}

/** What an event does beyond its own row: the new text and state of the message that it refers to, or the room's own. */
export type Effect =
  | { kind: 'message'; seq: number; data: string; state: MessageState }
  | { kind: 'room'; state: RoomState };

export interface LoggedEvent extends NewEvent {
  seq: number;
  ts: number;
}

/** Some messages, ascending, and whether there are more beyond them. */
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

/** 2: `house`. A room of version 1 gets it with the first change that needs it. */
const SCHEMA_VERSION = 2;
const EMPTY: RoomState = { settings: {}, house: EMPTY_HOUSE };

export class EventLog {
  /** Rows this instance wrote, as billed (docs/architecture.md, price). */
  rowsWritten = 0;
  /** Rows this instance read, as billed. */
  rowsRead = 0;

  readonly #storage: DurableObjectStorage;
  #meta: { epoch: string; version: number; state: RoomState } | undefined;
  #head: LoggedEvent | undefined;
  #floor: number | undefined;
  #loaded = false;
  #recent: LoggedEvent[] | undefined;
  #latest: (Page & { limit: number }) | undefined;

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage;
  }

  /** Identifies this life of the log; "" before the first event. */
  get epoch(): string {
    this.#load();
    return this.#meta?.epoch ?? '';
  }

  /** What is kept of the room beside its events. */
  get state(): RoomState {
    this.#load();
    return this.#meta?.state ?? EMPTY;
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
      const older = this.#rows(BEFORE, this.#head.seq, limit - 1);
      this.#recent = [...older.map(toEvent).reverse(), this.#head];
    }
    return this.#recent;
  }

  /**
   * The newest `limit` messages, ascending, and whether there are older ones. Read once, then kept up to date in memory: every
   * newcomer asks, and between two messages there may be any number of other events to look through.
   */
  latest(limit: number): Page {
    this.#load();
    if (!this.#latest || this.#latest.limit !== limit) {
      const { events, more } = this.messagesBefore(this.head + 1, limit);
      this.#latest = { events, more, limit };
    }
    return this.#latest;
  }

  /** Who wrote the newest `limit` events, newest last. */
  *authors(limit: number): Generator<Member, undefined> {
    for (const { member: id, name } of this.recent(limit)) yield { id, name };
  }

  /**
   * Stores events that have their `seq` and `ts`, and what they do to others, all or none.
   * Creates the tables with the first event: guessing room names must cost the owner nothing.
   * @param keep how many of the newest stay in memory for `recent`
   * @throws whatever the storage throws; then nothing is stored and the head is as before
   */
  append(events: readonly LoggedEvent[], effects: readonly Effect[], keep: number): void {
    if (events.length === 0) return;
    this.#load();
    const recent = [...this.recent(keep), ...events];
    const isFirst = this.#head === undefined;
    const { epoch, version, state } = this.#meta ?? { epoch: newEpoch(), version: SCHEMA_VERSION, state: EMPTY };
    const changed = effects.findLast((effect) => effect.kind === 'room')?.state;
    // One statement is a transaction by itself, and marking one costs as much as the row of a quiet room's message.
    const alone = this.#meta !== undefined && effects.length === 0;
    const written = alone
      ? this.#insert(events)
      : this.#storage.transactionSync(() => {
          let rows = 0;
          if (!this.#meta) rows += this.#createTables(epoch, changed ?? state);
          else if (changed) rows += this.#keep(changed, version);
          rows += this.#insert(events);
          for (const effect of effects) if (effect.kind === 'message') rows += this.#change(effect);
          return rows;
        });
    // Only now is it true; a throw above has rolled everything back.
    this.rowsWritten += written;
    for (const effect of effects) {
      if (effect.kind === 'message') {
        const index = recent.findIndex(({ seq }) => seq === effect.seq);
        const message = recent[index];
        if (message) recent[index] = { ...message, data: effect.data, state: effect.state };
      }
    }
    if (this.#latest) this.#latest = followed(this.#latest, events, effects);
    this.#meta = { epoch, version: changed ? SCHEMA_VERSION : version, state: changed ?? state };
    // Only the first event of all is the floor; otherwise it is read when somebody asks.
    if (isFirst) this.#floor = events[0]?.seq;
    this.#recent = recent.slice(-keep);
    this.#head = this.#recent.at(-1);
  }

  /** One event, by its place. */
  get(seq: number): LoggedEvent | undefined {
    this.#load();
    if (!this.#head || seq > this.#head.seq) return undefined;
    const known = this.#recent?.find((event) => event.seq === seq);
    if (known) return known;
    const row = this.#rows(ONE, seq)[0];
    return row && toEvent(row);
  }

  /**
   * Deletes what is older than `before`, from the bottom, at most `limit` events; the newest stays, since the next gets its
   * place from it.
   * @param before Unix milliseconds
   * @returns whether there is more to delete
   */
  prune(before: number, limit: number): boolean {
    this.#load();
    if (!this.#head) return false;
    const oldest = this.#query<{ ts: number }>('SELECT ts FROM event ORDER BY seq LIMIT 1')[0];
    if (!oldest || oldest.ts >= before) return false;
    const old = this.#query<{ seq: number }>(
      'SELECT seq FROM (SELECT seq, ts FROM event WHERE seq < ? ORDER BY seq LIMIT ?) WHERE ts < ?',
      this.#head.seq,
      limit,
      before,
    );
    const last = old.at(-1)?.seq;
    if (last === undefined) return false;
    this.rowsWritten += this.#storage.sql.exec('DELETE FROM event WHERE seq <= ?', last).rowsWritten;
    this.#floor = undefined;
    this.#recent = undefined;
    this.#latest = undefined;
    return old.length === limit;
  }

  /** Forgets what it knows, after the storage was deleted. */
  reset(): void {
    this.#meta = undefined;
    this.#head = undefined;
    this.#floor = undefined;
    this.#recent = undefined;
    this.#latest = undefined;
  }

  /** Events with `after` < seq ≤ `upTo`, ascending. */
  range(after: number, upTo: number): LoggedEvent[] {
    this.#load();
    if (!this.#head || after >= upTo) return [];
    return this.#rows(RANGE, after, upTo).map(toEvent);
  }

  /** The newest `limit` messages with seq < `before`, ascending, and whether there are older ones. */
  messagesBefore(before: number, limit: number): Page {
    return this.#page(MESSAGES_BEFORE, before, limit);
  }

  /** The oldest `limit` messages with seq > `after`, ascending, and whether there are newer ones. */
  messagesAfter(after: number, limit: number): Page {
    return this.#page(MESSAGES_AFTER, after, limit);
  }

  /** The event that a session sent under its own id `cid`, after `after`. A scan of the primary key: only repeated sends ask. */
  findSent(member: string, session: string, cid: string, after: number): LoggedEvent | undefined {
    this.#load();
    if (!this.#head) return undefined;
    const row = this.#rows(SENT, after, cid, member, session)[0];
    return row && toEvent(row);
  }

  /** Events with seq > `after`, ascending. Reads as far as it is asked to; not to be kept across turns. */
  *eventsAfter(after: number): Generator<LoggedEvent> {
    this.#load();
    if (!this.#head) return;
    for (const row of this.#each<Row>(AFTER, after)) yield toEvent(row);
  }

  /**
   * Settings, acts of moderation and deletions of others' messages with seq < `before`, newest first.
   * @param limit of events found
   * @param scan of events looked through
   * @returns and where to go on from, 0 if nothing older is stored
   */
  acts(before: number, limit: number, scan: number): { events: LoggedEvent[]; before: number } {
    this.#load();
    if (!this.#head) return { events: [], before: 0 };
    const from = Math.max(this.floor, before - scan);
    const events = this.#rows(ACTS, from, before, limit).map(toEvent);
    const last = events.length < limit ? from : (events.at(-1)?.seq ?? from);
    return { events, before: last > this.floor ? last : 0 };
  }

  /**
   * Messages with `from` <= seq < `before` that may hold all `words`, newest first: those that do, and those not in ASCII, of
   * which SQLite can't tell, as it only knows ASCII's case.
   * @param words in small letters, at least one and at most 90: bound parameters are limited to a hundred a statement
   * @returns and the size of all texts looked at, in bytes
   */
  candidates(from: number, before: number, words: readonly string[]): { events: LoggedEvent[]; bytes: number } {
    this.#load();
    if (!this.#head) return { events: [], bytes: 0 };
    const [looked] = this.#query<{ bytes: number; seqs: string }>(lookedAt(words.length), ...words, from, before);
    if (!looked || looked.seqs === '[]') return { events: [], bytes: looked?.bytes ?? 0 };
    const rows = this.#rows(THESE, looked.seqs);
    return { events: rows.map(toEvent), bytes: looked.bytes };
  }

  /** Who wrote messages after `ts` (Unix milliseconds), newest first. Reads no row more than it yields, but for one. */
  *authorsSince(ts: number): Generator<{ member: string; ts: number }> {
    this.#load();
    if (!this.#head) return;
    const rows = this.#each<{ member: string; ts: number; kind: EventKind }>(
      'SELECT member, ts, kind FROM event ORDER BY seq DESC',
    );
    for (const row of rows) {
      // Time stamps never decrease with `seq`.
      if (row.ts <= ts) return;
      if (row.kind === 'msg') yield row;
    }
  }

  #page(query: string, bound: number, limit: number): Page {
    this.#load();
    if (!this.#head) return { events: [], more: false };
    // One more than asked for tells whether there is more.
    const rows = this.#rows(query, bound, limit + 1);
    const events = rows.slice(0, limit).map(toEvent);
    return { events: query === MESSAGES_BEFORE ? events.reverse() : events, more: rows.length > limit };
  }

  /** Reads the head and the log's own row once after a wake; a room where nobody wrote has no tables and costs nothing. */
  #load(): void {
    if (this.#loaded) return;
    try {
      // All columns: one of version 1 has no `house`.
      const row = this.#query<{ version: number; epoch: string; settings: string; house?: string | null }>(
        'SELECT * FROM meta',
      )[0];
      if (row) {
        const { version, epoch, settings, house = null } = row;
        this.#meta = { epoch, version, state: { settings: JSON.parse(settings), house: houseFromJson(house) } };
      }
    } catch (error) {
      if (!(error instanceof Error && error.message.includes('no such table'))) throw error;
    }
    if (this.#meta) {
      const row = this.#rows(NEWEST)[0];
      this.#head = row && toEvent(row);
    }
    this.#loaded = true;
  }

  /** With what the first events made of the room, such as its owner: a row that is changed later costs another. */
  #createTables(epoch: string, { settings, house }: RoomState): number {
    const { sql } = this.#storage;
    // `seq` is the row's own key, so an event is one row written: no index, no AUTOINCREMENT table.
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
      houseToJson(house),
    );
    return events.rowsWritten + meta.rowsWritten + row.rowsWritten;
  }

  /** One statement however many there are: each costs some 5 µs beside its rows. By itself a row needs no JSON around it. */
  #insert(events: readonly LoggedEvent[]): number {
    const { sql } = this.#storage;
    const rows = events.map(({ seq, kind, ref, member, session, cid, name, ts, data, state }): SqlStorageValue[] => {
      const json = state && JSON.stringify(state);
      return [seq, kind, ref, member, session, cid, name, ts, data, json];
    });
    const [first, second] = rows;
    const cursor = first && !second ? sql.exec(INSERT_ONE, ...first) : sql.exec(INSERT, JSON.stringify(rows));
    return cursor.rowsWritten;
  }

  #change({ seq, data, state }: Extract<Effect, { kind: 'message' }>): number {
    const json = JSON.stringify(state);
    return this.#storage.sql.exec('UPDATE event SET data = ?, state = ? WHERE seq = ?', data, json, seq).rowsWritten;
  }

  #keep({ settings, house }: RoomState, version: number): number {
    const { sql } = this.#storage;
    const added = version < 2 ? sql.exec('ALTER TABLE meta ADD COLUMN house TEXT').rowsWritten : 0;
    const kept = sql.exec(
      'UPDATE meta SET version = ?, settings = ?, house = ?',
      SCHEMA_VERSION,
      JSON.stringify(settings),
      houseToJson(house),
    );
    return added + kept.rowsWritten;
  }

  #rows(query: string, ...bindings: SqlStorageValue[]): Row[] {
    return this.#query<Row>(query, ...bindings);
  }

  /** Row by row, for as long as somebody asks for the next. */
  *#each<T extends Record<string, SqlStorageValue>>(query: string, ...bindings: SqlStorageValue[]): Generator<T> {
    const cursor = this.#storage.sql.exec<T>(query, ...bindings);
    try {
      yield* cursor;
    } finally {
      this.rowsRead += cursor.rowsRead;
    }
  }

  #query<T extends Record<string, SqlStorageValue>>(query: string, ...bindings: SqlStorageValue[]): T[] {
    const cursor = this.#storage.sql.exec<T>(query, ...bindings);
    const rows = cursor.toArray();
    this.rowsRead += cursor.rowsRead;
    return rows;
  }
}

/** The newest messages after some more events. */
function followed(
  { events, more, limit }: Page & { limit: number },
  added: readonly LoggedEvent[],
  effects: readonly Effect[],
): Page & { limit: number } {
  const messages = [...events, ...added.filter(({ kind }) => kind === 'msg')];
  for (const effect of effects) {
    if (effect.kind !== 'message') continue;
    const index = messages.findIndex(({ seq }) => seq === effect.seq);
    const message = messages[index];
    if (message) messages[index] = { ...message, data: effect.data, state: effect.state };
  }
  return { events: messages.slice(-limit), more: more || messages.length > limit, limit };
}

function toEvent({ sid, state, ...row }: Row): LoggedEvent {
  return { ...row, session: sid, state: state === null ? null : JSON.parse(state) };
}

/** 96 random bits: a room that was deleted and begun again must not be taken for the old one. */
function newEpoch(): string {
  return toBase64Url(crypto.getRandomValues(new Uint8Array(12)));
}
