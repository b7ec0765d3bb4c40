/**
 * The batch window: how long an event may wait for others. An outgoing frame costs the room 25 to 40 µs whatever its
 * size (docs/performance.md). A busy room therefore pays for the number of frames, and events that leave together share
 * one.
 */

import { BATCH_BYTES, BATCH_FRAMES } from '../../protocol/limits.ts';

/** The longest wait of an event, a third of what people notice. */
const LONGEST_MS = 50;
/** Up to this many deliveries per second no event waits: a tenth of what one object can send one by one. */
const CALM = 2_000;
/** From this many deliveries per second on events wait for the full window. In between the wait grows linearly. */
const BUSY = 20_000;
/**
 * Bytes that may be sent to all receivers together in one turn: a third of what may wait for them
 * (delivery/backlog.ts), because nothing leaves before the turn ends.
 */
const TURN_BYTES = 16 * 1_048_576;
/** At least this much leaves together even in the largest room. */
const LEAST_BYTES = 16_384;
/**
 * The period over which the rate of events is averaged: short enough to notice a burst, long enough to see that it
 * lasts.
 */
const AVERAGE_MS = 250;

export class BatchWindow {
  /** Events per second, as of `#countedAt`. */
  #rate = 0;
  #countedAt = 0;
  #flushedAt = Number.NEGATIVE_INFINITY;

  /** Counts an event. */
  count(now: number): void {
    this.#rate = this.#rateAt(now) + 1_000 / AVERAGE_MS;
    this.#countedAt = now;
  }

  /** Everything that waited has left. */
  flushed(now: number): void {
    this.#flushedAt = now;
  }

  /**
   * The shortest time between two flushes.
   * @param receivers open connections
   * @returns milliseconds, 0 in a room that is not busy
   */
  windowMs(receivers: number, now: number): number {
    const deliveries = this.#rateAt(now) * receivers;
    return LONGEST_MS * Math.min(1, Math.max(0, (deliveries - CALM) / (BUSY - CALM)));
  }

  /** How long the waiting events still have to wait. 0 for the first event after a pause as long as the window. */
  waitMs(receivers: number, now: number): number {
    // The clock may be set back, which must not prolong the wait beyond the window.
    const passed = Math.max(0, now - this.#flushedAt);
    return Math.max(0, this.windowMs(receivers, now) - passed);
  }

  /**
   * Whether so much waits that it must leave at once, whatever the window.
   * @param events number of waiting events, with `bytes` in total
   */
  isFull(events: number, bytes: number, receivers: number): boolean {
    return events >= BATCH_FRAMES || bytes >= Math.min(BATCH_BYTES, Math.max(LEAST_BYTES, TURN_BYTES / receivers));
  }

  #rateAt(now: number): number {
    return this.#rate * Math.exp(-Math.max(0, now - this.#countedAt) / AVERAGE_MS);
  }
}
