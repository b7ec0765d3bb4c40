/**
 * Observes each frame of the list as it is painted: after the page has restored all positions, and before the next
 * change.
 */

import type { JSHandle, Page } from '@playwright/test';

/** One painted frame. In CSS pixels. */
export interface Frame {
  /**
   * The distance of the followed row from the upper edge of the list. `undefined` if the row is not in the document.
   */
  top: number | undefined;
  /** How far the end of the rows is below the visible part. */
  toEnd: number;
  scrollTop: number;
  rows: number;
  /** Whether the messages are in the order of their `seq`. */
  ordered: boolean;
}

interface Recorder {
  follow: (key: string | undefined) => void;
  middle: () => string | undefined;
  take: () => Frame[];
  stop: () => void;
}

export class Eye {
  readonly #page: Page;
  readonly #recorder: JSHandle<Recorder>;

  private constructor(page: Page, recorder: JSHandle<Recorder>) {
    this.#page = page;
    this.#recorder = recorder;
  }

  /** Observes the list that is on the screen now. */
  static async open(page: Page): Promise<Eye> {
    return new Eye(page, await page.evaluateHandle(record));
  }

  /** Follows the row `key` from the next frame on. Without a key it follows none. */
  follow(key: string | undefined): Promise<void> {
    return this.#recorder.evaluate((recorder, wanted) => recorder.follow(wanted), key);
  }

  /** Follows the row in the middle of the list, which stays away from both edges and in the document. */
  followMiddle(): Promise<void> {
    return this.#recorder.evaluate((recorder) => recorder.follow(recorder.middle()));
  }

  /** The frames since the last call. */
  frames(): Promise<Frame[]> {
    return this.#recorder.evaluate((recorder) => recorder.take());
  }

  /** Resolves when nothing has moved for some frames. */
  async still(): Promise<void> {
    await this.#page.evaluate(untilStill);
  }

  async close(): Promise<void> {
    await this.#recorder.evaluate((recorder) => recorder.stop());
  }
}

export function record(): Recorder {
  const scroller = document.querySelector('.scroller');
  const list = document.querySelector('.scroller > ol');
  if (!scroller || !list) throw new Error('the list is missing');
  let frames: Frame[] = [];
  let followed: string | undefined;
  let handle = 0;
  // The size of this element changes with every frame, so its observer runs in each. It runs after the page's older
  // observer, when everything is as it will be painted.
  const pulse = document.createElement('div');
  Object.assign(pulse.style, { position: 'fixed', top: '0', width: '1px', height: '1px', visibility: 'hidden' });
  document.body.append(pulse);
  let wide = false;
  const beat = (): void => {
    wide = !wide;
    pulse.style.width = wide ? '2px' : '1px';
    handle = requestAnimationFrame(beat);
  };
  const keyOf = (row: Element): string => (row instanceof HTMLElement ? (row.dataset.key ?? '') : '');
  const observer = new ResizeObserver(() => {
    const edge = scroller.getBoundingClientRect().top;
    const rows = [...list.children];
    const row = followed === undefined ? undefined : rows.find((one) => keyOf(one) === followed);
    const seqs = rows
      .map(keyOf)
      .filter((key) => key.startsWith('m'))
      .map((key) => Number(key.slice(1)));
    frames.push({
      top: row && row.getBoundingClientRect().top - edge,
      toEnd: scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop,
      scrollTop: scroller.scrollTop,
      rows: rows.length,
      ordered: seqs.every((seq, index) => index === 0 || seq > (seqs[index - 1] ?? 0)),
    });
  });
  observer.observe(pulse);
  handle = requestAnimationFrame(beat);
  return {
    follow: (key) => {
      followed = key;
      frames = [];
    },
    middle: () => {
      const { top, height } = scroller.getBoundingClientRect();
      const rows = [...list.children].filter((row) => keyOf(row).startsWith('m'));
      const row = rows.find((one) => one.getBoundingClientRect().bottom > top + height / 2);
      return row && keyOf(row);
    },
    take: () => frames.splice(0),
    stop: () => {
      cancelAnimationFrame(handle);
      observer.disconnect();
      pulse.remove();
    },
  };
}

export async function untilStill(): Promise<void> {
  const scroller = document.querySelector('.scroller');
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const look = (): string => `${scroller?.scrollTop} ${scroller?.scrollHeight} ${scroller?.clientHeight}`;
  let before = '';
  for (let same = 0; same < 4; ) {
    await frame();
    const now = look();
    same = now === before ? same + 1 : 0;
    before = now;
  }
}
