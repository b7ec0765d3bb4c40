/** What events of each kind hold. The one list of kinds in the room beside the registry. */

import type { ModRequest } from '../../protocol/events/mod.ts';
import type { Kind } from '../../protocol/events/traits.ts';
import type { AddressHashes } from '../access/acts.ts';
import type { Change } from '../access/settings.ts';
import type { Envelope, Logged } from '../log/types.ts';

/** What has happened to an item since it was sent. A deleted item has nothing but `gone`. */
export interface ItemState {
  /** When it was last edited. Unix milliseconds. */
  readonly edited?: number;
  readonly gone?: true;
  /** Emoji → ids of the members who reacted with it. */
  readonly reacts?: Record<string, string[]>;
}

export interface Body {
  msg: { readonly text: string; readonly state: ItemState | null };
  /** The new text is in the message. */
  edit: Record<never, never>;
  delete: Record<never, never>;
  /** `off`: the reaction is taken back. */
  react: { readonly emoji: string; readonly off: boolean };
  set: { readonly change: Change };
  /** `name`: that of the member it was done to. */
  mod: { readonly act: ModRequest; readonly name?: string };
}

/** What is made of a request in a turn of its own before it is judged: hashes of what it holds in clear. */
export interface Prepared extends Record<Exclude<Kind, 'set' | 'mod'>, undefined> {
  /** Of the key that is to lock the room. */
  set: { readonly keyHash: string } | undefined;
  /** Of the addresses that are to be banned. */
  mod: AddressHashes | undefined;
}

/** An event that has no place in the log yet. */
export type NewEvent<K extends Kind = Kind> = { [P in K]: Envelope & { readonly kind: P; readonly body: Body[P] } }[K];

/** An event with its place in the log. */
export type Stored<K extends Kind = Kind> = { [P in K]: Logged & { readonly kind: P; readonly body: Body[P] } }[K];
