/** The lock of a room: compares keys by their hashes, and bounds how often a wrong one may be tried. */

/** Wrong keys that a room takes in a minute from all addresses together. A key may be made of a short passphrase. */
const WRONG_KEYS = 20;
const WINDOW_MS = 60_000;
/**
 * How many of them may be tried right after the object woke, for it has forgotten those before. It slept after 10 s without an
 * event, and as many become possible again in that time, so making it sleep gains nothing in the long run.
 */
const AFTER_SLEEP = 3;

/** Whether two hashes are equal, compared in constant time. */
export function isSameHash(a: string, b: string): boolean {
  const encoder = new TextEncoder();
  const [left, right] = [encoder.encode(a), encoder.encode(b)];
  return left.byteLength === right.byteLength && crypto.subtle.timingSafeEqual(left, right);
}

export class WrongKeys {
  /** When wrong keys were tried, oldest first. Unix milliseconds. */
  #times: number[];

  /** @param now when this life of the object began, Unix milliseconds */
  constructor(now: number) {
    this.#times = Array.from({ length: WRONG_KEYS - AFTER_SLEEP }, () => now);
  }

  /** Forgets all tries, since the room has a new key. */
  forget(): void {
    this.#times = [];
  }

  /** The milliseconds until another key may be tried; 0 if it may. */
  waitMs(now: number): number {
    // A try from the future is dropped: a clock that goes back must not keep everybody out.
    this.#times = this.#times.filter((ts) => ts <= now && now - ts < WINDOW_MS);
    const [oldest] = this.#times;
    return oldest === undefined || this.#times.length < WRONG_KEYS ? 0 : oldest + WINDOW_MS - now;
  }

  /** Notes that a wrong key was tried. */
  add(now: number): void {
    this.#times.push(now);
  }
}
