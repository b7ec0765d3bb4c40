/** On a touch screen: a message that is drawn towards the end of its lines, to the right in most scripts, is answered. */

import { render } from 'preact';
import { isOut } from '../../state/outside.ts';
import type { Room } from '../../state/room.ts';
import { MoreIcon as Icon } from '../../ui/more-icon.tsx';
import { reply } from './actions.ts';
import { isMotionReduced } from './scroll.ts';
import { seqOf } from './shown.ts';

/** Drawn as far as this and let go, it is answered. CSS pixels. */
const ENOUGH_PX = 56;
/** Further than this it doesn't go. */
const MOST_PX = 80;
/** A finger that went so far goes either across or along the list. */
const DECIDED_PX = 10;
/** There the browser takes swipes for itself, to go back. */
const EDGE_PX = 24;

const BACK_MS = 150;

/** What scrolls sideways, or is moved by a finger, itself. */
const OWN = 'pre, input, textarea';

/** Where a finger went down, on which message, and how far it has drawn that. */
interface Swipe {
  pointerId: number;
  x: number;
  y: number;
  article: HTMLElement;
  seq: number;
  /** `undefined` until it is told from scrolling. */
  drawn: number | undefined;
}

/** Follows fingers on the list. Returns the function that ends it. */
export function startSwipe(list: HTMLElement, room: Room): () => void {
  const ended = new AbortController();
  const { signal } = ended;
  const arrow = document.createElement('span');
  arrow.className = 'swipe-arrow';
  render(<Icon name="reply" />, arrow);
  let swipe: Swipe | undefined;

  const end = (): void => {
    if (swipe?.drawn !== undefined) {
      const { article } = swipe;
      const translate = getComputedStyle(article).translate;
      article.style.removeProperty('--drawn');
      article.classList.remove('drawn');
      arrow.remove();
      if (!isMotionReduced())
        article.animate({ translate: [translate, '0px'] }, { duration: BACK_MS, easing: 'ease-out' });
    }
    swipe = undefined;
  };
  list.addEventListener(
    'pointerdown',
    ({ pointerType, pointerId, isPrimary, target, clientX: x, clientY: y }) => {
      end();
      if (isOut(room) || pointerType !== 'touch' || !isPrimary || !(target instanceof Element) || target.closest(OWN))
        return;
      if (x < EDGE_PX || x > innerWidth - EDGE_PX) return;
      const row = target.closest('li[data-key]');
      const article = row?.querySelector('article');
      const seq = row ? seqOf(row) : undefined;
      const message = seq === undefined ? undefined : room.message(seq);
      if (article && message && !message.gone) swipe = { pointerId, x, y, article, seq: message.seq, drawn: undefined };
    },
    { signal },
  );
  list.addEventListener(
    'pointermove',
    ({ pointerId, clientX, clientY }) => {
      if (swipe?.pointerId !== pointerId) return;
      const forward = getComputedStyle(list).direction === 'rtl' ? -1 : 1;
      const across = (clientX - swipe.x) * forward;
      const along = Math.abs(clientY - swipe.y);
      if (swipe.drawn === undefined) {
        if (Math.max(Math.abs(across), along) < DECIDED_PX) return;
        // A text that is being selected is not drawn.
        if (across < along || getSelection()?.isCollapsed === false) return end();
        swipe.article.classList.add('drawn');
        swipe.article.append(arrow);
      }
      swipe.drawn = Math.max(0, Math.min(across, MOST_PX));
      swipe.article.style.setProperty('--drawn', `${swipe.drawn * forward}px`);
      arrow.classList.toggle('enough', swipe.drawn >= ENOUGH_PX);
    },
    { signal },
  );
  list.addEventListener(
    'pointerup',
    ({ pointerId }) => {
      if (swipe?.pointerId !== pointerId) return;
      const { seq, drawn = 0 } = swipe;
      end();
      if (drawn < ENOUGH_PX) return;
      reply(room, seq);
      // Also where it was being answered already.
      document.querySelector<HTMLElement>('.composer textarea')?.focus({ preventScroll: true });
    },
    { signal },
  );
  // The list is being scrolled after all.
  list.addEventListener('pointercancel', end, { signal });
  return () => {
    end();
    ended.abort();
  };
}
