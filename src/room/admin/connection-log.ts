/** Writes a line to the server's log when a connection ends. Clean ends are sampled, and the lines of a room are limited. */

import type { EndCause } from '../../protocol/diagnostics.ts';

/** Further lines of one room in the same minute would tell an operator nothing new. They are only counted. */
const LINES_PER_MINUTE = 20;
const MINUTE_MS = 60_000;

/** Causes that need no investigation. These ends are sampled. */
const GOOD: ReadonlySet<EndCause> = new Set(['clean', 'replaced']);

/**
 * The log line of one connection. It identifies no person, and doesn't allow a reader to enter a room or resume a
 * session.
 */
export interface EndLine {
  event: 'ended';
  /** The first characters of the object's id. */
  room: string;
  /** The first characters of the connection's id. */
  cid: string;
  cause: EndCause;
  /** The close code, whichever side closed; `null` if the runtime doesn't report it. */
  code: number | null;
  kind: 'v1' | 'base';
  ageMs: number;
  /** Milliseconds since the last frame or ping. */
  heardMs: number;
  /** Whether it ever pinged. */
  pinged: boolean;
  /** For how long the counters below have counted. They restart when the room wakes. */
  countedMs: number;
  framesIn: number;
  framesOut: number;
  charsIn: number;
  charsOut: number;
  failedSends: number;
  /** The most bytes seen waiting to be sent; absent if the runtime doesn't report them. */
  maxBuffered?: number;
}

export class ConnectionLog {
  readonly #sample: number;
  readonly #random: () => number;
  #minute = Number.NEGATIVE_INFINITY;
  #lines = 0;
  #leftOutSince = 0;
  /** Lines written, left out by sampling, and left out by the limit. */
  readonly counts = { logged: 0, unsampled: 0, leftOut: 0 };

  /** @param sample one in this many clean ends is logged; 0 for none @param random returns a number in [0, 1) */
  constructor(sample: number, random: () => number = Math.random) {
    this.#sample = sample;
    this.#random = random;
  }

  /**
   * Writes the line, unless sampling or the limit leaves it out.
   * @param now Unix milliseconds
   */
  write(line: EndLine, now: number): void {
    const good = GOOD.has(line.cause);
    // Sample at random: a counter would restart at every wake, and never reach its target in a small room.
    if (good && (this.#sample === 0 || this.#random() * this.#sample >= 1)) {
      this.counts.unsampled++;
      return;
    }
    if (now - this.#minute >= MINUTE_MS || now < this.#minute) {
      this.#minute = now;
      this.#lines = 0;
    }
    if (this.#lines >= LINES_PER_MINUTE) {
      this.counts.leftOut++;
      this.#leftOutSince++;
      return;
    }
    this.#lines++;
    this.counts.logged++;
    const leftOut = this.#leftOutSince > 0 ? { leftOut: this.#leftOutSince } : {};
    this.#leftOutSince = 0;
    console.log(JSON.stringify({ ...line, ...(good ? { sample: this.#sample } : {}), ...leftOut }));
  }
}
