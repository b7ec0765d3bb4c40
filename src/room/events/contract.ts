/** What the module of a kind does for the room, and what it may ask. */

import type { BroadcastFrame } from '../../protocol/events/msg.ts';
import type { EntryOf, Frame, ItemOf, Request } from '../../protocol/events/registry.ts';
import type { Kind, ListedKind, OwnBaseKind } from '../../protocol/events/traits.ts';
import type { Refusal } from '../../protocol/refusal.ts';
import type { SessionRef } from '../../protocol/session-ref.ts';
import type { Limits } from '../../protocol/shared.ts';
import type { Rank } from '../access/roles.ts';
import type { RoomState } from '../access/types.ts';
import type { Columns, Effect } from '../log/types.ts';
import type { Body, ItemState, NewEvent, Prepared, Stored } from './body.ts';
import type { Present } from './present.ts';

/** The session that sends an event, and the name of its member as everybody sees it. */
export interface Sender extends SessionRef {
  readonly name: string;
  readonly prepared?: Prepared[Kind] | undefined;
}

/** What a request may be prepared by. */
export interface Preparation {
  /** Of the room's hashes of addresses, if it has any. */
  readonly salt: string | undefined;
  /** The addresses of the connections of a member. */
  addressesOf(memberId: string): readonly string[];
}

/** A request that is well-formed by itself. Whether it may be stored depends on the room. */
export interface Composed<K extends Kind> {
  readonly ref: number | null;
  readonly body: Body[K];
  /** The text that it brings, which an edit's own row doesn't keep; '' if none. */
  readonly text: string;
  /** The text is not as it was sent, and the sender must be told. */
  readonly cleaned: boolean;
}

/** A change of an item that every kind of item can take. */
export type ItemChange =
  | { readonly gone: true }
  /** Another text, and since when. */
  | { readonly text: string; readonly edited: number }
  /** All reactions that it has from then on. */
  | { readonly reacts: ItemState['reacts'] | undefined };

/** All that an event is judged by. */
export interface Meeting<K extends Kind> {
  readonly present: Present;
  /** The state of the room as it counts for this event: a member that begins a room owns it already. */
  readonly state: RoomState;
  /** The sender's. */
  readonly rank: Rank;
  /** The time stamp that the event will have. */
  readonly ts: number;
  /** Composed.text. */
  readonly text: string;
  readonly prepared: Prepared[K] | undefined;
  readonly admins: ReadonlySet<string>;
  /** Days for which the deployment keeps events; 0 for good. */
  readonly maxDays: number;
  /** The name of a counted member. */
  nameOf(memberId: string): string | undefined;
  /** An item as it is after a change (Itemed.changed of its kind). */
  changed(item: Stored<ListedKind>, change: ItemChange): Stored<ListedKind>;
}

export interface Judged<K extends Kind> {
  readonly effects: readonly Effect<Stored>[];
  /** In place of the composed body: with what only the room knows. */
  readonly body?: Body[K];
}

/** The event would change nothing. */
export interface Unchanged {
  /** The item that it refers to: the `ack` has its place, and nothing is stored or told. */
  readonly unchanged: Stored;
}

/** What events are told with beyond their own rows. A replay is put together newest first, and has only what is present. */
export interface FrameContext {
  /** Live, the text that the edit brought. In a replay, the present text of the item for its last edit, and '' for those before. */
  ofEdit(ref: number | null): string;
  /** The item was deleted by the event that is told: those before it have no text in a replay. */
  deleted(ref: number | null): void;
  /** The item that the event changes: live as the event leaves it, else as it is now. `undefined` if it isn't stored any more. */
  item(ref: number | null): Stored<ListedKind> | undefined;
}

/** What a stored event does to connections, once everybody was told of it. */
export interface Acts {
  /**
   * Ends the connections of a member.
   * @param why in words, for those who are sent away
   * @param more when a ban ends by itself, in Unix milliseconds; and whether all others from its addresses go, too
   */
  expel(
    memberId: string,
    cause: 'kicked' | 'banned',
    why: string,
    more?: { untilMs?: number; addresses?: boolean },
  ): void;
  /** The room has another key: nobody has tried that. */
  forgetWrongKeys(): void;
}

/** What every kind has. */
export interface Common<K extends Kind> {
  /** Hashes what must not be kept in clear, while nothing else is delivered to the room. `undefined` if there is nothing to do. */
  prepare?(request: Request[K], by: Preparation): Promise<Prepared[K]> | undefined;
  /** Checks what can be checked without the room. */
  compose(request: Request[K], limits: Limits): Composed<K> | Refusal;
  /** What the event does beyond its own row, or why it may not be stored. */
  judge(event: NewEvent<K>, meeting: Meeting<K>): Judged<K> | Unchanged | Refusal;
  /** What is stored of it beside its envelope. */
  encode(body: Body[K]): Columns;
  /** @throws if the columns don't hold what `encode` makes */
  decode(columns: Columns): Body[K];
  /**
   * Whether a repeated request says the same as the stored event; their kinds and `ref` are the same. What was changed since can't be
   * compared any more, and counts as the same.
   */
  same(stored: Stored<K>, repeated: Composed<K>, present: Present): boolean;
  /** The stored text that the ack of a repeated request tells; `undefined` if it is what was sent. */
  echo?(stored: Stored<K>, request: Request[K]): string | undefined;
  /** The event as everyone but the sending session gets it. */
  frame(event: Stored<K>, context: FrameContext): Frame[K];
  /**
   * The event as all sessions of its sender get it, with what only they may know. The session that sent it gets it in the `ack`:
   * in a replay, and live where the trait `ack` says `whole`.
   */
  toSender?(event: Stored<K>, context: FrameContext): Frame[K];
  /** What base clients get in place of the frame, where the trait `base` says `own`. */
  base?(event: Stored<K>, context: FrameContext): BroadcastFrame;
  /** What it does to connections. */
  stored?(event: Stored<K>, acts: Acts): void;
}

/** What items have: kinds that are listed. */
export interface Itemed<K extends ListedKind> {
  /** The item as a session sees it. */
  item(event: Stored<K>, asker: SessionRef): ItemOf[K];
  /** The item in an export. */
  entry(event: Stored<K>): EntryOf[K];
  /** The text that it has in the `data` column. */
  textOf(body: Body[K]): string;
  /** What answers tell of its columns, at their longest, where that is not all of them. */
  told?(body: Body[K]): Columns;
  changed(body: Body[K], change: ItemChange): Body[K];
}

/** A module. What it must have depends on the traits of its kind. */
export type RoomEvent<K extends Kind> = Common<K> &
  (K extends ListedKind ? Itemed<K> : unknown) &
  (K extends OwnBaseKind ? Required<Pick<Common<K>, 'base'>> : unknown);
