/**
 * The event log: one row per event in SQLite. The current state of an item is in its own row. Nothing else is stored.
 */

import { type Kind, traitsOf } from '../../protocol/events/traits.ts';
import { DEDUPE_WINDOW } from '../../protocol/limits.ts';
import type { Member } from '../../protocol/members.ts';
import type { UnreadableError } from '../../protocol/unreadable.ts';
import type { RoomState } from '../access/types.ts';
import { type BytesOf, measuredBy } from './answer-size.ts';
import { applyEffects, insert, lastOfItems, writeItem } from './effects.ts';
import { LatestItems } from './latest.ts';
import { createMeta, type Meta, newMeta, nextMeta, readMeta, updateMeta } from './meta.ts';
import { LogReader } from './reader.ts';
import { Retention } from './retention.ts';
import { asUnreadable, Rows } from './rows.ts';
import { BEFORE, NEWEST, ONE, TEXT } from './statements.ts';
import type { Appended, Bounds, Effect, LogCodec, Logged, Page, Row, RowCounts } from './types.ts';

export interface EventLogOptions {
  /** The deployment's retention in milliseconds; 0 means forever. A room may choose a shorter one. */
  maxKeptMs?: number;
  /** Identifies the room in the server's log. */
  label?: string;
}

/** Reads from storage on first use. A room without events has no tables, and reading it costs nothing. */
export class EventLog<E extends Logged> implements Bounds, RowCounts {
  /** How many bytes an event takes in an answer. */
  readonly bytesOf: BytesOf<E>;
  readonly #codec: LogCodec<E>;
  readonly #rows: Rows<E>;
  readonly #reader: LogReader<E>;
  readonly #retention: Retention;
  readonly #latest: LatestItems<E>;
  readonly #maxKeptMs: number;
  #loaded = false;
  #meta: Meta | undefined;
  #head: E | undefined;
  #recent: E[] | undefined;

  /** @param codec the codec for all kinds of events */
  constructor(storage: DurableObjectStorage, codec: LogCodec<E>, { maxKeptMs = 0, label }: EventLogOptions = {}) {
    this.#codec = codec;
    this.bytesOf = measuredBy(codec);
    this.#rows = new Rows(storage, codec, label);
    this.#reader = new LogReader(this.#rows, this, this.bytesOf);
    this.#latest = new LatestItems(this.bytesOf);
    this.#retention = new Retention(this.#rows);
    this.#maxKeptMs = maxKeptMs;
  }

  /** Rows that this instance wrote, as billed (docs/architecture.md, price). */
  get rowsWritten(): number {
    return this.#rows.written;
  }

  /** Rows that this instance read, as billed. */
  get rowsRead(): number {
    return this.#rows.read;
  }

  /** Identifies this life of the log; "" before the first event. */
  get epoch(): string {
    this.#load();
    return this.#meta?.epoch ?? '';
  }

  /** The state of the room besides its events. */
  get state(): RoomState {
    this.#load();
    return this.#meta?.state ?? this.#codec.state.empty;
  }

  get head(): number {
    this.#load();
    return this.#head?.seq ?? 0;
  }

  /** Timestamp of the newest event, 0 if there is none. */
  get headTs(): number {
    this.#load();
    return this.#head?.ts ?? 0;
  }

  get from(): number {
    this.#load();
    return this.#retention.from;
  }

  get floor(): number {
    this.#load();
    return this.#head ? (this.#retention.oldest?.seq ?? 0) : 0;
  }

  /** Timestamp of the oldest readable event; infinity if all have expired, 0 if there never was one. */
  get floorTs(): number {
    this.#load();
    return this.#head ? (this.#retention.oldest?.ts ?? 0) : 0;
  }

  /** Why nothing can be read; `undefined` if it can. */
  get unreadable(): UnreadableError | undefined {
    try {
      this.#load();
      return undefined;
    } catch (error) {
      return asUnreadable(error);
    }
  }

  /**
   * Whether an event of this kind raises the version of the room, which writes another row. With the first event of a
   * room that is free.
   */
  raises(kind: Kind): boolean {
    this.#load();
    return this.#meta !== undefined && nextMeta(this.#meta, [kind], undefined) !== this.#meta;
  }

