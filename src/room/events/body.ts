/** The contents of events by kind. Apart from the registry this is the only list of kinds in the room. */

import type { ModRequest } from '../../protocol/events/mod.ts';
import type { Kind } from '../../protocol/events/traits.ts';
import type { AddressHashes } from '../access/acts.ts';
import type { Change } from '../access/settings.ts';
import type { Envelope, Logged } from '../log/types.ts';

/** What has happened to an item since it was sent. A deleted item only has `gone`. */
export interface ItemState {
  /** When it was last edited. Unix milliseconds. */
  readonly edited?: number;
  readonly gone?: true;
  /** For each emoji, the ids of the members who reacted with it. */
  readonly reacts?: Record<string, string[]>;
}

export interface Body {
  msg: { readonly text: string; readonly state: ItemState | null };
  /** Empty, because the new text is stored in the message. */
  edit: Record<never, never>;
  delete: Record<never, never>;
  /** `off`: the reaction is removed. */
  react: { readonly emoji: string; readonly off: boolean };
  set: { readonly change: Change };
  /** `name`: the name of the member that the act concerns. */
  mod: { readonly act: ModRequest; readonly name?: string };
}

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
