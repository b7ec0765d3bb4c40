/**
 * Types of the frames that the room sends. For stored events see events/registry.ts. docs/protocol.md describes all of
 * them.
 */

import type { CloseName, ErrorCode } from './codes.ts';
import type { AuditedFrame, EventFrame, Item } from './events/registry.ts';
import type { Heartbeat } from './heartbeat.ts';
import type { Limits } from './limits.ts';
import type { Member, Person } from './members.ts';
import type { Right } from './rights.ts';
import type { GivenRole, Role } from './roles.ts';
import type { Settings } from './settings.ts';

/** The receiving member, as `welcome` describes it. */
export interface Self extends Person {
  /**
   * What this member may do that not every member may. Missing from earlier versions of the server; later versions may
   * add names.
   */
  may?: readonly Right[];
  /**
   * Present if a moderator has muted the member. Without `untilMs` (Unix milliseconds) the mute lasts until it is
   * lifted.
   */
  muted?: { untilMs?: number };
}

export interface WelcomeFrame {
  type: 'welcome';
  ts: number;
  data: {
    v: 1;
    build: string;
    self: Self;
    room: string;
    /** Identifies the current life of the room's log; "" before the first event. */
    epoch: string;
    /** The newest event; 0 if there is none. */
    seq: number;
    /** The oldest event still stored. */
    floor: number;
    /** The frames that follow are exactly what the session missed. */
    recovered: boolean;
    who: Person[];
    /** `who` was cut off at 200 members. Ask for the rest with `who`. */
    more: boolean;
    count: number;
    /**
     * The room is large: it reports joins and leaves as a count (CountFrame), and `who` is only accurate at this
     * moment.
     */
    byCount?: true;
    heartbeat: Heartbeat;
    limits: Limits;
    settings: Settings;
  };
}

/** The member's own role or rights have changed. Replaces what `welcome` said. */
export interface SelfFrame {
  type: 'self';
  data: Pick<Person, 'role'> & { may: readonly Right[] };
}

/** The event is stored. The session that sent the event gets this frame in place of the event. */
export interface AckFrame {
  type: 'ack';
  id: string;
  seq: number;
  ts: number;
  /** The event had been stored before. Such an ack is outside the order of `seq`. */
  dup?: true;
  /** The text as stored, if cleaning changed it. */
  data?: string;
  /** The event as other members got it. Present in a replay and for acts of moderation. */
  event?: EventFrame;
  epoch?: string;
}

export type LeaveCause = 'left' | 'lost' | 'kicked' | 'banned' | 'heartbeat' | 'slow' | 'abuse';

/** A notice that members joined, left or changed their name. It is not stored and has no `seq`. */
export interface SystemFrame {
  type: 'system';
  event: 'join' | 'leave' | 'rename' | 'notice';
  /** `role` is present only on `join`, and only for owners and moderators. */
  who: (Member & { role?: Role })[];
  /** Counted members after the change. */
  count: number;
  cause?: LeaveCause;
  /** The previous name, on `rename`. */
  was?: string;
  /** The member was already here before the room restarted, so clients show nothing. */
  back?: true;
  /** The notice in English, for clients that only print text. */
  data: string;
  ts: number;
}

/** A notice in a large room. It has the number of members instead of their names. */
export interface CountFrame {
  type: 'system';
  event: 'count';
  /** Counted members. */
  count: number;
  /** The room is small again and sends notices by name from now on. Request `who` for the current members. */
  list?: true;
  /** The notice in English, for clients that only print text. */
  data: string;
  ts: number;
}

export interface HistoryFrame {
  type: 'history';
  /** The id of the request; absent on the `history` that follows a `welcome`. */
  id?: string;
  /** In ascending order of `seq`. */
  data: Item[];
  /**
   * `seq` of the first and the last item. If there are no items but `more` is set, both say where to continue;
   * otherwise both are 0.
   */
  first: number;
  last: number;
  /** There are more items in the requested direction. */
  more: boolean;
}

/** Messages that contain every search term. */
export interface FoundFrame {
  type: 'found';
  id: string;
  /** Newest first, with their current text. The page may have few items or none although older matches exist. */
  data: Item[];
  /** To search further back, ask again with this as `before`; 0 at the beginning of the log. */
  before: number;
}

/** Another member is typing. Show it for 6 s, or until an event from that member arrives. */
export interface TypingFrame {
  type: 'typing';
  from: string;
  fromId: string;
}

/** How far this member has read in another of its sessions. */
export interface ReadFrame {
  type: 'read';
  data: number;
}

export interface WhoFrame {
  type: 'who';
  id: string;
  /**
   * As in the request, or "". `data` lists all members whose ids sort after it, up to the last one in `data`, or to the
   * end of the list if `more` is false.
   */
  after?: string;
  data: Person[];
  count: number;
  more: boolean;
}

/** A member who is banned or muted. */
export interface Restricted {
  id: string;
  /** The member's name at the time, if it was known. */
  name?: string;
  /** When the restriction ends, in Unix milliseconds. */
  untilMs?: number;
  /** The ban also covers the member's address. */
  address?: true;
}

/** Changes of settings and acts of moderation, for the room's moderators. */
export interface AuditFrame {
  type: 'audit';
  id: string;
  /** Settings, moderation and deletions of other members' messages; newest first. */
  data: AuditedFrame[];
  /** To read further back, ask again with this as `before`; 0 at the beginning of the log. */
  before: number;
  /** The bans in force. `mutes` and `roles` are also current. */
  bans: Restricted[];
  mutes: Restricted[];
  roles: { id: string; role: GivenRole }[];
}

export interface ErrorFrame {
  type: 'error';
  code: ErrorCode | CloseName;
  /** What was wrong and what is allowed, in English. */
  data: string;
  /** The id of the refused request. */
  id?: string;
  retryAfterMs?: number;
  /** For `banned`: when the ban ends, in Unix milliseconds. Missing if the ban has no end. */
  untilMs?: number;
  /** The server ends the connection with the close code `close`. */
  fatal?: true;
  close?: number;
  ts?: number;
}

/** Several frames in one. Handle them in order, each as if it had been sent alone. */
export interface BatchFrame {
  type: 'batch';
  data: SingleFrame[];
}

export type SingleFrame =
  | WelcomeFrame
  | SelfFrame
  | EventFrame
  | AckFrame
  | SystemFrame
  | CountFrame
  | HistoryFrame
  | FoundFrame
  | WhoFrame
  | AuditFrame
  | TypingFrame
  | ReadFrame
  | ErrorFrame;

export type ServerFrame = SingleFrame | BatchFrame;
