/**
 * How long an event may wait for company. A frame out costs the room 25 to 40 µs whatever it holds
 * (docs/performance.md), so that what a busy room pays for is the number of frames: events that leave together share one.
 */

import { BATCH_BYTES, BATCH_FRAMES } from '../../protocol/limits.ts';

/** The longest that an event waits: a third of what a person notices. */
const LONGEST_MS = 50;
/** Deliveries a second up to which nobody waits: a tenth of what one object sends one by one. */
const CALM = 2_000;
/** Deliveries a second from which events wait for as long as they may. In between the wait grows with them. */
const BUSY = 20_000;
/**
 * Bytes that all receivers together may be sent in one turn: a third of what may wait for them (delivery/backlog.ts), for none of it
 * leaves before the turn ends.
 */
const TURN_BYTES = 16 * 1_048_576;
/** Even in the largest room so much leaves together. */
const LEAST_BYTES = 16_384;
/** Over how long the rate of events is averaged: short enough to see a burst, long enough to see that it goes on. */
const AVERAGE_MS = 250;

export class BatchWindow {
  /** Events a second, as of `#countedAt`. */
  #rate = 0;
  #countedAt = 0;
  #flushedAt = Number.NEGATIVE_INFINITY;

  /** An event came. */
  count(now: number): void {
    this.#rate = this.#rateAt(now) + 1_000 / AVERAGE_MS;
    this.#countedAt = now;
  }

  /** What waited has left. */
  flushed(now: number): void {
    this.#flushedAt = now;
  }

  /**
   * How long after one flush the next may come.
   * @param receivers open connections
   * @returns milliseconds, 0 in a room that is not busy
   */
  windowMs(receivers: number, now: number): number {
    const deliveries = this.#rateAt(now) * receivers;
    return LONGEST_MS * Math.min(1, Math.max(0, (deliveries - CALM) / (BUSY - CALM)));
  }

  /** How long from now what waits has to wait. 0 for the first event after a pause as long as the window. */
  waitMs(receivers: number, now: number): number {
    // The clock may go back; nobody waits for longer than the window for that.
    const passed = Math.max(0, now - this.#flushedAt);
    return Math.max(0, this.windowMs(receivers, now) - passed);
  }

  /**
   * Whether so much waits that it has to leave, whatever the window.
   * @param events that wait, and `bytes` of them
   */
  isFull(events: number, bytes: number, receivers: number): boolean {
    return events >= BATCH_FRAMES || bytes >= Math.min(BATCH_BYTES, Math.max(LEAST_BYTES, TURN_BYTES / receivers));
  }

  #rateAt(now: number): number {
    return this.#rate * Math.exp(-Math.max(0, now - this.#countedAt) / AVERAGE_MS);
  }
}
