/**
 * The order of Tab stops in a room. Tab doesn't go through every link and button of every row. Arrow keys move between
 * rows. Tab moves from a row into its contents, and then on to what is below the list.
 */

import { focusLastRow } from './row-focus.ts';

const STOPS = 'a[href], button, input, textarea, [tabindex="0"]';

/** Handles Tab from now on. */
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

/** The action that replaces the default of Tab. `undefined` to keep the default. */
function after(from: HTMLElement): (() => void) | undefined {
  const row = from.closest('article');
  if (row) {
    const next = stopsIn(row)[stopsIn(row).indexOf(from) + 1] ?? stopsBelow()[0];
    return () => next?.focus();
  }
  return from.matches('.scroller') && hasRows() ? focusLastRow : undefined;
}

/**
 * The action that replaces the default of Shift+Tab. From a row, focus goes to the list. From the first element below
 * the list, it goes to the last row.
 */
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

/** The Tab stops below the list: from the button for the latest message to the composer and its buttons. */
function stopsBelow(): HTMLElement[] {
  return [
    ...stopsIn(document.querySelector('.log')).filter((stop) => stop.matches('.jump')),
    ...stopsIn(document.querySelector('.foot')),
  ];
}
