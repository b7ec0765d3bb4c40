/** The modules of all kinds. A missing kind, or one that lacks a part required by its traits, is a compile error. */

import type { Kind, ListedKind } from '../../protocol/events/traits.ts';
import { close } from './close.ts';
import type { Common, Itemed, RoomEvent } from './contract.ts';
import { remove } from './delete.ts';
import { edit } from './edit.ts';
import { mod } from './mod.ts';
import { msg } from './msg.ts';
import { poll } from './poll.ts';
import { react } from './react.ts';
import { set } from './set.ts';
import { vote } from './vote.ts';

const ALL: { readonly [K in Kind]: RoomEvent<K> } = {
  msg,
  edit,
  delete: remove,
  react,
  poll,
  vote,
  close,
  set,
  mod,
};

// The same modules as plain maps by kind. TypeScript can resolve `map[kind]` for a generic kind in a plain map, but not
// in a conditional type.
const EVENTS: { readonly [K in Kind]: Common<K> } = ALL;
const ITEMS: { readonly [K in ListedKind]: Itemed<K> } = ALL;

/** The module of a kind. Everything that depends on the kind of an event goes through it. */
export function moduleOf<K extends Kind>(kind: K): Common<K> {
  return EVENTS[kind];
}

/** The additional part of a kind of item. */
export function itemModuleOf<K extends ListedKind>(kind: K): Itemed<K> {
  return ITEMS[kind];
}
