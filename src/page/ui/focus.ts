/**
 * Keeps focus from falling back to the page. If the focused element is removed, focus moves to its neighbour. Otherwise
 * people who use a keyboard or a screen reader would have to start at the top of the page.
 */

import { isTouch } from './enter-key.ts';

const STOPS = 'a[href], button:not(:disabled), input, select, textarea, [tabindex]';

/** The place of an element that is gone, described by its neighbours. */
interface Gap {
  parent: Element;
  before: Element | undefined;
  after: Element | undefined;
}

/** Starts watching the focus. */
export function keepFocus(): void {
  /** The last focused element, and the last one outside a dialog, which gets focus again when the dialog closes. */
  let last: Element | undefined;
  let outside: Element | undefined;
  /** The place of `outside` if it was removed while a dialog was open. */
  let gone: Gap | undefined;

  document.addEventListener('focusin', ({ target }) => {
    if (!(target instanceof Element)) return;
    last = target;
    if (target.closest('dialog')) return;
    outside = target;
    gone = undefined;
  });
  document.addEventListener('focusout', () =>
    // By then the element is removed, or a click has moved the focus.
    queueMicrotask(() => {
      if (isLost() && last?.isConnected && !isDialogOpen()) last = outside = gone = undefined;
    }),
  );
  document.addEventListener(
    'close',
    () => {
      if (!isDialogOpen() && isLost() && gone) fill(gone);
    },
    { capture: true },
  );
  new MutationObserver((changes) => {
    for (const change of changes) {
      const lost = [last, outside].find((one) => one && holds(change.removedNodes, one));
      if (!lost) continue;
      const gap = gapOf(change);
      if (lost === outside || !lost.closest('dialog')) gone = gap;
      if (!isLost()) continue;
      if (lost.isConnected) focusOn(lost);
      else if (gap) fill(gap);
    }
  }).observe(document.body, { childList: true, subtree: true });
}

function isLost(): boolean {
  return document.activeElement === null || document.activeElement === document.body;
}

function isDialogOpen(): boolean {
  return document.querySelector('dialog[open]') !== null;
}

function holds(nodes: NodeList, element: Element): boolean {
  for (const node of nodes) if (node.contains(element)) return true;
  return false;
}

function gapOf({ target, previousSibling, nextSibling }: MutationRecord): Gap | undefined {
  if (!(target instanceof Element) || !target.isConnected) return undefined;
  const sibling = (node: Node | null) => (node instanceof Element && node.isConnected ? node : undefined);
  return { parent: target, before: sibling(previousSibling), after: sibling(nextSibling) };
}

/**
 * Focuses the row around the gap. If there is none, focuses the element that has taken the place, the one before it, or
 * the one around it.
 */
function fill({ parent, before, after }: Gap): void {
  const row = parent.closest('article');
  if (row) return focusOn(row);
  const field = isTouch() ? null : parent.closest('.foot')?.querySelector('textarea');
  if (field) return focusOn(field);
  const next = before ? before.nextElementSibling : (after ?? parent.firstElementChild);
  for (let sibling = next; sibling; sibling = sibling.nextElementSibling) if (tryIn(sibling)) return;
  for (let sibling = before; sibling; sibling = sibling.previousElementSibling ?? undefined) if (tryIn(sibling)) return;
  for (let around: Element | null = parent; around && around !== document.body; around = around.parentElement)
    if (tryIn(around)) return;
}

/**
 * Focuses the first element in `part` that accepts it. On a touch screen no field does, because it would raise the
 * keyboard.
 */
function tryIn(part: Element): boolean {
  const not = isTouch() ? 'input, textarea' : 'none';
  const stops = [part, ...part.querySelectorAll(STOPS)].filter((stop) => stop.matches(STOPS) && !stop.matches(not));
  return stops.some((stop) => {
    focusOn(stop);
    return document.activeElement === stop;
  });
}

function focusOn(element: Element): void {
  if (element instanceof HTMLElement) element.focus({ preventScroll: true });
}
