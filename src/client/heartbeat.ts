/** Finds out whether the other side still answers (docs/protocol.md, heartbeat). */

import type { Clock } from './clock.ts';

/** The exact text that the server answers without waking the room. */
export const PING = 'ping';
/** Nothing heard for this long after a ping: the connection is dead, whatever its readyState says. */
const ANSWER_MS = 10_000;
/** How often the clock is looked at: timers stand still while a machine sleeps, the clock doesn't. */
const TICK_MS = 5_000;
/** A tick this late means that the machine slept, or the page was frozen. */
const SLEPT_MS = 5_000;

export interface HeartbeatOptions {
  clock: Clock;
  /** From 0 to below 1. */
  random: () => number;
  /** Sends a ping. */
  ping: () => void;
  /** Called once, when a ping was not answered in time. */
  dead: () => void;
}

export class Heartbeat {
  readonly #options: HeartbeatOptions;
  #intervalMs = 0;
  /** Until the next ping, counted by ticks: the clock may be set back by an hour. */
  #leftMs = 0;
  #cancelTick: (() => void) | undefined;
  #cancelDeadline: (() => void) | undefined;

  constructor(options: HeartbeatOptions) {
    this.#options = options;
  }

  /** Begins: the first ping at a random moment of the first interval, so that a thousand clients don't ping in step. */
  start(intervalMs: number): void {
    this.stop();
    this.#intervalMs = intervalMs;
    this.#leftMs = this.#options.random() * intervalMs;
    this.#tick();
  }

  /** Pings now, unless an answer is due already. Does nothing before `start`. */
  probe(): void {
    const { clock, random, ping, dead } = this.#options;
    if (!this.#cancelTick || this.#cancelDeadline) return;
    this.#leftMs = this.#intervalMs * (0.8 + 0.4 * random());
    this.#cancelDeadline = clock.after(ANSWER_MS, () => {
      this.stop();
      dead();
    });
    ping();
  }

  /** Anything came from the server: it lives. */
  heard(): void {
    this.#cancelDeadline?.();
    this.#cancelDeadline = undefined;
  }

  stop(): void {
    this.heard();
    this.#cancelTick?.();
    this.#cancelTick = undefined;
  }

  #tick(): void {
    const { clock } = this.#options;
    const startedMs = clock.now();
    const tickMs = Math.min(TICK_MS, this.#leftMs);
    this.#cancelTick = clock.after(tickMs, () => {
      this.#leftMs -= tickMs;
      const lateMs = clock.now() - startedMs - tickMs;
      if (this.#leftMs <= 0 || lateMs > SLEPT_MS) this.probe();
      // A ping is out already: its answer, or the end, comes before the next.
      if (this.#leftMs <= 0) this.#leftMs = this.#intervalMs;
      if (this.#cancelTick) this.#tick();
    });
  }
}
