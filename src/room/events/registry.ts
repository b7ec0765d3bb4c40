/** The modules of all kinds. A kind that is missing here, or lacks a part that its traits ask for, does not compile. */

import type { Kind, ListedKind } from '../../protocol/events/traits.ts';
import type { Common, Itemed, RoomEvent } from './contract.ts';
import { remove } from './delete.ts';
import { edit } from './edit.ts';
import { mod } from './mod.ts';
import { msg } from './msg.ts';
import { react } from './react.ts';
import { set } from './set.ts';

const ALL: { readonly [K in Kind]: RoomEvent<K> } = { msg, edit, delete: remove, react, set, mod };

// The same modules as maps from a kind to what it has: TypeScript follows `map[kind]` for a generic kind through a plain map, but not
// through a conditional type.
const EVENTS: { readonly [K in Kind]: Common<K> } = ALL;
const ITEMS: { readonly [K in ListedKind]: Itemed<K> } = ALL;

/** The module of a kind. Everything that depends on the kind of an event is asked of it. */
export function moduleOf<K extends Kind>(kind: K): Common<K> {
  return EVENTS[kind];
}

/** What the module of a kind of item has besides. */
export function itemModuleOf<K extends ListedKind>(kind: K): Itemed<K> {
  return ITEMS[kind];
}
