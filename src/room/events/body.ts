/** The contents of events by kind, as types. */

import type { Kind } from '../../protocol/events/traits.ts';
import type { AddressHashes } from '../access/acts.ts';
import type { Envelope, Logged } from '../log/types.ts';

/** What has happened to an item since it was sent. A deleted item only has `gone`. */
export interface ItemState {
  /** When it was last edited. Unix milliseconds. */
  readonly edited?: number;
  readonly gone?: true;
  /** For each emoji, the ids of the members who reacted with it. */
  readonly reacts?: Record<string, string[]>;
}

/**
 * The contents of an event by kind. The module of each kind adds its own with `declare module`, so no other file lists
 * all contents. A kind without contents does not compile.
 */
// biome-ignore lint/suspicious/noEmptyInterface: the modules of the kinds fill it
export interface Body {}

/** Computed from a request in a turn of its own before it is judged: hashes of what the request has in the clear. */
export interface Prepared extends Record<Exclude<Kind, 'set' | 'mod'>, undefined> {
  /** The hash of the key that locks the room. */
  set: { readonly keyHash: string } | undefined;
  /** Hashes of the addresses to ban. */
  mod: AddressHashes | undefined;
}

/** An event without a place in the log. */
export type NewEvent<K extends Kind = Kind> = { [P in K]: Envelope & { readonly kind: P; readonly body: Body[P] } }[K];

/** An event with its place in the log. */
export type Stored<K extends Kind = Kind> = { [P in K]: Logged & { readonly kind: P; readonly body: Body[P] } }[K];
