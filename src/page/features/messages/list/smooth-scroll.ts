/**
 * An animated scroll of ours, and when it is over. Each frame is looked at: WebKit tells of the end (`scrollend`) only since
 * 26.2, and no browser does where the animation never begins.
 */

import type { Extent } from './scroll-math.ts';

/** Frames without any movement after which nothing will come any more. A busy device begins the animation a few frames late. */
const STILL_FRAMES = 10;

/** `taken over`: the reader went up on the way. */
export type GlideEnd = 'arrived' | 'taken over';

export class Glide {
  readonly #of: Extent;
  /** The furthest that could be scrolled to when it began: rows that come later are not on its way. */
  readonly #goal: number;
  readonly #over: (end: GlideEnd) => void;
  #before: Extent;
  #still = 0;
  #frame: number;

  /** Create it right after starting the animation to the end of `of`. Calls `over` once, unless `end` is called first. */
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
    // Rows that leave above take what is below them up as well; an animation to the end never does.
    const isTakenOver = now.scrollTop < before.scrollTop - 1 && now.scrollHeight === before.scrollHeight;
    if (isTakenOver) this.#over('taken over');
    else if (isThere || this.#still === STILL_FRAMES) this.#over('arrived');
    else this.#frame = requestAnimationFrame(this.#look);
  };
}

function extentOf({ scrollTop, scrollHeight, clientHeight }: Extent): Extent {
  return { scrollTop, scrollHeight, clientHeight };
}
