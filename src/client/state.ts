/** What a client knows of one room: plain immutable data, for any view to show. */

import type { ModData } from '../protocol/events/mod.ts';
import type { Item } from '../protocol/events/registry.ts';
import type { Kind, ListedKind } from '../protocol/events/traits.ts';
import type { LeaveCause, Self } from '../protocol/frames.ts';
import type { Heartbeat, Limits, Person, Settings } from '../protocol/shared.ts';
import type { Content } from './events/content.ts';

/** The state of the connection, as a person would be told. */
export type Link =
  /** `connect` was not called yet, or the room was left. */
  | { status: 'idle' }
  | { status: 'connecting'; attempt: number }
  /** Welcomed, and all that was missed is here: what is sent goes out at once. */
  | { status: 'live'; sinceMs: number }
  /** Lost; tries again at `retryAtMs` by itself. `code` and `reason` tell why, where the server said. */
  | { status: 'waiting'; attempt: number; retryAtMs: number; code?: string | undefined; reason?: string | undefined }
  /** Ended for good: only `connect` tries again. A ban that ends by itself does so at `untilMs`. */
  | { status: 'stopped'; code: string; reason: string; untilMs?: number | undefined };

/** A stored item, such as a message, with its present text. */
export type Message = Loaded<Item>;

/** Of each kind of items by itself, so that they can be told apart by `type`. */
type Loaded<I extends Item> = I extends unknown
  ? Omit<I, 'id'> & { /** Sent by this very session. */ own?: true }
  : never;

/** What this session asked for and the room hasn't acknowledged yet. */
export interface Pending {
  /** The session's own id for it, the same on every try. */
  id: string;
  createdMs: number;
  status: 'sending' | 'failed';
  /** Why it failed, on `failed`; on `sending` why the last try did, if it will be tried again. */
  error?: { code: string; text: string; retryAtMs?: number };
  /**
   * Where this session was when it first went out (or was about to). `head` is the `again` of every later send: the server
   * then looks for the id in everything stored since, however late it comes. Missing on what never went out.
   */
  first?: { epoch: string; head: number };
}

/** A message, or another item, of this session that isn't acknowledged yet. An item of any kind may be a reply. */
export type Outgoing = Pending & Content[ListedKind] & { re?: number };

/** What of the settings is to change. `key` (lock.ts) goes with `locked: true`, and only with it. */
export type SettingsChange = Partial<Settings> & { key?: string };

/** A change by this session that isn't acknowledged yet. While it is `sending`, `messages` and `settings` show its effect. */
export type Change = Pending & Content[Exclude<Kind, ListedKind>];

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
  /** On `notice`: the act of moderation that it tells of, and whose it was. */
  mod?: ModData & { by: { id: string; name: string } };
  /** On `notice`: settings that were changed, and by whom. */
  set?: { by: { id: string; name: string }; data: Partial<Settings> };
}

export interface RoomState {
  /** Normalised once welcomed; before it as asked for. */
  room: string;
  link: Link;
  /** `undefined` until the first welcome. */
  self: Self | undefined;
  epoch: string;
  /** The last `seq` up to which nothing is missing. */
  head: number;
  /** Ascending by `seq`; own changes that are on their way are shown already. */
  messages: readonly Message[];
  /** Older messages can be fetched with `loadOlder`. */
  hasOlder: boolean;
  loadingOlder: boolean;
  /**
   * Counted members, by id. In a large room only some, and as they were when the room was last asked (`RoomClient.who`,
   * `RoomClient.followMembers`): there the notices tell no more than `count`.
   */
  members: ReadonlyMap<string, Person>;
  count: number;
  notices: readonly Notice[];
  /** Messages that aren't stored yet, in the order in which they will be. */
  outbox: readonly Outgoing[];
  /** The same for edits, deletions, reactions and settings. What failed stays here, without effect, for `retry` or `discard`. */
  changes: readonly Change[];
  /** Others who are typing, by member id. Each is shown until `until` (Unix milliseconds), or until something of them comes. */
  typing: ReadonlyMap<string, { name: string; until: number }>;
  /** How far this member has read, in any session since this one began: a `seq`, 0 if nothing is known. */
  read: number;
  settings: Settings;
  limits: Limits;
  heartbeat: Heartbeat;
  /** The build of the server, from `welcome`. */
  build: string;
  /** How far the room's clock was ahead of this one when it welcomed: a time that is given to the room is by its own. */
  aheadMs: number;
}
