/** Limits updates to one per animation frame. */

import { batch } from '@preact/signals';

/** A hidden page gets no animation frames, but the count in its title must stay up to date. */
const HIDDEN_MS = 250;

const waiting = new Set<() => void>();
let scheduled = false;

/** Runs `change` in the next frame, only once even if it is requested several times. */
export function nextFrame(change: () => void): void {
  waiting.add(change);
  if (scheduled) return;
  scheduled = true;
  if (document.hidden) setTimeout(flush, HIDDEN_MS);
  else requestAnimationFrame(flush);
}

function flush(): void {
  scheduled = false;
  const changes = [...waiting];
  waiting.clear();
  batch(() => {
    for (const change of changes) change();
  });
}

/**
 * Runs `act` once the present contents of the page are painted.
 * @returns the frame, which `cancelAnimationFrame` cancels
 */
export function afterPaint(act: () => void): number {
  return requestAnimationFrame(() => setTimeout(act));
}

/**
 * Applies pending changes as soon as the page is hidden or looked at. A frame that was requested just before the page
 * was hidden may never come. And what arrived while nobody was looking must be applied before somebody looks, or it would
 * count as seen. For the same reason, call this before anything else listens for these events.
 */
export function keepFramesComing(): void {
  const look = (): void => {
    if (scheduled) flush();
  };
  document.addEventListener('visibilitychange', look);
  addEventListener('focus', look);
}
