/** The log line of a connection that ended. Quiet: good ends are sampled, and a room writes only so many lines a minute. */

import type { EndCause } from '../../protocol/diagnostics.ts';

/** More than this tells nothing new: who reads them looks for a pattern. Those left out are counted. */
const LINES_PER_MINUTE = 20;
const MINUTE_MS = 60_000;

/** Ends as they should be: logged one in so many. */
const GOOD: ReadonlySet<EndCause> = new Set(['clean', 'replaced']);

/** One ended connection. Nothing in it can name a person, enter a room or resume a session. */
export interface EndLine {
  event: 'ended';
  /** The first characters of the object's id. */
  room: string;
  /** The first characters of the connection's id. */
  cid: string;
  cause: EndCause;
  /** The close code, whoever sent it; `null` where the runtime doesn't tell. */
  code: number | null;
  kind: 'v1' | 'base';
  ageMs: number;
  /** Since anything was heard of it. */
  heardMs: number;
  /** Whether it ever pinged. */
  pinged: boolean;
  /** How long the counters below have counted: less than `ageMs` if the room slept in between. */
  countedMs: number;
  framesIn: number;
  framesOut: number;
  charsIn: number;
  charsOut: number;
  failedSends: number;
  /** Most bytes that waited unsent, by what was seen; absent where the runtime doesn't tell. */
  maxBuffered?: number;
}

export class ConnectionLog {
  readonly #sample: number;
  readonly #random: () => number;
  #minute = Number.NEGATIVE_INFINITY;
  #lines = 0;
  #leftOutSince = 0;
  /** Lines written, sampled away, and left out by the limit. */
  readonly counts = { logged: 0, unsampled: 0, leftOut: 0 };

  /**
   * @param sample one of so many good ends is logged; 0: none
   * @param random from 0 to below 1
   */
  constructor(sample: number, random: () => number = Math.random) {
    this.#sample = sample;
    this.#random = random;
  }

  /**
   * Writes the line, or leaves it out.
   * @param now Unix milliseconds
   */
  write(line: EndLine, now: number): void {
    const good = GOOD.has(line.cause);
    // By chance rather than by count: a count begins anew with every wake, and small rooms would never come to the end of it.
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
