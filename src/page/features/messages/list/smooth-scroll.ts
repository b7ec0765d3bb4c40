/**
 * An animated scroll by the page, and the detection of its end. It checks every frame, because WebKit has `scrollend`
 * only since 26.2, and no browser fires it if the animation never begins.
 */

import type { Extent } from './scroll-math.ts';

/**
 * The number of frames without movement after which the animation counts as over. On a busy device it begins a few
 * frames late.
 */
const STILL_FRAMES = 10;

/** `taken over`: the reader scrolled up during the animation. */
export type GlideEnd = 'arrived' | 'taken over';

export class Glide {
  readonly #of: Extent;
  /** The maximum scroll position at the beginning. Rows that arrive later don't extend the animation. */
  readonly #goal: number;
  readonly #over: (end: GlideEnd) => void;
  #before: Extent;
  #still = 0;
  #frame: number;

  /**
   * Create it right after starting the animation to the end of `of`. Calls `over` once, unless `end` is called first.
   */
  constructor(of: Extent, over: (end: GlideEnd) => void) {
    this.#of = of;
    this.#before = extentOf(of);
    this.#goal = of.scrollHeight - of.clientHeight;
    this.#over = over;
    this.#frame = requestAnimationFrame(this.#look);
  }

  end(): void {
    cancelAnimationFrame(this.#frame);
  }

  readonly #look = (): void => {
    const before = this.#before;
    const now = extentOf(this.#of);
    this.#before = now;
    this.#still = now.scrollTop === before.scrollTop ? this.#still + 1 : 0;
    const isThere = now.scrollTop >= Math.min(this.#goal, now.scrollHeight - now.clientHeight) - 1;
    // Rows that leave above also move the rest up. An animation to the end never does.
    const isTakenOver = now.scrollTop < before.scrollTop - 1 && now.scrollHeight === before.scrollHeight;
    if (isTakenOver) this.#over('taken over');
    else if (isThere || this.#still === STILL_FRAMES) this.#over('arrived');
    else this.#frame = requestAnimationFrame(this.#look);
  };
}

function extentOf({ scrollTop, scrollHeight, clientHeight }: Extent): Extent {
  return { scrollTop, scrollHeight, clientHeight };
}
