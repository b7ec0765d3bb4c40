/** A handle of the object's one alarm, which is set to the earliest requested time. Setting it writes a row. */

import { attemptLater, taskFailed } from './attempt.ts';

export class AlarmHandle {
  readonly #ctx: Pick<DurableObjectState, 'storage' | 'waitUntil'>;
  #at: number | null | undefined;

  constructor(ctx: Pick<DurableObjectState, 'storage' | 'waitUntil'>) {
    this.#ctx = ctx;
  }

  /** When the alarm is due, in Unix milliseconds; `null` if none is set. `undefined` until it was read or set. */
  get at(): number | null | undefined {
    return this.#at;
  }

  /** Reads when the alarm is due, and remembers it. @returns as `stored` */
  async learn(): Promise<number | null | undefined> {
    this.#at = await this.stored();
    return this.#at;
  }

  /**
   * @returns when the alarm is due, `null` if none is set; `undefined` if it can't be read, so that it must be set
   *   again
   */
  async stored(): Promise<number | null | undefined> {
    try {
      return await this.#ctx.storage.getAlarm();
    } catch (error) {
      taskFailed('alarm', error);
      return undefined;
    }
  }

  /** Ensures that the alarm is due by this time. An earlier one stays, and no row is written. */
  by(at: number): void {
    if (typeof this.#at === 'number' && this.#at <= at) return;
    this.#at = at;
    const written = attemptLater(
      'alarm',
      () => this.#ctx.storage.setAlarm(at),
      () => {
        // Whether an alarm is set is then unknown, and the next connection will find out.
        this.#at = undefined;
      },
    );
    this.#ctx.waitUntil(written);
  }

  /** The alarm has fired, or was deleted together with the room: none is set. */
  clear(): void {
    this.#at = null;
  }
}
