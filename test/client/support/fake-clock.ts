/** A clock that stands still until a test moves it. */

import type { Clock } from '../../../src/client/clock.ts';

export class FakeClock implements Clock {
  #nowMs = 1_700_000_000_000;
  #timers: { atMs: number; run: () => void }[] = [];
  /** The difference between `now` and the time of timers, after the clock was set or the machine slept. */
  #skewMs = 0;

  now(): number {
    return this.#nowMs + this.#skewMs;
  }

  after(ms: number, run: () => void): () => void {
    const timer = { atMs: this.#nowMs + ms, run };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  /** The number of waiting timers. */
  get pending(): number {
    return this.#timers.length;
  }

  /** Advances the time by `ms` milliseconds, running each timer when it is due. */
  advance(ms: number): void {
    const endMs = this.#nowMs + ms;
    for (;;) {
      const [next] = this.#timers.filter(({ atMs }) => atMs <= endMs).sort((a, b) => a.atMs - b.atMs);
      if (!next) break;
      this.#timers = this.#timers.filter((timer) => timer !== next);
      this.#nowMs = Math.max(this.#nowMs, next.atMs);
      next.run();
    }
    this.#nowMs = endMs;
  }

  /** Changes the displayed time without affecting timers, as setting the clock or sleeping does. */
  jump(ms: number): void {
    this.#skewMs += ms;
  }
}
