/**
 * Where Tab goes in a room. Not through every link and button of every row: rows are gone through by arrows, and Tab goes from
 * one row into what it holds, and on to what stands below the list.
 */

import { focusLastRow } from './row-focus.ts';

const STOPS = 'a[href], button, input, textarea, [tabindex="0"]';

/** Leads Tab from now on. */
export function startTabOrder(): void {
  document.addEventListener('keydown', (event) => {
    const { key, target, shiftKey, altKey, ctrlKey, metaKey, defaultPrevented } = event;
    if (key !== 'Tab' || altKey || ctrlKey || metaKey || defaultPrevented || !(target instanceof HTMLElement)) return;
    if (document.querySelector('dialog[open]')) return;
    const lead = shiftKey ? before(target) : after(target);
    if (!lead) return;
    event.preventDefault();
    lead();
  });
}

/** What Tab does instead of what the browser would do. `undefined`: nothing else. */
function after(from: HTMLElement): (() => void) | undefined {
  const row = from.closest('article');
  if (row) {
    const next = stopsIn(row)[stopsIn(row).indexOf(from) + 1] ?? stopsBelow()[0];
    return () => next?.focus();
  }
  return from.matches('.scroller') && hasRows() ? focusLastRow : undefined;
}

/** What Shift+Tab does: a row leads to the list as a whole, what stands first below the list leads to its last row. */
function before(from: HTMLElement): (() => void) | undefined {
  const row = from.closest('article');
  if (row) {
    const index = stopsIn(row).indexOf(from);
    const next = index === -1 ? row.closest<HTMLElement>('.scroller') : (stopsIn(row)[index - 1] ?? row);
    return () => next?.focus();
  }
  return from === stopsBelow()[0] && hasRows() ? focusLastRow : undefined;
}

function hasRows(): boolean {
  return document.querySelector('.scroller article') !== null;
}

function stopsIn(part: Element | null): HTMLElement[] {
  return [...(part?.querySelectorAll<HTMLElement>(STOPS) ?? [])].filter((stop) => stop.checkVisibility());
}

/** From the way to the latest message to the field and its buttons. */
function stopsBelow(): HTMLElement[] {
  return [
    ...stopsIn(document.querySelector('.log')).filter((stop) => stop.matches('.jump')),
    ...stopsIn(document.querySelector('.foot')),
  ];
}
