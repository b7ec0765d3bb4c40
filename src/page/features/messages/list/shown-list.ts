/** A handle to the list on the screen, for code that scrolls it. */

import { signal } from '@preact/signals';
import type { Hits } from '../../search/search.ts';

export interface ShownList {
  /** Goes to the newest message. */
  toEnd(options?: { smooth?: boolean }): void;
  /** Goes to a message, loading older ones if need be, and marks it for a moment. `from`: the search that found it. */
  toMessage(seq: number, from?: Hits): Promise<void>;
  /** How far below the upper edge of the list a row stands, in CSS pixels. */
  topOf(row: Element): number;
  /** Puts a row there, after it changed its height by a wish of the reader: pinned or not. */
  putRow(row: Element, top: number): void;
  /** The last row of which something is seen. */
  lastSeen(): Element | undefined;
}

/** It is being put on paper: with all messages that are loaded. */
export const printing = signal(false);

export const shownList = signal<ShownList | undefined>(undefined);

/** Goes to a message of the room on the screen. */
export function goToMessage(seq: number, from?: Hits): void {
  shownList.peek()?.toMessage(seq, from);
}

/** The `seq` of the message in a row, if it holds one. */
export function seqOf(row: Element): number | undefined {
  const key = row instanceof HTMLElement ? row.dataset.key : undefined;
  return key?.startsWith('m') ? Number(key.slice(1)) : undefined;
}
