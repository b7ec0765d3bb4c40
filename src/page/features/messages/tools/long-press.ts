/** Opens the message menu on touch screens, by a long press or a tap. */

import { messageIn } from '../../../state/message-in.ts';
import type { Room } from '../../../state/room.ts';
import { seqOf } from '../list/shown-list.ts';
import { openMenu } from './message-actions.ts';

/** About as long as the system's own long press. */
const LONG_PRESS_MS = 450;
/** How far a finger may move and still count as resting. */
const STILL_PX = 10;

/** Elements on which a tap already does something. */
const INTERACTIVE = 'a, button, summary, input, label, textarea, pre';

/** Handles touches on the list. @returns the function that stops this */
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
      // The finger is lifted over the menu that it has opened, and must not press anything there.
      if (isDone) event.preventDefault();
    },
    { signal },
  );
  list.addEventListener(
    'contextmenu',
    (event) => {
      // The browser's context menu would cover the page's own menu.
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

/** Handles a tap on the list. */
export function onTap(event: MouseEvent, room: Room): void {
  if (!(event instanceof PointerEvent) || event.pointerType !== 'touch' || isInteractive(event.target)) return;
  // While the reader is writing, a tap on the list only hides the keyboard.
  if (document.activeElement instanceof HTMLTextAreaElement) return document.activeElement.blur();
  if (getSelection()?.isCollapsed ?? true) open(event.target, room);
}

function open(target: EventTarget | null, room: Room): void {
  const article = target instanceof Element ? target.closest('article') : null;
  const seq = article?.parentElement ? seqOf(article.parentElement) : undefined;
  if (article && seq !== undefined && !messageIn(room, seq)?.gone) openMenu(room, seq, article);
}

function isInteractive(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(INTERACTIVE) !== null;
}
