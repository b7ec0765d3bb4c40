/** The types of the log. Nothing but types: other folders import them from here. */

import type { Kind } from '../../protocol/events/traits.ts';
import type { RoomState } from '../access/types.ts';

/** What every event has before it has a place in the log. */
export interface Envelope {
  readonly kind: Kind;
  /** Of an item: the item it replies to. Of a change: the item it changes. */
  readonly ref: number | null;
  readonly member: string;
  readonly sessionTag: string;
  /** The id that the sender gave the event, if any. */
  readonly clientEventId: string | null;
  readonly name: string;
}

/** An event with its place in the log, as far as the log knows it. The rest is known by its kind. */
export interface Logged extends Envelope {
  readonly seq: number;
  /** Unix milliseconds. Never decreases with `seq`. */
  readonly ts: number;
}

/** An event as it is stored in the table `event`. */
export type Row = {
  seq: number;
  kind: string;
  ref: number | null;
  member: string;
  sid: string;
  cid: string | null;
  name: string;
  ts: number;
  data: string;
  state: string | null;
};

/** What a kind stores of an event beside its envelope. Of a message `data` is the bare text. */
export interface Columns {
  readonly data: string;
  /** JSON. */
  readonly state: string | null;
}

/** Turns rows into events and events into rows: the log knows no kind. */
export interface LogCodec<E extends Logged> {
  encode(event: E): Columns;
  /** @throws if a column doesn't hold a value of the type that was stored */
  decode(row: Row): E;
  /** What answers tell of an event's columns, at most. */
  told(event: E): Columns;
  /** The text of an item, as `encode` puts it into `data`. */
  textOf(event: E): string;
  readonly state: StateCodec;
}

/** The state of the room as it is stored in the row of `meta`. */
export interface StateColumns {
  readonly settings: string;
  /** `null` if the room has never had any. */
  readonly moderation: string | null;
}

/** Turns the state of a room into columns and back: the log itself only knows how long events may be read. */
export interface StateCodec {
  /** The state of a room where nobody wrote. */
  readonly empty: RoomState;
  encode(state: RoomState): StateColumns;
  /** @throws if a column doesn't hold what `encode` makes */
  decode(columns: StateColumns): RoomState;
  /**
   * How long events may be read, in milliseconds; 0 for good.
   * @param maxMs how long the deployment keeps them; 0 for good
   */
  keptMs(state: RoomState, maxMs: number): number;
}

/** What an event writes beyond its own row. */
export type Effect<E extends Logged> = ItemEffect<E> | RoomEffect;

/** An item as it is from now on. */
export interface ItemEffect<E extends Logged> {
  readonly on: 'item';
  readonly item: E;
  /** The old text is overwritten on disk first, which costs one row more. */
  readonly erases: boolean;
}

/** The new state of the room. */
export interface RoomEffect {
  readonly on: 'room';
  readonly state: RoomState;
  /** It is written with the tables of a new room, for no row of its own. */
  readonly free?: true;
}

/** What tells of events that were just stored. */
export interface Appended {
  /** Of the log that the events are in. */
  readonly epoch: string;
  /** The room without these events. */
  readonly before: RoomState;
}

/** Some items, ascending, and whether there are more beyond them. */
export interface Page<E> {
  events: readonly E[];
  more: boolean;
  /** The last `seq` that was looked at. Where there are more items but none in `events`, the next page begins here. */
  end: number;
}

/** Place and time of an event. */
export interface Mark {
  seq: number;
  /** Unix milliseconds. */
  ts: number;
}

/** What may be read of the log at the moment. */
export interface Bounds {
  /** The newest `seq`, 0 if there is none. */
  readonly head: number;
  /** No event before this `seq` may be read. Known without reading a row; may be lower than `floor`. */
  readonly from: number;
  /** The oldest `seq` that may be read; one beyond the head if all events are too old; 0 if there never was any. */
  readonly floor: number;
}

/** Rows of SQLite since the object started, as billed (docs/architecture.md, price). */
export interface RowCounts {
  readonly rowsRead: number;
  readonly rowsWritten: number;
}
