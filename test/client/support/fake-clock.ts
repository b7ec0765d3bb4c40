/** A clock that stands still until a test moves it. */

import type { Clock } from '../../../src/client/clock.ts';

export class FakeClock implements Clock {
  #nowMs = 1_700_000_000_000;
  #timers: { atMs: number; run: () => void }[] = [];
  /** What `now` adds to the time that timers see: a clock that was set, or went on while the machine slept. */
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

  /** Timers that wait. */
  get pending(): number {
    return this.#timers.length;
  }

  /** Lets `ms` milliseconds pass, each timer running at its moment. */
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

  /** The clock shows another time, but no timer comes nearer: set by hand, or the machine slept. */
  jump(ms: number): void {
    this.#skewMs += ms;
  }
}
