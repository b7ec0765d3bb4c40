/** Asks the room again who is here, where its notices don't tell: seldom, and not all clients at the same moment. */

import type { ClientState, Roll } from './client-state.ts';
import type { Clock } from './clock.ts';

/**
 * When to ask, at the latest, in milliseconds after it became necessary; the moment is random. All 159 clients of a room that
 * tells names again need the list soon; in a room of a thousand a list that somebody looks at may be a minute old.
 */
const WITHIN_MS: Readonly<Partial<Record<Roll, number>>> = { behind: 5_000, stale: 60_000 };

export interface RollCallOptions {
  clock: Clock;
  /** From 0 to below 1. */
  random: () => number;
  state: () => ClientState;
  /** Asks for so many members at least. */
  ask: (atLeast: number) => Promise<void>;
}

export class RollCall {
  readonly #options: RollCallOptions;
  /** How many members each that follows wants to have. */
  readonly #followers = new Set<{ atLeast: number }>();
  #waiting: { roll: Roll; cancel: () => void } | undefined;
  #isAsking = false;

  constructor(options: RollCallOptions) {
    this.#options = options;
  }

  /**
   * Keeps the list as it is from now on, as far as the room tells, until the returned function is called.
   * @param atLeast members that are looked at
   */
  follow(atLeast: number): () => void {
    const follower = { atLeast };
    this.#followers.add(follower);
    // Somebody opened the list: that is a moment of its own.
    if (this.#due() === 'stale') this.#ask();
    return () => {
      this.#followers.delete(follower);
      this.update();
    };
  }

  /** To be called after every change. */
  update(): void {
    if (this.#isAsking) return;
    const { clock, random } = this.#options;
    const roll = this.#due();
    if (roll === this.#waiting?.roll) return;
    this.#waiting?.cancel();
    this.#waiting = roll && { roll, cancel: clock.after(random() * (WITHIN_MS[roll] ?? 0), () => this.#ask()) };
  }

  /** Why the room is to be asked; `undefined` if it isn't. */
  #due(): Roll | undefined {
    const { roll, link } = this.#options.state();
    if (link.status !== 'live') return undefined;
    return roll === 'behind' || (roll === 'stale' && this.#followers.size > 0) ? roll : undefined;
  }

  async #ask(): Promise<void> {
    this.#waiting?.cancel();
    this.#waiting = undefined;
    if (this.#isAsking) return;
    this.#isAsking = true;
    const lookedAt = Math.max(0, ...[...this.#followers].map(({ atLeast }) => atLeast));
    try {
      await this.#options.ask(this.#due() === 'behind' ? Number.POSITIVE_INFINITY : lookedAt);
    } finally {
      this.#isAsking = false;
    }
    // What failed, or changed meanwhile, is asked again.
    this.update();
  }
}
