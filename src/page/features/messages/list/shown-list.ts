/** A handle to the list on the screen, for code that scrolls it. */

import { signal } from '@preact/signals';

export interface ShownList {
  /** Goes to the newest message. */
  toEnd(options?: { smooth?: boolean }): void;
  /**
   * Goes to a message, loading older ones if necessary, and highlights it for a moment. `back`: returns to where the
   * message was found.
   */
  toMessage(seq: number, back?: () => void): Promise<void>;
  /** The distance of a row from the upper edge of the list, in CSS pixels. */
  topOf(row: Element): number;
  /** Puts a row at that distance after the reader made its height change, even in a pinned list. */
  putRow(row: Element, top: number): void;
  /** The last row that is at least partly visible. */
  lastSeen(): Element | undefined;
}

/** Whether the page is being printed, with all loaded messages. */
export const printing = signal(false);

/** Whether a list has drawn rows since the page began. They may not be painted yet. */
export const hasDrawn = signal(false);

export const shownList = signal<ShownList | undefined>(undefined);

/** Goes to a message in the open room. `back`: returns to where the message was found. */
export function goToMessage(seq: number, back?: () => void): void {
  shownList.peek()?.toMessage(seq, back);
}

/** The `seq` of the message in a row, if the row contains one. */
export function seqOf(row: Element): number | undefined {
  const key = row instanceof HTMLElement ? row.dataset.key : undefined;
  return key?.startsWith('m') ? Number(key.slice(1)) : undefined;
}