  /** The newest events (DEDUPE_WINDOW), ascending. Read once, then kept up to date in memory. */
  recent(): readonly E[] {
    this.#load();
    const { from } = this.#retention;
    if (!this.#head || this.#head.seq < from) return [];
    if (!this.#recent) {
      const older = [...this.#rows.events(BEFORE, from, this.#head.seq, DEDUPE_WINDOW - 1)];
      this.#recent = [...older.reverse(), this.#head];
    }
    return this.#recent;
  }

  /** The members who sent the newest events (DEDUPE_WINDOW), newest last, except those of secret kinds. */
  *authors(): Generator<Member, undefined> {
    for (const { kind, member: id, name } of this.recent()) if (!traitsOf(kind).secret) yield { id, name };
  }

  /** The event with this `seq`; `undefined` if there is none or it has expired. */
  get(seq: number): E | undefined {
    this.#load();
    if (!this.#mayRead(seq)) return undefined;
    return this.#recent?.find((event) => event.seq === seq) ?? this.#rows.event(ONE, seq);
  }

  /**
   * The current text of an item; "" if it was deleted or has expired. Doesn't read its reactions, which can be much
   * larger.
   */
  text(seq: number): string {
    this.#load();
    if (!this.#mayRead(seq)) return '';
    const known = this.#recent?.find((event) => event.seq === seq);
    return known ? this.#codec.textOf(known) : (this.#rows.one<{ data: string }>(TEXT, seq)?.data ?? '');
  }

  /** The newest `limit` items, ascending, as many as fit into one answer, and whether there are older ones. */
  latest(limit: number): Page<E> {
    const { head, from } = this;
    return this.#latest.page(limit, from, () => this.#reader.itemsBefore(head + 1, limit));
  }

  /**
   * The newest `limit` items with seq < `before`, ascending, as many as fit into one answer, and whether there are
   * older ones.
   */
  itemsBefore(before: number, limit: number): Page<E> {
    const { events, beyond, end } = this.#reader.itemsBefore(before, limit);
    return { events, more: beyond !== undefined, end };
  }

  /** LogReader documents this method and those below. */
  itemsAfter(after: number, limit: number): Page<E> {
    return this.#reader.itemsAfter(after, limit);
  }

  rangeDown(after: number, upTo: number): Iterable<E> {
    return this.#reader.rangeDown(after, upTo);
  }

  eventsAfter(after: number): Iterable<E> {
    return this.#reader.eventsAfter(after);
  }

  findSent(member: string, sessionTag: string, clientEventId: string, after: number, upTo: number): E | undefined {
    return this.#reader.findSent(member, sessionTag, clientEventId, after, upTo);
  }

  audited(before: number, limit: number, scan: number): { events: E[]; before: number } {
    return this.#reader.audited(before, limit, scan);
  }

  texts(from: number, before: number): Iterable<{ seq: number; data: string }> {
    return this.#reader.texts(from, before);
  }

  authorsSince(ts: number, limit: number): Iterable<{ member: string; ts: number }> {
    return this.#reader.authorsSince(ts, limit);
  }

  /**
   * Stores events that have their `seq` and `ts`, and their effects, in one transaction. The first event creates the
   * tables, so that connecting to a guessed room name costs the operator nothing.
   * @returns what publishing needs to know, so that it reads nothing
   * @throws what the storage throws. Then nothing is stored, and the log is as before
   */
  append(events: readonly E[], effects: readonly Effect<E>[]): Appended {
    const [first] = events;
    if (!first) return { epoch: this.epoch, before: this.state };
    const recent = [...this.recent(), ...events];
    const meta = this.#meta;
    const before = meta ?? newMeta(this.#codec.state);
    const changed = effects.findLast((effect) => effect.on === 'room')?.state;
    const after = nextMeta(before, new Set(events.map(({ kind }) => kind)), changed);
    if (after === meta && effects.length === 0) this.#rows.write((sql) => insert(sql, events, this.#codec));
    else
      this.#rows.transaction((sql) => {
        let rows = 0;
        if (!meta) rows += createMeta(sql, after, this.#codec.state);
        else if (after !== meta) rows += updateMeta(sql, meta, after, this.#codec.state);
        rows += insert(sql, events, this.#codec);
        for (const effect of lastOfItems(effects)) rows += writeItem(sql, effect, this.#codec);
        return rows;
      });
    // The transaction has succeeded. If it had thrown, everything would have been rolled back.
    applyEffects(recent, effects);
    this.#latest.append(events, effects);
    this.#retention.append(first, this.#head === undefined);
    this.#meta = after;
    this.#recent = recent.slice(-DEDUPE_WINDOW);
    this.#head = this.#recent.at(-1);
    if (this.#keptMs(after) !== this.#keptMs(before)) this.#forgetOldest();
    return { epoch: after.epoch, before: before.state };
  }

  /** Deletes expired events, the oldest first, at most `limit`. @returns whether there are more to delete */
  prune(limit: number): boolean {
    this.#load();
    return this.#head !== undefined && this.#retention.prune(this.#head.seq, limit);
  }

  /** Forgets everything in memory, because the storage was deleted or has changed. It is read again on demand. */
  reset(): void {
    this.#loaded = false;
    this.#meta = undefined;
    this.#head = undefined;
    this.#forgetOldest();
  }

  #mayRead(seq: number): boolean {
    return this.#head !== undefined && seq <= this.#head.seq && seq >= this.#retention.from;
  }

  /** Called before anything is read. */
  #load(): void {
    this.#open();
    if (!this.#meta || !this.#head) return;
    if (!this.#retention.expire(this.#keptMs(this.#meta), this.#head)) return;
    const { from } = this.#retention;
    this.#recent = this.#recent?.filter(({ seq }) => seq >= from);
    this.#latest.dropBefore(from);
  }

  /**
   * Reads the head and the `meta` row once after a wake.
   * @throws UnreadableError on every call, and logs it the first time
   */
  #open(): void {
    if (this.#loaded) return;
    this.#rows.guard(() => {
      this.#meta = readMeta((query) => this.#rows.run(query), this.#codec.state);
      const row = this.#meta && this.#rows.run<Row>(NEWEST)[0];
      this.#head = row && this.#codec.decode(row);
    });
    this.#loaded = true;
  }

  #keptMs({ state }: Meta): number {
    return this.#codec.state.keptMs(state, this.#maxKeptMs);
  }

  /** A longer retention made older events readable again. */
  #forgetOldest(): void {
    this.#retention.forget();
    this.#recent = undefined;
    this.#latest.forget();
  }
}
