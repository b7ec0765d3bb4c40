/** Detects whether the server still answers (docs/protocol.md, heartbeat). */

import type { Clock } from '../clock.ts';

/** The exact text that the runtime answers without waking the room. */
export const PING = 'ping';
/** If nothing arrives for this long after a ping, the connection is dead whatever its readyState says. */
const ANSWER_MS = 10_000;
/** How often the clock is checked. Timers stop while a machine sleeps, but the clock doesn't. */
const TICK_MS = 5_000;
/** A tick this late means that the machine slept or the page was frozen. */
const SLEPT_MS = 5_000;

export interface HeartbeatOptions {
  clock: Clock;
  /** Returns a random number from 0 to below 1. */
  random: () => number;
  /** Sends a ping. */
  ping: () => void;
  /** Called once, when a ping was not answered in time. */
  dead: () => void;
}

export class Heartbeat {
  readonly #options: HeartbeatOptions;
  #intervalMs = 0;
  /** Time until the next ping. It is counted in ticks, because the clock may be set back. */
  #leftMs = 0;
  #cancelTick: (() => void) | undefined;
  #cancelDeadline: (() => void) | undefined;

  constructor(options: HeartbeatOptions) {
    this.#options = options;
  }

  /**
   * Starts pinging. The first ping comes at a random moment of the first interval, so that a thousand clients don't
   * ping in step.
   */
  start(intervalMs: number): void {
    this.stop();
    this.#intervalMs = intervalMs;
    this.#leftMs = this.#options.random() * intervalMs;
    this.#tick();
  }

  /** Pings immediately, unless an answer is already pending. Does nothing before `start`. */
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

  /** Something arrived from the server, so the connection is alive. */
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
      // While a ping is pending, its answer or the end of the connection comes before the next ping.
      if (this.#leftMs <= 0) this.#leftMs = this.#intervalMs;
      if (this.#cancelTick) this.#tick();
    });
  }
}
