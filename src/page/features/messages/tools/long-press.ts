/** Opens the message menu on touch screens, by a long press or a tap. */

import type { Room } from '../../../state/room.ts';
import { seqOf } from '../list/shown-list.ts';
import { openMenu } from './message-actions.ts';

/** The system's own long press takes about as long. */
const LONG_PRESS_MS = 450;
/** A finger is never quite still. */
const STILL_PX = 10;

/** What a tap on it does already. */
const INTERACTIVE = 'a, button, summary, input, textarea, pre';

/** Follows fingers on the list. Returns the function that ends it. */
export function startTouch(list: HTMLElement, room: Room): () => void {
  const ended = new AbortController();
  const { signal } = ended;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let start = { x: 0, y: 0 };
  let isDone = false;
  const cancel = (): void => clearTimeout(timer);

  list.addEventListener(
    'pointerdown',
    ({ pointerType, target, clientX: x, clientY: y }) => {
      cancel();
      isDone = false;
      if (pointerType !== 'touch' || isInteractive(target)) return;
      start = { x, y };
      timer = setTimeout(() => {
        isDone = true;
        open(target, room);
      }, LONG_PRESS_MS);
    },
    { signal },
  );
  list.addEventListener(
    'pointermove',
    ({ clientX: x, clientY: y }) => {
      if (Math.hypot(x - start.x, y - start.y) > STILL_PX) cancel();
    },
    { signal },
  );
  for (const type of ['pointerup', 'pointercancel'] as const) list.addEventListener(type, cancel, { signal });
  list.addEventListener(
    'touchend',
    (event) => {
      // The finger is lifted over what it has opened, and must not press anything there.
      if (isDone) event.preventDefault();
    },
    { signal },
  );
  list.addEventListener(
    'contextmenu',
    (event) => {
      // The menu of the system would come on top of ours.
      if (event instanceof PointerEvent && event.pointerType === 'touch' && !isInteractive(event.target))
        event.preventDefault();
    },
    { signal },
  );
  list.addEventListener('click', (event) => onTap(event, room), { signal });
  return () => {
    cancel();
    ended.abort();
  };
}

/** A tap on the list. */
export function onTap(event: MouseEvent, room: Room): void {
  if (!(event instanceof PointerEvent) || event.pointerType !== 'touch' || isInteractive(event.target)) return;
  // While one writes, a tap on the list only puts the keyboard away.
  if (document.activeElement instanceof HTMLTextAreaElement) return document.activeElement.blur();
  if (getSelection()?.isCollapsed ?? true) open(event.target, room);
}

function open(target: EventTarget | null, room: Room): void {
  const article = target instanceof Element ? target.closest('article') : null;
  const seq = article?.parentElement ? seqOf(article.parentElement) : undefined;
  if (article && seq !== undefined && !room.message(seq)?.gone) openMenu(room, seq, article);
}

function isInteractive(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(INTERACTIVE) !== null;
}
