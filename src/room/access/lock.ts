/** The lock of a room: its key, kept as a hash, and how often a wrong one may be tried. */

/** Wrong keys that a room takes in a minute, from all addresses together: a passphrase is shorter than the key made of it. */
const WRONG_KEYS = 20;
const WINDOW_MS = 60_000;
/**
 * What is left of them after the object slept and forgot: as many as come back in the 10 s without which none falls asleep, so
 * that waiting for that gains nothing in the long run.
 */
const AFTER_SLEEP = 3;

/** Whether two hashes are equal, found in a time that doesn't tell where they differ. */
export function isSameHash(a: string, b: string): boolean {
  const encoder = new TextEncoder();
  const [left, right] = [encoder.encode(a), encoder.encode(b)];
  return left.byteLength === right.byteLength && crypto.subtle.timingSafeEqual(left, right);
}

export class WrongKeys {
  /** When they came, oldest first. */
  #times: number[];

  /** @param now when this life of the object began, Unix milliseconds */
  constructor(now: number) {
    this.#times = Array.from({ length: WRONG_KEYS - AFTER_SLEEP }, () => now);
  }

  /** The room got another key: nobody has tried that. */
  forget(): void {
    this.#times = [];
  }

  /** @returns 0 if another key may be tried, else the milliseconds until one may */
  waitMs(now: number): number {
    // A clock that went back must not keep everybody out.
    this.#times = this.#times.filter((ts) => ts <= now && now - ts < WINDOW_MS);
    const [oldest] = this.#times;
    return oldest === undefined || this.#times.length < WRONG_KEYS ? 0 : oldest + WINDOW_MS - now;
  }

  add(now: number): void {
    this.#times.push(now);
  }
}
