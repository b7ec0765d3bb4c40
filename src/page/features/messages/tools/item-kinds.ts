/** What differs between kinds of messages in code that treats all kinds alike. Each feature adds its own kind. */

import type { ComponentType } from 'preact';
import type { Message, Outgoing } from '../../../../client/index.ts';
import type { ListedKind } from '../../../../protocol/events/traits.ts';
import type { Room } from '../../../state/room.ts';
import { plainText } from '../../../text/plain.ts';
import { deedOf, isCommand } from '../../../text/slash.ts';

type Item = Message | Outgoing;

export interface ItemKind {
  /** Items of the message menu in addition to those of every message. */
  MenuItems?: ComponentType<{ room: Room; message: Message }>;
  /** What the row shows below the text, as lines for places that only show text. They aren't Markdown. */
  linesBelow?(item: Item): string[];
  /** The text that sends the message again when it is typed. */
  asTyped(item: Item): string;
}

export const itemKinds: { [K in ListedKind]?: ItemKind } = {
  // Text that looks like a command was typed with a second slash.
  msg: { asTyped: ({ data }) => (isCommand(data) && deedOf(data) === undefined ? `/${data}` : data) },
};

export function kindOf({ type }: Pick<Item, 'type'>): ItemKind | undefined {
  const kind: ListedKind = type ?? 'msg';
  return itemKinds[kind];
}

/** The text that sends an unsent message again when it is typed. */
export function asTyped(unsent: Outgoing): string {
  return kindOf(unsent)?.asTyped(unsent) ?? unsent.data;
}

export function linesBelow(item: Item): string[] {
  return kindOf(item)?.linesBelow?.(item) ?? [];
}

/** The full text of a message. */
export function textOf(item: Item): string {
  return [item.data, ...linesBelow(item)].join('\n');
}

/**
 * The full text of a message as its row shows it, without markup.
 * @param spoiler the word, in brackets, that replaces hidden text
 */
export function plainTextOf(item: Item, spoiler: string): string {
  return [plainText(item.data, spoiler), ...linesBelow(item)].join('\n');
}
