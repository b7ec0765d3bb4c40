/** Counts input that no well-behaved client sends. A member with STRIKES of them within a minute is disconnected. */

import { LruMap } from './lru-map.ts';

const STRIKES = 10;
const WITHIN_MS = 60_000;

export class Strikes {
  /** Member → times of its last strikes, oldest first. Hibernation forgets them, which needs 10 s without a frame. */
  readonly #times = new LruMap<number[]>(
    () => [],
    (times, now) => (times.at(-1) ?? 0) <= now - WITHIN_MS,
  );

  /** Counts a strike. @returns whether the member must be disconnected */
  add(memberId: string, now: number): boolean {
    const times = this.#times.get(memberId, now);
    times.push(now);
    if (times.length > STRIKES) times.shift();
    const [first] = times;
    return times.length === STRIKES && first !== undefined && now - first < WITHIN_MS;
  }
}
