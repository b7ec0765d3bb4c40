/** The lock of a room: compares keys by their hashes, and bounds how often a wrong one may be tried. */

/**
 * Wrong keys that a room accepts per minute, from all addresses together. A key may be derived from a short passphrase.
 */
const WRONG_KEYS = 20;
const WINDOW_MS = 60_000;
/**
 * How many wrong keys are allowed right after the object wakes, when it has forgotten earlier attempts. Hibernation
 * takes 10 s without an event, in which this many attempts would become available anyway. So an attacker gains nothing
 * by letting the object sleep.
 */
const AFTER_SLEEP = 3;

/** Compares two hashes in constant time. */
export function isSameHash(a: string, b: string): boolean {
  const encoder = new TextEncoder();
  const [left, right] = [encoder.encode(a), encoder.encode(b)];
  return left.byteLength === right.byteLength && crypto.subtle.timingSafeEqual(left, right);
}

export class WrongKeys {
  /** Times of wrong attempts, oldest first. Unix milliseconds. */
  #times: number[];

  /** @param now when the object started, Unix milliseconds */
  constructor(now: number) {
    this.#times = Array.from({ length: WRONG_KEYS - AFTER_SLEEP }, () => now);
  }

  /** Forgets all attempts, because the room has a new key. */
  forget(): void {
    this.#times = [];
  }

  /** Milliseconds until another key may be tried; 0 if one may be tried now. */
  waitMs(now: number): number {
    // Drop attempts from the future: a clock that is set back must not lock everybody out.
    this.#times = this.#times.filter((ts) => ts <= now && now - ts < WINDOW_MS);
    const [oldest] = this.#times;
    return oldest === undefined || this.#times.length < WRONG_KEYS ? 0 : oldest + WINDOW_MS - now;
  }

  /** Records an attempt with a wrong key. */
  add(now: number): void {
    this.#times.push(now);
  }
}
