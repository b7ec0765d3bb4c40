/** Input that no client of good will sends: so much of it in a minute, and the member has to stay away. */

import { LruMap } from './lru-map.ts';

const STRIKES = 10;
const WITHIN_MS = 60_000;

export class Strikes {
  /** Member → times of its last strikes, oldest first. A sleep forgets them; it takes 10 s in which nobody sent anything. */
  readonly #times = new LruMap<number[]>(
    () => [],
    (times, now) => (times.at(-1) ?? 0) <= now - WITHIN_MS,
  );

  /** @returns whether it was one too many */
  add(memberId: string, now: number): boolean {
    const times = this.#times.get(memberId, now);
    times.push(now);
    if (times.length > STRIKES) times.shift();
    const [first] = times;
    return times.length === STRIKES && first !== undefined && now - first < WITHIN_MS;
  }
}
