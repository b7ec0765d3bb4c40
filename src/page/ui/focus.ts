/**
 * Focus never falls to the page: where the element that has it is removed, it goes to what stands next. Who reads with a
 * keyboard or by ear would have to begin at the top of the page.
 */

import { isTouch } from './enter-key.ts';

const STOPS = 'a[href], button:not(:disabled), input, select, textarea, [tabindex]';

/** Where an element was, told by what is still there. */
interface Gap {
  parent: Element;
  before: Element | undefined;
  after: Element | undefined;
}

/** Watches over focus from now on. */
export function keepFocus(): void {
  /** What had focus last, and what had it last outside of a dialog: that gets it back when the dialog closes. */
  let last: Element | undefined;
  let outside: Element | undefined;
  /** Where `outside` was, if it went away behind a dialog. */
  let gone: Gap | undefined;

  document.addEventListener('focusin', ({ target }) => {
    if (!(target instanceof Element)) return;
    last = target;
    if (target.closest('dialog')) return;
    outside = target;
    gone = undefined;
  });
  document.addEventListener('focusout', () =>
    // By then it is removed, or focus has gone somewhere by a click.
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

/** Gives focus to the row that the gap is in; else to what has taken its place, what stands before it, or around it. */
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

/** Gives focus to the first in `part` that takes it. On a touch screen no field does: it would bring up the keyboard. */
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
