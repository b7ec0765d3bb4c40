/** Writes a line to the server's log when a connection ends. Clean ends are sampled, and the lines of a room are limited. */

import type { EndCause } from '../../protocol/diagnostics.ts';

/** More lines of one room in a minute would tell an operator nothing new. The others are counted. */
const LINES_PER_MINUTE = 20;
const MINUTE_MS = 60_000;

/** Causes of ends that nobody needs to look into. One in so many of these ends is logged. */
const GOOD: ReadonlySet<EndCause> = new Set(['clean', 'replaced']);

/** The line of one connection. Nothing in it names a person, or lets a reader enter a room or resume a session. */
export interface EndLine {
  event: 'ended';
  /** The first characters of the object's id. */
  room: string;
  /** The first characters of the connection's id. */
  cid: string;
  cause: EndCause;
  /** The close code of whichever side closed; `null` if the runtime doesn't tell. */
  code: number | null;
  kind: 'v1' | 'base';
  ageMs: number;
  /** How long nothing had come from it. */
  heardMs: number;
  /** Whether it ever pinged. */
  pinged: boolean;
  /** How long the counters below have counted. They begin anew when the room wakes. */
  countedMs: number;
  framesIn: number;
  framesOut: number;
  charsIn: number;
  charsOut: number;
  failedSends: number;
  /** The most bytes that were seen waiting to be sent; absent if the runtime doesn't tell. */
  maxBuffered?: number;
}

export class ConnectionLog {
  readonly #sample: number;
  readonly #random: () => number;
  #minute = Number.NEGATIVE_INFINITY;
  #lines = 0;
  #leftOutSince = 0;
  /** Lines that were written, that sampling left out, and that the limit left out. */
  readonly counts = { logged: 0, unsampled: 0, leftOut: 0 };

  /**
   * @param sample one in so many good ends is logged; 0 for none
   * @param random returns a number in [0, 1)
   */
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
    // Sampled at random, since a counter begins anew with every wake, and small rooms would never reach the end of it.
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
