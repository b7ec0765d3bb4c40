/** The types of the log. Nothing but types: other folders import them from here. */

import type { Kind } from '../../protocol/events/traits.ts';
import type { RoomState } from '../access/types.ts';

/** What has happened to a message since it was sent. */
export interface MessageState {
  /** When it was last edited. Unix milliseconds. */
  edited?: number;
  gone?: true;
  /** Emoji → ids of the members who reacted with it. */
  reacts?: Record<string, string[]>;
  /** On the row of a reaction: it was taken back. */
  off?: true;
  /** On the row of an act of moderation: the name of the member it was done to. */
  name?: string;
}

/** An event that has no place in the log yet. */
export interface NewEvent {
  kind: Kind;
  /** Of a message: the message it replies to. Of an edit, deletion or reaction: the message it changes. */
  ref: number | null;
  member: string;
  session: string;
  /** The id that the sender gave the event, if any. */
  cid: string | null;
  name: string;
  /** The text of a message, the emoji of a reaction, settings or an act of moderation as JSON. Empty for an edit: its text is in the message. */
  data: string;
  state: MessageState | null;
}

/** An event with its place in the log. */
export interface LoggedEvent extends NewEvent {
  seq: number;
  /** Unix milliseconds. Never decreases with `seq`. */
  ts: number;
}

/** What an event writes beyond its own row: the new text and state of the message it refers to, or the new state of the room. */
export type Effect = MessageEffect | RoomEffect;

export interface MessageEffect {
  kind: 'message';
  seq: number;
  data: string;
  state: MessageState;
  /** The old text is overwritten on disk first, which costs one row more. */
  erases: boolean;
}

export interface RoomEffect {
  kind: 'room';
  state: RoomState;
}

/** Some messages, ascending, and whether there are more beyond them. */
export interface Page {
  events: readonly LoggedEvent[];
  more: boolean;
  /** The last `seq` that was looked at. Where there are more messages but none in `events`, the next page begins here. */
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
