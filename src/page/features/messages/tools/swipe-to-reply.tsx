/** Swipe to reply on touch screens: to the right in left-to-right scripts. */

import { render } from 'preact';
import { messageIn } from '../../../state/message-in.ts';
import type { Room } from '../../../state/room.ts';
import { isOut } from '../../../state/room-access.ts';
import { MoreIcon as Icon } from '../../../ui/more-icon.tsx';
import { isMotionReduced } from '../list/scroll-keeper.ts';
import { seqOf } from '../list/shown-list.ts';
import { reply } from './message-actions.ts';
import { drawnTo, ENOUGH_PX } from './swipe-distance.ts';

/** At the edge, swipes belong to the browser, which goes back. In CSS pixels. */
const EDGE_PX = 24;

const BACK_MS = 150;

/** Elements that scroll sideways or react to touches themselves. */
const OWN = 'pre, .table, input, textarea';

/** A message under a finger. */
interface Held {
  article: HTMLElement;
  seq: number;
}

/** A finger on a message, and how far it has moved that message. */
interface Swipe extends Held {
  start: PointerEvent;
  /** `undefined` until it is clear that the gesture isn't a scroll. */
  drawn: number | undefined;
}

/** Starts handling swipes on the list. @returns a function that stops it */
export function startSwipe(list: HTMLElement, room: Room): () => void {
  const ended = new AbortController();
  const arrow = document.createElement('span');
  arrow.className = 'swipe-arrow';
  render(<Icon name="reply" />, arrow);
  let swipe: Swipe | undefined;

  const end = (): void => {
    if (swipe?.drawn !== undefined) putBack(swipe.article, arrow);
    swipe = undefined;
  };
  const begin = (event: PointerEvent): void => {
    end();
    const held = heldBy(event, room);
    if (held) swipe = { ...held, start: event, drawn: undefined };
  };
  const move = ({ pointerId, clientX, clientY }: PointerEvent): void => {
    if (swipe?.start.pointerId !== pointerId) return;
    const { start, article } = swipe;
    const forward = getComputedStyle(list).direction === 'rtl' ? -1 : 1;
    const drawn = drawnTo(swipe.drawn, (clientX - start.clientX) * forward, Math.abs(clientY - start.clientY));
    if (drawn === undefined) return;
    // A message doesn't move while its text is being selected.
    if (drawn === 'along' || (swipe.drawn === undefined && getSelection()?.isCollapsed === false)) return end();
    swipe.drawn = drawn;
    draw(article, arrow, drawn, forward);
  };
  const lift = ({ pointerId }: PointerEvent): void => {
    if (swipe?.start.pointerId !== pointerId) return;
    const { seq, drawn = 0 } = swipe;
    end();
    if (drawn < ENOUGH_PX) return;
    reply(room, seq);
    // Focuses the field even if the message was already being replied to.
    document.querySelector<HTMLElement>('.composer textarea')?.focus({ preventScroll: true });
  };
  // `ended` serves as listener options, of which only its signal is used.
  list.addEventListener('pointerdown', begin, ended);
  list.addEventListener('pointermove', move, ended);
  list.addEventListener('pointerup', lift, ended);
  // The gesture turned out to be a scroll.
  list.addEventListener('pointercancel', end, ended);
  return () => {
    end();
    ended.abort();
  };
}

/** The message that a touch may move. */
function heldBy({ pointerType, isPrimary, target, clientX: x }: PointerEvent, room: Room): Held | undefined {
  if (isOut(room) || pointerType !== 'touch' || !isPrimary || x < EDGE_PX || x > innerWidth - EDGE_PX) return undefined;
  const row = target instanceof Element && !target.closest(OWN) ? target.closest('li[data-key]') : undefined;
  const article = row?.querySelector('article');
  const message = row ? messageIn(room, seqOf(row) ?? 0) : undefined;
  return article && message && !message.gone ? { article, seq: message.seq } : undefined;
}

/** @param forward 1 if lines run from left to right, else -1 */
function draw(article: HTMLElement, arrow: HTMLElement, drawn: number, forward: 1 | -1): void {
  if (!arrow.isConnected) article.append(arrow);
  article.classList.add('drawn');
  article.style.setProperty('--drawn', `${drawn * forward}px`);
  arrow.classList.toggle('enough', drawn >= ENOUGH_PX);
}

function putBack(article: HTMLElement, arrow: HTMLElement): void {
  const translate = getComputedStyle(article).translate;
  article.style.removeProperty('--drawn');
  article.classList.remove('drawn');
  arrow.remove();
  if (!isMotionReduced()) article.animate({ translate: [translate, '0px'] }, { duration: BACK_MS, easing: 'ease-out' });
}
