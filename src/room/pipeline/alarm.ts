/** The object's one alarm: each thing that is due asks for it, and it comes for the soonest. Setting it writes a row. */

import { attemptLater, taskFailed } from './attempt.ts';

export class Alarm {
  readonly #ctx: Pick<DurableObjectState, 'storage' | 'waitUntil'>;
  #at: number | null | undefined;

  constructor(ctx: Pick<DurableObjectState, 'storage' | 'waitUntil'>) {
    this.#ctx = ctx;
  }

  /** When the alarm comes, in Unix milliseconds, and `null` if none is set. `undefined` until it was read or set. */
  get at(): number | null | undefined {
    return this.#at;
  }

  /** Reads when the alarm comes, and remembers it. @returns as `stored` */
  async learn(): Promise<number | null | undefined> {
    this.#at = await this.stored();
    return this.#at;
  }

  /** @returns when the alarm comes, `null` if none is set; `undefined` if that can't be read, and one has to be set anew */
  async stored(): Promise<number | null | undefined> {
    try {
      return await this.#ctx.storage.getAlarm();
    } catch (error) {
      taskFailed('alarm', error);
      return undefined;
    }
  }

  /** Sees to it that the alarm comes by then. One that is set for sooner stays, and no row is written. */
  by(at: number): void {
    if (typeof this.#at === 'number' && this.#at <= at) return;
    this.#at = at;
    const written = attemptLater(
      'alarm',
      () => this.#ctx.storage.setAlarm(at),
      () => {
        // Whether one is set isn't known then: the next connect asks.
        this.#at = undefined;
      },
    );
    this.#ctx.waitUntil(written);
  }

  /** It has come, or was deleted with all that is stored: none is set. */
  clear(): void {
    this.#at = null;
  }
}
