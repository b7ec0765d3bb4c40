/** The types of the log. Contains types only, so that other folders may import them. */

import type { Kind } from '../../protocol/events/traits.ts';
import type { RoomState } from '../access/types.ts';

/** The fields of every event before it has a place in the log. */
export interface Envelope {
  readonly kind: Kind;
  /** For an item, the item that it replies to. For a change, the item that it changes. */
  readonly ref: number | null;
  readonly member: string;
  readonly sessionTag: string;
  /** The id that the sender gave the event, if any. */
  readonly clientEventId: string | null;
  readonly name: string;
}

/** An event with its place in the log, as far as the log knows it. The kind's module knows the rest. */
export interface Logged extends Envelope {
  readonly seq: number;
  /** Unix milliseconds. Never decreases with `seq`. */
  readonly ts: number;
}

/** An event as stored in the table `event`. */
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

/** The columns of an event besides its envelope. For a message `data` is the plain text. */
export interface Columns {
  readonly data: string;
  /** JSON. */
  readonly state: string | null;
}

/** Converts between rows and events, so that the log need not know any kind. */
export interface LogCodec<E extends Logged> {
  encode(event: E): Columns;
  /** @throws if a column has a value of the wrong type */
  decode(row: Row): E;
  /** The columns that answers contain, at most. */
  told(event: E): Columns;
  /** The text of an item, as `encode` writes it to `data`. */
  textOf(event: E): string;
  readonly state: StateCodec;
}

/** The room's state as stored in the `meta` row. */
export interface StateColumns {
  readonly settings: string;
  /** `null` if the room never had any. */
  readonly moderation: string | null;
}

/** Converts between the room's state and columns. The log itself only needs to know the retention. */
export interface StateCodec {
  /** The state of a room without events. */
  readonly empty: RoomState;
  encode(state: RoomState): StateColumns;
  /** @throws if a column has anything but what `encode` produces */
  decode(columns: StateColumns): RoomState;
  /** Retention in milliseconds; 0 means forever. @param maxMs the deployment's retention; 0 means forever */
  keptMs(state: RoomState, maxMs: number): number;
}

/** What an event writes besides its own row. */
export type Effect<E extends Logged> = ItemEffect<E> | RoomEffect;

/** The new version of an item. */
export interface ItemEffect<E extends Logged> {
  readonly on: 'item';
  readonly item: E;
  /** Overwrite the old text on disk first, which costs one more row. */
  readonly erases: boolean;
}

/** The new state of the room. */
export interface RoomEffect {
  readonly on: 'room';
  readonly state: RoomState;
  /** It is written together with the tables of a new room and costs no row of its own. */
  readonly free?: true;
}

/** What publishing needs to know of events that were just stored. */
export interface Appended {
  /** The log's epoch. */
  readonly epoch: string;
  /** The room's state before these events. */
  readonly before: RoomState;
}

/** Some items, ascending, and whether there are more after them. */
export interface Page<E> {
  events: readonly E[];
  more: boolean;
  /** The last `seq` that was scanned. If there are more items but `events` is empty, the next page starts here. */
  end: number;
}

/** An event's `seq` and timestamp. */
export interface Mark {
  seq: number;
  /** Unix milliseconds. */
  ts: number;
}

/** Which part of the log is readable now. */
export interface Bounds {
  /** The newest `seq`, 0 if there is none. */
  readonly head: number;
  /** Events before this `seq` are unreadable. Known without reading a row, and may be lower than `floor`. */
  readonly from: number;
  /** The oldest readable `seq`; one past the head if every event has expired; 0 if there never was one. */
  readonly floor: number;
}

/** SQLite rows since the object started, as billed (docs/architecture.md, price). */
export interface RowCounts {
  readonly rowsRead: number;
  readonly rowsWritten: number;
}
