/** What the files of a room have reserved of the space of all rooms. `Keys` counts it. */

import { type Refusal, refuse } from '../../protocol/refusal.ts';

/** What the room has then, in MiB, or the limit that doesn't allow as much. */
export type Reserved = { mib: number } | { full: 'server' | 'rooms' | 'address' };

const FULL = {
  server: 'The server has no space for more files.',
  rooms: 'Your address has begun files in 20 rooms today, which is the limit.',
  address: 'Your address has used its 500 MB for files today.',
} as const;

/** Asks `Keys` for so many MiB altogether. */
export type Reserve = (mib: number, address: string | undefined) => Promise<Reserved>;

export class Reservation {
  readonly #reserve: Reserve;
  #mib: number;
  #pending: Promise<unknown> | undefined;

  /** @param mib what is reserved already */
  constructor(reserve: Reserve, mib: number) {
    this.#reserve = reserve;
    this.#mib = mib;
  }

  get mib(): number {
    return this.#mib;
  }

  /**
   * Reserves more if what is needed isn't covered. One question at a time, because the numbers are absolute and an
   * earlier one that arrives later would take space back.
   * @param needed in MiB; read again after each answer
   * @param address who is charged for the growth
   */
  async cover(needed: () => number, address: string | undefined): Promise<Refusal<'no_space' | 'storage'> | undefined> {
    while (this.#pending) await this.#pending;
    if (needed() <= this.#mib) return undefined;
    const asked = this.#ask(needed(), address);
    this.#pending = asked;
    const answer = await asked;
    this.#pending = undefined;
    return answer;
  }

  async #ask(mib: number, address: string | undefined): Promise<Refusal<'no_space' | 'storage'> | undefined> {
    try {
      const answer = await this.#reserve(mib, address);
      if ('full' in answer) return refuse('no_space', FULL[answer.full]);
      this.#mib = answer.mib;
      return undefined;
    } catch (error) {
      console.error(JSON.stringify({ event: 'reserve_failed', error: String(error) }));
      return refuse('storage', 'Files can’t be stored right now.', { retryAfterMs: 5_000 });
    }
  }
}
