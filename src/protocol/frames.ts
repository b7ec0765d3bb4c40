/** What the room sends, as types; of stored events see events/registry.ts. docs/protocol.md describes all of it. */

import type { CloseName, ErrorCode } from './codes.ts';
import type { AuditedFrame, EventFrame, Item } from './events/registry.ts';
import type { Right } from './rights.ts';
import type { GivenRole, Heartbeat, Limits, Member, Person, Role, Settings } from './shared.ts';

/** Oneself, as the welcome tells it. */
export interface Self extends Person {
  /** What one may do in the room that not everybody may. Missing from servers of earlier versions, and later ones may name more. */
  may?: readonly Right[];
  /** Silenced by a moderator. Without `untilMs` (Unix milliseconds) until it is taken back. */
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
    /** Identifies this life of the room's log; "" before the first event. */
    epoch: string;
    /** The newest event, 0 if there is none. */
    seq: number;
    /** The oldest event still stored. */
    floor: number;
    /** The frames that follow are exactly what the session missed. */
    recovered: boolean;
    who: Person[];
    /** `who` was cut at 200; ask for the rest. */
    more: boolean;
    count: number;
    /** The room is large: comings and goings are told as a count (CountFrame), and `who` is of this moment alone. */
    byCount?: true;
    heartbeat: Heartbeat;
    limits: Limits;
    settings: Settings;
  };
}

/** Oneself got another role, or other rights: in the place of what `welcome` told. */
export interface SelfFrame {
  type: 'self';
  data: Pick<Person, 'role'> & { may: readonly Right[] };
}

/** "Your event is stored": takes the place of the event for the session that sent it. */
export interface AckFrame {
  type: 'ack';
  id: string;
  seq: number;
  ts: number;
  /** It had been stored already. Outside the order of `seq`. */
  dup?: true;
  /** The text as stored, if cleaning changed it. */
  data?: string;
  /** In a replay, and of an act of moderation: the event as the others got it. */
  event?: EventFrame;
  epoch?: string;
}

export type LeaveCause = 'left' | 'lost' | 'kicked' | 'banned' | 'heartbeat' | 'slow' | 'abuse';

/** A notice: who came, went or changed name. Not durable, no `seq`. */
export interface SystemFrame {
  type: 'system';
  event: 'join' | 'leave' | 'rename' | 'notice';
  /** `role` only where it is `owner` or `moderator`, on `join`. */
  who: (Member & { role?: Role })[];
  /** Counted members after it. */
  count: number;
  cause?: LeaveCause;
  /** The former name, on `rename`. */
  was?: string;
  /** The member was here before the room restarted: not news. */
  back?: true;
  /** The notice in English, for tools that only print. */
  data: string;
  ts: number;
}

/** A notice of a large room: how many are here, in place of who came and went. */
export interface CountFrame {
  type: 'system';
  event: 'count';
  /** Counted members. */
  count: number;
  /** The room is small again and tells names from now on: ask `who` again for those that are here. */
  list?: true;
  /** The notice in English, for tools that only print. */
  data: string;
  ts: number;
}

export interface HistoryFrame {
  type: 'history';
  /** Of the request; absent on the one that follows a `welcome`. */
  id?: string;
  /** Ascending. */
  data: Item[];
  /** `seq` of the first and the last item; where there is none, but `more`, where to go on; else 0 and 0. */
  first: number;
  last: number;
  /** There is more in the direction asked for. */
  more: boolean;
}

/** Messages in which all that was looked for occurs. */
export interface FoundFrame {
  type: 'found';
  id: string;
  /** Newest first, with their present text. May be few, or none, although there are more beyond. */
  data: Item[];
  /** Ask again with this as `before` for what is older; 0 if there is nothing. */
  before: number;
}

/** Somebody else is typing: to be shown for 6 s, or until something of them comes. */
export interface TypingFrame {
  type: 'typing';
  from: string;
  fromId: string;
}

/** How far the member has read in another of its sessions. */
export interface ReadFrame {
  type: 'read';
  data: number;
}

export interface WhoFrame {
  type: 'who';
  id: string;
  /** Of the request, "" if it had none: `data` has all members whose ids come after it, to its own last one or, without `more`, to the end. */
  after?: string;
  data: Person[];
  count: number;
  more: boolean;
}

/** Somebody who may not come in, or not speak. */
export interface Restricted {
  id: string;
  /** The name at the time, if it was known. */
  name?: string;
  /** When it ends by itself. Unix milliseconds. */
  untilMs?: number;
  /** The address is banned, too. */
  address?: true;
}

/** What was done to the room and to people in it, for its moderators. */
export interface AuditFrame {
  type: 'audit';
  id: string;
  /** Settings, moderation, and deletions of others' messages; newest first. */
  data: AuditedFrame[];
  /** Ask again with this as `before` for what is older; 0 if there is nothing. */
  before: number;
  /** As it is now. */
  bans: Restricted[];
  mutes: Restricted[];
  roles: { id: string; role: GivenRole }[];
}

export interface ErrorFrame {
  type: 'error';
  code: ErrorCode | CloseName;
  /** What was wrong and what is allowed, in English. */
  data: string;
  /** Of the request that was refused. */
  id?: string;
  retryAfterMs?: number;
  /** Of `banned`: when the ban ends by itself, in Unix milliseconds. Missing where it is for good. */
  untilMs?: number;
  /** The connection ends with the close code `close`. */
  fatal?: true;
  close?: number;
  ts?: number;
}

/** Several frames in one, in order, each exactly as if sent alone. */
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
