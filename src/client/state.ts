/** What a client knows of one room: plain immutable data, for any view to show. */

import type { Heartbeat, Item, LeaveCause, Limits, Person, Settings } from '../protocol/frames.ts';

/** The state of the connection, as a person would be told. */
export type Link =
  /** `connect` was not called yet, or the room was left. */
  | { status: 'idle' }
  | { status: 'connecting'; attempt: number }
  /** Welcomed: what is sent goes out at once. */
  | { status: 'live'; sinceMs: number }
  /** Lost; tries again at `retryAtMs` by itself. `code` and `reason` tell why, where the server said. */
  | { status: 'waiting'; attempt: number; retryAtMs: number; code?: string; reason?: string }
  /** Ended for good: only `connect` tries again. */
  | { status: 'stopped'; code: string; reason: string };

/** A stored message with its present text. */
export type Message = Omit<Item, 'id'> & {
  /** Sent by this very session. */
  own?: true;
};

/** A message of this session that isn't acknowledged yet. */
export interface Outgoing {
  /** The session's own id for it, the same on every try. */
  id: string;
  data: string;
  re?: number;
  createdMs: number;
  status: 'sending' | 'failed';
  /** Why it failed, on `failed`; on `sending` why the last try did, if it will be tried again. */
  error?: { code: string; text: string; retryAtMs?: number };
}

/** Something that happened between two messages: a line on the page, not stored. */
export interface Notice {
  /** Distinct within the state. */
  key: number;
  /** It stands after the message with this `seq`. */
  after: number;
  ts: number;
  event: 'join' | 'leave' | 'rename' | 'notice';
  who: { id: string; name: string }[];
  cause?: LeaveCause;
  was?: string;
  count: number;
  text: string;
}

export interface RoomState {
  /** Normalised once welcomed; before it as asked for. */
  room: string;
  link: Link;
  /** `undefined` until the first welcome. */
  self: Person | undefined;
  epoch: string;
  /** The last `seq` up to which nothing is missing. */
  head: number;
  /** Ascending by `seq`. */
  messages: readonly Message[];
  /** Older messages can be fetched with `loadOlder`. */
  hasOlder: boolean;
  loadingOlder: boolean;
  /** Counted members, by id. May hold fewer than `count` in rooms of over 200. */
  members: ReadonlyMap<string, Person>;
  count: number;
  notices: readonly Notice[];
  /** In the order in which they will be stored. */
  outbox: readonly Outgoing[];
  settings: Settings;
  limits: Limits;
  heartbeat: Heartbeat;
  /** The build of the server, from `welcome`. */
  build: string;
}
