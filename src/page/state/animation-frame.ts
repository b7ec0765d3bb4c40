/** Limits updates to one per animation frame. */

import { batch } from '@preact/signals';

/** A hidden page gets no animation frames, yet its title must count on. */
const HIDDEN_MS = 250;

const waiting = new Set<() => void>();
let scheduled = false;

/** Runs `change` with the next frame, once however often it is asked for. */
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

/** Resolves in a task of its own, so that the browser can answer a person, and its storage the page, before it. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

/**
 * A frame that was asked for just before the page was hidden may never come. And what came before somebody looks is taken in
 * before they do, or it would pass for seen: so this is to be called before anybody else asks for these events.
 */
export function keepFramesComing(): void {
  const look = (): void => {
    if (scheduled) flush();
  };
  document.addEventListener('visibilitychange', look);
  addEventListener('focus', look);
}
