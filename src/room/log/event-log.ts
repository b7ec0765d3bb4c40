/** The event log: one row per event in SQLite, with the present state of a message in its own row. Nothing else is stored. */

import { toBase64Url } from '../../protocol/base64url.ts';
import type { Member } from '../../protocol/frames.ts';
import { HISTORY_SCAN } from '../../protocol/limits.ts';
import type { UnreadableError } from '../../protocol/unreadable.ts';
import { moderationToJson, NO_MODERATION } from '../access/moderation.ts';
import { type RoomState, retentionMs } from '../access/settings.ts';
import { withinAnswer } from './answer-size.ts';
import { asUnreadable, type Meta, readMeta, SCHEMA_VERSION } from './meta.ts';
import { firstSince, type Mark } from './retention.ts';
import {
  ACTS,
  AFTER,
  BEFORE,
  INSERT,
  INSERT_ONE,
  MARK,
  MESSAGES_AFTER,
  MESSAGES_BEFORE,
  NEWEST,
  ONE,
  OVERWRITE,
  RANGE_DOWN,
  SENT,
  TEXT,
  TEXTS,
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
  | {
      kind: 'message';
      seq: number;
      data: string;
      state: MessageState;
      /** The present text is to be overwritten on disk, for one row more. */
      erases: boolean;
    }
  | { kind: 'room'; state: RoomState };

/** Rows that an event with this effect writes, its own included. That a founder owns the room costs none: it is written with the tables. */
export function rowsOf(effect: Effect | undefined): number {
  if (!effect) return 1;
  return effect.kind === 'message' && effect.erases ? 3 : 2;
}

export interface LoggedEvent extends NewEvent {
  seq: number;
  ts: number;
}

/** Some messages, ascending, and whether there are more beyond them. */
export interface Page {
  events: readonly LoggedEvent[];
  more: boolean;
  /** The last `seq` that was looked at: where to go on if there are no events, but more. */
  end: number;
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

/** The newest messages, ascending: as many as one answer holds. */
interface Latest {
  events: readonly LoggedEvent[];
  /** The next older messages begin at this `seq` or below, if there may be any. It may be too old by now. */
  beyond: number | undefined;
  /** No older event was looked at. */
  end: number;
  limit: number;
}

const EMPTY: RoomState = { settings: {}, moderation: NO_MODERATION };

export interface EventLogOptions {
  /** How long the deployment keeps events, in milliseconds; 0 for good. A room may want it shorter. */
  maxKeptMs?: number;
  /** Names the room in lines of the server's log. */
  label?: string;
}

export class EventLog {
  /** Rows this instance wrote, as billed (docs/architecture.md, price). */
  rowsWritten = 0;
  /** Rows this instance read, as billed. */
  rowsRead = 0;

  readonly #storage: DurableObjectStorage;
  readonly #options: EventLogOptions;
  #meta: Meta | undefined;
  #head: LoggedEvent | undefined;
  /** Of the oldest event that may be read, just beyond the head if none may; `undefined` until it is needed. */
  #oldest: Mark | undefined;
  #loaded = false;
  #complained = false;
  #recent: LoggedEvent[] | undefined;
  #latest: Latest | undefined;

  constructor(storage: DurableObjectStorage, options: EventLogOptions = {}) {
    this.#storage = storage;
    this.#options = options;
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

  /** The oldest `seq` that is kept, and so may be read: one beyond the head if all are too old; 0 if there was never any. */
  get floor(): number {
    return this.#floorMark()?.seq ?? 0;
  }

  /** When the oldest event that is kept was stored; infinity if all are too old, 0 if there was never any. */
  get floorTs(): number {
    return this.#floorMark()?.ts ?? 0;
  }

  /** The newest `limit` events, ascending. Read once, then kept up to date in memory. */
  recent(limit: number): readonly LoggedEvent[] {
    this.#load();
    if (!this.#head || this.#head.seq < this.#from) return [];
    if (!this.#recent) {
      const older = [...this.#events(BEFORE, this.#from, this.#head.seq, limit - 1)];
      this.#recent = [...older.reverse(), this.#head];
    }
    return this.#recent;
  }

  /**
   * The newest `limit` messages, ascending, as many as one answer holds, and whether there are older ones. Read once, then kept up
   * to date in memory: every newcomer asks, and between two messages there may be any number of other events to look through.
   */
  latest(limit: number): Page {
    this.#load();
    if (this.#latest?.limit !== limit) {
      this.#latest = { ...this.#older(this.head + 1, limit), limit };
    }
    const { events, beyond, end } = this.#latest;
    return { events, more: beyond !== undefined && beyond >= this.#from, end };
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
    // A message that got shorter makes room for older ones.
    if (this.#latest?.beyond !== undefined && this.#latest.events.length < this.#latest.limit && effects.length > 0)
      this.#latest = undefined;
    this.#meta = { epoch, version: changed ? SCHEMA_VERSION : version, state: changed ?? state };
    const [first] = events;
    // The first of all, or the first after all others were too old. Else it is read when somebody asks.
    if (first && (isFirst || this.#oldest?.seq === first.seq)) this.#oldest = { seq: first.seq, ts: first.ts };
    this.#recent = recent.slice(-keep);
    this.#head = this.#recent.at(-1);
    if (changed && changed.settings.retentionDays !== state.settings.retentionDays) this.#forgetOldest();
  }

  /** One event, by its place. */
  get(seq: number): LoggedEvent | undefined {
    this.#load();
    if (!this.#head || seq > this.#head.seq || seq < this.#from) return undefined;
    const known = this.#recent?.find((event) => event.seq === seq);
    if (known) return known;
    return this.#first(ONE, seq);
  }

  /** The present text of a message; "" where it is gone. Its reactions, of which there may be much more, are not read. */
  text(seq: number): string {
    this.#load();
    if (!this.#head || seq > this.#head.seq || seq < this.#from) return '';
    const known = this.#recent?.find((event) => event.seq === seq);
    return known?.data ?? this.#query<{ data: string }>(TEXT, seq)[0]?.data ?? '';
  }

  /**
   * Deletes what is too old to be read, from the bottom, at most `limit` events. The newest stays, since the next event gets its
   * place from it.
   * @returns whether there is more to delete
   */
  prune(limit: number): boolean {
    this.#load();
    if (!this.#head) return false;
    const end = Math.min(this.floor, this.#head.seq);
    const stored = this.#mark(0)?.seq ?? end;
    if (stored >= end) return false;
    const upTo = Math.min(end, stored + limit);
    this.rowsWritten += this.#storage.sql.exec('DELETE FROM event WHERE seq < ?', upTo).rowsWritten;
    return upTo < end;
  }

  /** Why nothing can be read, `undefined` if it can. */
  get unreadable(): UnreadableError | undefined {
    try {
      this.#load();
      return undefined;
    } catch (error) {
      return asUnreadable(error);
    }
  }

  /** Forgets what it knows: the storage was deleted, or is not what it was. It is read again when somebody asks. */
  reset(): void {
    this.#loaded = false;
    this.#meta = undefined;
    this.#head = undefined;
    this.#forgetOldest();
  }

  /** Events with `after` < seq ≤ `upTo`, newest first. Reads as far as it is asked to; not to be kept across turns. */
  *rangeDown(after: number, upTo: number): Generator<LoggedEvent> {
    this.#load();
    if (!this.#head || after >= upTo) return;
    yield* this.#events(RANGE_DOWN, Math.max(after, this.#from - 1), upTo);
  }

  /** The newest `limit` messages with seq < `before`, ascending, as many as one answer holds, and whether there are older ones. */
  messagesBefore(before: number, limit: number): Page {
    this.#load();
    const { events, beyond, end } = this.#older(before, limit);
    return { events, more: beyond !== undefined, end };
  }

  /** The oldest `limit` messages with seq > `after`, ascending, as many as one answer holds, and whether there are newer ones. */
  messagesAfter(after: number, limit: number): Page {
    this.#load();
    const from = Math.max(after, this.#from - 1);
    const end = Math.min(from + HISTORY_SCAN, this.head);
    const { events, beyond } = this.#page(MESSAGES_AFTER, limit, from, end);
    return { events, more: beyond !== undefined || end < this.head, end };
  }

  /**
   * The event with `after` < seq ≤ `upTo` that a session sent under its own id `cid`. A scan of the primary key: only repeated
   * sends ask.
   */
  findSent(member: string, session: string, cid: string, after: number, upTo: number): LoggedEvent | undefined {
    this.#load();
    if (!this.#head) return undefined;
    return this.#first(SENT, Math.max(after, this.#from - 1), upTo, cid, member, session);
  }

  /** Events with seq > `after`, ascending. Reads as far as it is asked to; not to be kept across turns. */
  *eventsAfter(after: number): Generator<LoggedEvent> {
    this.#load();
    if (!this.#head) return;
    yield* this.#events(AFTER, Math.max(after, this.#from - 1));
  }

  /**
   * Settings, acts of moderation and deletions of others' messages with seq < `before`, newest first, as many as one answer holds.
   * @param limit of events found
   * @param scan of events looked through
   * @returns and where to go on from, 0 if nothing older is stored
   */
  acts(before: number, limit: number, scan: number): { events: LoggedEvent[]; before: number } {
    this.#load();
    if (!this.#head) return { events: [], before: 0 };
    const top = Math.min(before, this.#head.seq + 1);
    const from = Math.max(this.floor, top - scan);
    const { events, beyond } = withinAnswer(this.#events(ACTS, from, top, limit + 1), limit);
    const last = beyond ? (events.at(-1)?.seq ?? from) : from;
    return { events, before: last > this.floor ? last : 0 };
  }

  /**
   * The texts of messages with `from` <= seq < `before`, newest first; '' of one that was deleted. Reads as far as it is asked to;
   * not to be kept across turns.
   */
  *texts(from: number, before: number): Generator<{ seq: number; data: string }> {
    this.#load();
    if (!this.#head) return;
    yield* this.#each<{ seq: number; data: string }>(TEXTS, Math.max(from, this.#from), before);
  }

  /** Who wrote messages after `ts` (Unix milliseconds), newest first, among the newest `limit` events. */
  *authorsSince(ts: number, limit: number): Generator<{ member: string; ts: number }> {
    this.#load();
    if (!this.#head) return;
    const rows = this.#each<{ member: string; ts: number; kind: EventKind }>(
      'SELECT member, ts, kind FROM event WHERE seq >= ? ORDER BY seq DESC LIMIT ?',
      this.#from,
      limit,
    );
    for (const row of rows) {
      // Time stamps never decrease with `seq`.
      if (row.ts <= ts) return;
      if (row.kind === 'msg') yield row;
    }
  }

  /** Messages with seq < `before`, ascending, and where older ones begin. */
  #older(before: number, limit: number): Omit<Latest, 'limit'> {
    const top = Math.min(before, this.head + 1);
    const end = Math.max(this.#from, top - HISTORY_SCAN);
    const { events, beyond } = this.#page(MESSAGES_BEFORE, limit, end, top);
    const unseen = end > this.#from && end > this.floor ? end - 1 : undefined;
    return { events: events.reverse(), beyond: beyond?.seq ?? unseen, end };
  }

  /**
   * As many events as one answer holds, in the order of the query, and the next beyond them, if there is one.
   * @param bounds what the query takes before its limit
   */
  #page(query: string, limit: number, ...bounds: number[]): { events: LoggedEvent[]; beyond: LoggedEvent | undefined } {
    if (!this.#head) return { events: [], beyond: undefined };
    return withinAnswer(this.#events(query, ...bounds, limit + 1), limit);
  }

  /** To be called before anything is read. A room where nobody wrote has no tables and costs nothing. */
  #load(): void {
    this.#open();
    this.#expire();
  }

  /**
   * Reads the head and the log's own row once after a wake.
   * @throws UnreadableError each time, and a line in the server's log the first time
   */
  #open(): void {
    if (this.#loaded) return;
    this.#try(() => {
      this.#meta = readMeta((query) => this.#all(query));
      const row = this.#meta && this.#all<Row>(NEWEST)[0];
      this.#head = row && toEvent(row);
    });
    this.#loaded = true;
  }

  #complain(error: unknown): UnreadableError {
    const unreadable = asUnreadable(error);
    if (!this.#complained) {
      const { reason, message, cause } = unreadable;
      const why = cause === undefined ? message : String(cause);
      console.error(JSON.stringify({ event: 'unreadable', room: this.#options.label, reason, error: why }));
    }
    this.#complained = true;
    return unreadable;
  }

  /** Moves up what may be read, by the time that is left to it. Where nothing expired since the last time it reads no row. */
  #expire(): void {
    const keptMs = this.#meta ? retentionMs(this.#meta.state.settings, this.#options.maxKeptMs ?? 0) : 0;
    if (!this.#head || keptMs === 0) return;
    const before = Date.now() - keptMs;
    this.#oldest ??= this.#mark(0) ?? this.#head;
    if (this.#oldest.ts >= before) return;
    const { seq: head, ts } = this.#head;
    this.#oldest =
      ts < before
        ? { seq: head + 1, ts: Number.POSITIVE_INFINITY }
        : firstSince(before, this.#oldest, { seq: head, ts }, (seq) => this.#mark(seq));
    const isKept = ({ seq }: LoggedEvent) => seq >= this.#from;
    this.#recent = this.#recent?.filter(isKept);
    if (this.#latest) this.#latest = { ...this.#latest, events: this.#latest.events.filter(isKept) };
  }

  /** Nothing before it is read. 0 where nothing is known to be too old. */
  get #from(): number {
    return this.#oldest?.seq ?? 0;
  }

  #floorMark(): Mark | undefined {
    this.#load();
    if (!this.#head) return undefined;
    this.#oldest ??= this.#mark(0);
    return this.#oldest;
  }

  #mark(from: number): Mark | undefined {
    return this.#query<{ seq: number; ts: number }>(MARK, from)[0];
  }

  /** More may be read than before. */
  #forgetOldest(): void {
    this.#oldest = undefined;
    this.#recent = undefined;
    this.#latest = undefined;
  }

  /** With what the first events made of the room, such as its owner: a row that is changed later costs another. */
  #createTables(epoch: string, { settings, moderation }: RoomState): number {
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
      moderationToJson(moderation),
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

  #change({ seq, data, state, erases }: Extract<Effect, { kind: 'message' }>): number {
    const { sql } = this.#storage;
    const erased = erases ? sql.exec(OVERWRITE, seq).rowsWritten : 0;
    const json = JSON.stringify(state);
    return erased + sql.exec('UPDATE event SET data = ?, state = ? WHERE seq = ?', data, json, seq).rowsWritten;
  }

  #keep({ settings, moderation }: RoomState, version: number): number {
    const { sql } = this.#storage;
    const added = version < 2 ? sql.exec('ALTER TABLE meta ADD COLUMN house TEXT').rowsWritten : 0;
    const kept = sql.exec(
      'UPDATE meta SET version = ?, settings = ?, house = ?',
      SCHEMA_VERSION,
      JSON.stringify(settings),
      moderationToJson(moderation),
    );
    return added + kept.rowsWritten;
  }

  #first(query: string, ...bindings: SqlStorageValue[]): LoggedEvent | undefined {
    for (const event of this.#events(query, ...bindings)) return event;
    return undefined;
  }

  /** Events as `#each` reads their rows. */
  *#events(query: string, ...bindings: SqlStorageValue[]): Generator<LoggedEvent, undefined> {
    for (const row of this.#each<Row>(query, ...bindings)) yield this.#try(() => toEvent(row));
  }

  /** Row by row, for as long as somebody asks for the next. */
  *#each<T extends Record<string, SqlStorageValue>>(query: string, ...bindings: SqlStorageValue[]): Generator<T> {
    const cursor = this.#try(() => this.#storage.sql.exec<T>(query, ...bindings));
    try {
      for (;;) {
        const { done, value } = this.#try(() => cursor.next());
        if (done) return;
        yield value;
      }
    } finally {
      this.rowsRead += cursor.rowsRead;
    }
  }

  #query<T extends Record<string, SqlStorageValue>>(query: string, ...bindings: SqlStorageValue[]): T[] {
    return this.#try(() => this.#all<T>(query, ...bindings));
  }

  /** @throws UnreadableError for whatever is thrown: what can't be read is told to those who ask, all in the same way */
  #try<T>(read: () => T): T {
    try {
      return read();
    } catch (error) {
      throw this.#complain(error);
    }
  }

  #all<T extends Record<string, SqlStorageValue>>(query: string, ...bindings: SqlStorageValue[]): T[] {
    const cursor = this.#storage.sql.exec<T>(query, ...bindings);
    const rows = cursor.toArray();
    this.rowsRead += cursor.rowsRead;
    return rows;
  }
}

/** The newest messages after some more events: as many as one answer still holds. */
function followed(
  { events, beyond, end, limit }: Latest,
  added: readonly LoggedEvent[],
  effects: readonly Effect[],
): Latest {
  const messages = [...events, ...added.filter(({ kind }) => kind === 'msg')];
  for (const effect of effects) {
    if (effect.kind !== 'message') continue;
    const index = messages.findIndex(({ seq }) => seq === effect.seq);
    const message = messages[index];
    if (message) messages[index] = { ...message, data: effect.data, state: effect.state };
  }
  const { events: kept, beyond: dropped } = withinAnswer(messages.reverse(), limit);
  return { events: kept.reverse(), beyond: dropped?.seq ?? beyond, end, limit };
}

/** @throws if something in the row is not of the kind that was stored */
function toEvent({ sid, state: json, ...row }: Row): LoggedEvent {
  const state: MessageState | null = json === null ? null : JSON.parse(json);
  const isState =
    state === null || (typeof state === 'object' && Object.values(state.reacts ?? {}).every(Array.isArray));
  if (typeof row.seq !== 'number' || typeof row.ts !== 'number' || typeof row.data !== 'string' || !isState)
    throw new Error(`event ${row.seq} is damaged`);
  return { ...row, session: sid, state };
}

/** 96 random bits: a room that was deleted and begun again must not be taken for the old one. */
function newEpoch(): string {
  return toBase64Url(crypto.getRandomValues(new Uint8Array(12)));
}
