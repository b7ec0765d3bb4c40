/** Moves focus to rows of the list. */

import { shownList } from './shown-list.ts';

/** The space kept free above and below a revealed row, because its toolbar sticks out. */
const MARGIN_PX = 24;

/** Scrolls as little as possible to make the whole row visible. */
export function reveal(row: Element): void {
  const list = shownList.peek();
  const scroller = row.closest('.scroller');
  if (!list || !scroller) return;
  const { top, bottom } = scroller.getBoundingClientRect();
  const place = row.getBoundingClientRect();
  const above = place.top - MARGIN_PX - top;
  const below = place.bottom + MARGIN_PX - bottom;
  const by = above < 0 ? above : below > 0 ? Math.min(below, above) : 0;
  list.putRow(row, list.topOf(row) - by);
}

/** Focuses the last visible message, or the list if there is none. */
export function focusLastRow(): void {
  let row = shownList.peek()?.lastSeen();
  while (row && !row.querySelector('article')) row = row.previousElementSibling ?? undefined;
  const article = row?.querySelector('article');
  if (article) reveal(article);
  (article ?? document.querySelector<HTMLElement>('.scroller'))?.focus({ preventScroll: true });
}

/** Focuses a message that the reader went to, so that keys act on it. Doesn't do so while they are writing. */
export function focusMessage(seq: number): void {
  if (document.activeElement?.matches('textarea')) return;
  document.querySelector<HTMLElement>(`[data-key=m${seq}] article`)?.focus({ preventScroll: true });
}
