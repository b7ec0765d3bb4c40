/** What a client knows of one room: plain immutable data for any kind of view. */

import type { ModData } from '../../protocol/events/mod.ts';
import type { Item } from '../../protocol/events/registry.ts';
import type { Kind, ListedKind } from '../../protocol/events/traits.ts';
import type { LeaveCause, Self } from '../../protocol/frames.ts';
import type { Heartbeat } from '../../protocol/heartbeat.ts';
import type { Limits } from '../../protocol/limits.ts';
import type { Person } from '../../protocol/members.ts';
import type { Settings } from '../../protocol/settings.ts';
import type { Content } from '../events/content.ts';

/** The state of the connection, as shown to a user. */
export type Link =
  /** `connect` has not been called yet, or the room was left. */
  | { status: 'idle' }
  | { status: 'connecting'; attempt: number }
  /** Welcomed and caught up: events are sent immediately. */
  | { status: 'live'; sinceMs: number }
  /** Disconnected. Tries again at `retryAtMs`. `code` and `reason` are the server's, if it gave any. */
  | { status: 'waiting'; attempt: number; retryAtMs: number; code?: string | undefined; reason?: string | undefined }
  /** Ended for good: only `connect` tries again. A temporary ban ends at `untilMs`. */
  | { status: 'stopped'; code: string; reason: string; untilMs?: number | undefined };

/** A stored item, such as a message, with its current text. */
export type Message = Loaded<Item>;

/** Distributes over the kinds of items, so that they can be told apart by `type`. */
type Loaded<I extends Item> = I extends unknown
  ? Omit<I, 'id'> & { /** Sent by this very session. */ own?: true }
  : never;

/** An event of this session that the room hasn't acknowledged yet. */
export interface Pending {
  /** The session's own id for the event, the same on every attempt. */
  id: string;
  createdMs: number;
  status: 'sending' | 'failed';
  /** On `failed`: why it failed. On `sending`: why the last attempt failed, if there will be another. */
  error?: { code: string; text: string; retryAtMs?: number };
  /**
   * The session's position when the event was first sent or about to be. `head` is the `again` of every later attempt,
   * so that the server looks for the id in everything stored since. Missing if the event was never sent.
   */
  first?: { epoch: string; head: number };
}

/** A message or other item of this session that isn't acknowledged yet. An item of any kind may be a reply. */
export type Outgoing = Pending & Content[ListedKind] & { re?: number };

/** Changes of settings. `key` (lock-key.ts) is only allowed together with `locked: true`. */
export type SettingsChange = Partial<Settings> & { key?: string };

/**
 * A change by this session that isn't acknowledged yet. While it is `sending`, `messages` and `settings` show its
 * effect.
 */
export type Change = Pending & Content[Exclude<Kind, ListedKind>];

/** Something that happened between two messages. Shown as a line, not stored. */
export interface Notice {
  /** Unique within the state. */
  key: number;
  /** The `seq` of the message that the line follows. */
  after: number;
  ts: number;
  event: 'join' | 'leave' | 'rename' | 'notice';
  who: { id: string; name: string }[];
  cause?: LeaveCause;
  was?: string;
  count: number;
  text: string;
  /** On `notice`: an act of moderation, and who did it. */
  mod?: ModData & { by: { id: string; name: string } };
  /** On `notice`: changed settings, and who changed them. */
  set?: { by: { id: string; name: string }; data: Partial<Settings> };
}

export interface RoomState {
  /** The requested name until the first welcome, then the normalised one. */
  room: string;
  link: Link;
  /** `undefined` until the first welcome. */
  self: Self | undefined;
  epoch: string;
  /** The last `seq` up to which nothing is missing. */
  head: number;
  /** Ascending by `seq`. Pending changes of this session are already applied. */
  messages: readonly Message[];
  /** Whether `loadOlder` can load older messages. */
  hasOlder: boolean;
  loadingOlder: boolean;
  /**
   * Counted members by id. In a large room these are only some members, as of the last request (`RoomClient.who`,
   * `RoomClient.followMembers`), because notices only update `count`.
   */
  members: ReadonlyMap<string, Person>;
  count: number;
  notices: readonly Notice[];
  /** Messages that aren't stored yet, in the order in which they are sent. */
  outbox: readonly Outgoing[];
  /**
   * Edits, deletions, reactions and settings that aren't stored yet, in the same order. Failed changes stay here,
   * without effect, for `retry` or `discard`.
   */
  changes: readonly Change[];
  /**
   * Other members who are typing, by id. Each is shown until `until` (Unix milliseconds) or until an event from that
   * member arrives.
   */
  typing: ReadonlyMap<string, { name: string; until: number }>;
  /** How far this member has read in any of its sessions: a `seq`, or 0 if unknown. Starts unknown with each client. */
  read: number;
  settings: Settings;
  limits: Limits;
  heartbeat: Heartbeat;
  /** The server's build, from `welcome`. */
  build: string;
  /**
   * How far the room's clock was ahead of the local one at the welcome. Times sent to the room are by the room's clock.
   */
  aheadMs: number;
}
