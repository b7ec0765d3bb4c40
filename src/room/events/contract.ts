/** The contract of a kind's module in the room: what it implements, and what it may ask. */

import type { BroadcastFrame } from '../../protocol/events/msg.ts';
import type { EntryOf, Frame, ItemOf, Request } from '../../protocol/events/registry.ts';
import type { Kind, ListedKind, OwnBaseKind } from '../../protocol/events/traits.ts';
import type { Limits } from '../../protocol/limits.ts';
import type { Refusal } from '../../protocol/refusal.ts';
import type { SessionRef } from '../../protocol/session-ref.ts';
import type { Rank } from '../access/roles.ts';
import type { RoomState } from '../access/types.ts';
import type { Columns, Effect } from '../log/types.ts';
import type { Body, ItemState, NewEvent, Prepared, Stored } from './body.ts';
import type { Present } from './present.ts';

/** The session that sends an event, and its member's displayed name. */
export interface Sender extends SessionRef {
  readonly name: string;
  readonly prepared?: Prepared[Kind] | undefined;
}

/** What is available for preparing a request. */
export interface Preparation {
  /** The salt of the room's address hashes, if there is one. */
  readonly salt: string | undefined;
  /** The addresses of a member's connections. */
  addressesOf(memberId: string): readonly string[];
}

/** A request that is valid by itself. Whether it may be stored depends on the room. */
export interface Composed<K extends Kind> {
  readonly ref: number | null;
  readonly body: Body[K];
  /** The text of the event; '' if it has none. The row of an edit doesn't store it. */
  readonly text: string;
  /** Cleaning changed the text, so the sender must be told. */
  readonly cleaned: boolean;
}

/** A change that any kind of item can take. */
export type ItemChange =
  | { readonly gone: true }
  /** A new text, and when it was edited. */
  | { readonly text: string; readonly edited: number }
  /** All reactions after the change. */
  | { readonly reacts: ItemState['reacts'] | undefined };

/** What an event is judged by. */
export interface Meeting<K extends Kind> {
  readonly present: Present;
  /** The room's state for this event. A member that starts a room is already its owner. */
  readonly state: RoomState;
  /** The sender's rank. */
  readonly rank: Rank;
  /** The event's future timestamp. */
  readonly ts: number;
  /** The text of the event, from `Composed`. */
  readonly text: string;
  readonly prepared: Prepared[K] | undefined;
  readonly admins: ReadonlySet<string>;
  /** The deployment's retention in days; 0 means forever. */
  readonly maxDays: number;
  /** The name of a counted member. */
  nameOf(memberId: string): string | undefined;
  /** An item after a change. */
  changed(item: Stored<ListedKind>, change: ItemChange): Stored<ListedKind>;
}

export interface Judged<K extends Kind> {
  readonly effects: readonly Effect<Stored>[];
  /** Replaces the composed body, with what only the room knows. */
  readonly body?: Body[K];
}

/** The event would change nothing, so no rule about the room refuses it. */
export interface Unchanged {
  /** The item it refers to. The `ack` has that item's place, and nothing is stored or broadcast. */
  readonly unchanged: Stored;
}

/** What a frame needs beyond the event's own row. A replay is built newest first, and only has current states. */
export interface FrameContext {
  /** Live: the text of the edit. In a replay: the item's current text for its last edit, and '' for earlier edits. */
  ofEdit(ref: number | null): string;
  /** Notes that this event deleted the item, so that earlier events have no text in a replay. */
  deleted(ref: number | null): void;
  /**
   * The item that the event changes. Live it is the item after the event, and in a replay its current state.
   * `undefined` if it is no longer stored.
   */
  item(ref: number | null): Stored<ListedKind> | undefined;
}

/** What a stored event does to connections, after it was broadcast. */
export interface Acts {
  /**
   * Disconnects a member.
   * @param why the reason, shown to that member
   * @param more when a ban ends, in Unix milliseconds, and whether to disconnect all others from its addresses
   */
  expel(
    memberId: string,
    cause: 'kicked' | 'banned',
    why: string,
    more?: { untilMs?: number; addresses?: boolean },
  ): void;
  /** The room has a new key, for which there were no wrong attempts. */
  forgetWrongKeys(): void;
}

/** The part of the contract that every kind fulfils. */
export interface Common<K extends Kind> {
  /**
   * Hashes what must not be stored in the clear. No other input reaches the room meanwhile. `undefined` if there is
   * nothing to hash.
   */
  prepare?(request: Request[K], by: Preparation): Promise<Prepared[K]> | undefined;
  /** Reads a request, and refuses it if no version could have stored it. */
  compose(request: Request[K]): Composed<K> | Refusal;
  /**
   * Why a new event may not have this content. Repeats are recognised before this check, because the rules may have
   * been different when the event was stored.
   */
  check?(composed: Composed<K>, limits: Limits): Refusal | undefined;
  /** What the event changes beyond its own row, or why it may not be stored. */
  judge(event: NewEvent<K>, meeting: Meeting<K>): Judged<K> | Unchanged | Refusal;
  /** The columns of an event besides its envelope. */
  encode(body: Body[K]): Columns;
  /** @throws if the columns have anything but what `encode` produces */
  decode(columns: Columns): Body[K];
  /**
   * Whether a repeated request has the same content as the stored event. Their kinds and `ref` are the same. Content
   * that has changed since can't be compared, and counts as the same.
   */
  same(stored: Stored<K>, repeated: Composed<K>, present: Present): boolean;
  /** The stored text for the ack of a repeated request; `undefined` if it is what was sent. */
  echo?(stored: Stored<K>, request: Request[K]): string | undefined;
  /** The event for every session but the sender's. */
  frame(event: Stored<K>, context: FrameContext): Frame[K];
  /**
   * The event for all sessions of its sender, with what only they may know. The session that sent it gets it in the
   * `ack`: in a replay, and also live if the trait `ack` is `whole`.
   */
  toSender?(event: Stored<K>, context: FrameContext): Frame[K];
  /** What base clients get instead of the frame, if the trait `base` is `own`. */
  base?(event: Stored<K>, context: FrameContext): BroadcastFrame;
  /** What the event does to connections. */
  stored?(event: Stored<K>, acts: Acts): void;
}

/** The additional part for items, which are the listed kinds. */
export interface Itemed<K extends ListedKind> {
  /** The item as a session sees it. */
  item(event: Stored<K>, asker: SessionRef): ItemOf[K];
  /** The item in an export. */
  entry(event: Stored<K>): EntryOf[K];
  /** The text that the item stores in the `data` column. */
  textOf(body: Body[K]): string;
  /** The columns that answers contain, at their longest. Needed if answers don't contain all columns. */
  told?(body: Body[K]): Columns;
  changed(body: Body[K], change: ItemChange): Body[K];
}

/** The module of a kind. Which parts it must have depends on the traits of its kind. */
export type RoomEvent<K extends Kind> = Common<K> &
  (K extends ListedKind ? Itemed<K> : unknown) &
  (K extends OwnBaseKind ? Required<Pick<Common<K>, 'base'>> : unknown);
