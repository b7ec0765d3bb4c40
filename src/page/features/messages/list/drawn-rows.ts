/**
 * The stepwise drawing of a list that opens at its end: the last rows first, and those above them after a paint, a few
 * in each task.
 */

import { signal } from '@preact/signals';
import { afterPaint } from '../../../state/animation-frame.ts';
import { firstRows, moreRows } from './row-window.ts';
import { hasDrawn } from './shown-list.ts';

export class DrawnRows {
  /**
   * The first rows of the page take a slow phone longer than later ones, so they fill only half of the screen, from its
   * bottom.
   */
  readonly #count = signal(firstRows(hasDrawn.peek() ? innerHeight : innerHeight / 2));
  readonly #isWhole: () => boolean;
  #frame: number | undefined;

  /** @param isWhole whether no rows are left to draw */
  constructor(isWhole: () => boolean) {
    this.#isWhole = isWhole;
  }

  /** The number of rows to draw now. */
  get count(): number {
    return this.#count.value;
  }

  /** To be called when there are rows, any number of times. */
  begin(): void {
    hasDrawn.value = true;
    this.#frame ??= afterPaint(this.#onPainted);
  }

  stop(): void {
    cancelAnimationFrame(this.#frame ?? 0);
  }

  readonly #onPainted = (): void => {
    const isWhole = this.#isWhole();
    this.#count.value = isWhole ? Infinity : moreRows(this.#count.peek(), innerHeight);
    this.#frame = isWhole ? 0 : afterPaint(this.#onPainted);
  };
}
