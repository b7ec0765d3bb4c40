/** What is particular to messages of one kind where all kinds are treated alike. Each feature fills in that of its own. */

import type { ComponentType } from 'preact';
import type { Message, Outgoing } from '../../../../client/index.ts';
import type { ListedKind } from '../../../../protocol/events/traits.ts';
import type { Room } from '../../../state/room.ts';
import { deedOf, isCommand } from '../../../text/slash.ts';

type Item = Message | Outgoing;

export interface ItemKind {
  /** Lines of the menu of a message, beside those that every message has. */
  MenuItems?: ComponentType<{ room: Room; message: Message }>;
  /** All that it says, as text: copied, spoken and notified of. Where it is missing, that is its `data`. */
  textOf?(item: Item): string;
  /** What to type to send it. */
  asTyped(item: Item): string;
}

export const itemKinds: { [K in ListedKind]?: ItemKind } = {
  // What looks like a command was written behind a second slash.
  msg: { asTyped: ({ data }) => (isCommand(data) && deedOf(data) === undefined ? `/${data}` : data) },
};

export function kindOf({ type }: Pick<Item, 'type'>): ItemKind | undefined {
  const kind: ListedKind = type ?? 'msg';
  return itemKinds[kind];
}

/** All that a message says, as text. */
export function textOf(item: Item): string {
  return kindOf(item)?.textOf?.(item) ?? item.data;
}
