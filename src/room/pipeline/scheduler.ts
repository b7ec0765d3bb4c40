/** Named tasks over the object's one alarm. */

import type { Alarm } from './alarm.ts';
import { attempt } from './attempt.ts';

/** Work that is done at every alarm, whichever task asked for it: what is found together costs one alarm, which is a row. */
export interface Task {
  /** Names the task in the server's log. */
  readonly name: string;
  /**
   * Does what there is to do now.
   * @param now Unix milliseconds
   * @returns when an alarm must come for it, at the latest; `undefined` if it needs none. Worked out from what is stored or
   *   attached, so that nothing more has to be kept for it
   */
  run(now: number): number | undefined;
  /** After it threw, an alarm comes for it in so many milliseconds; `undefined`: none comes for it. */
  readonly retryMs?: number;
}

export class Scheduler {
  readonly #alarm: Pick<Alarm, 'by' | 'clear'>;
  readonly #tasks: readonly Task[];

  /** @param tasks in the order in which they run */
  constructor(alarm: Pick<Alarm, 'by' | 'clear'>, tasks: readonly Task[]) {
    this.#alarm = alarm;
    this.#tasks = tasks;
  }

  /** The alarm has come: runs every task, and sees to the next alarm. A task that throws is logged, and keeps neither from being done. */
  run(now: number): void {
    this.#alarm.clear();
    const due = this.#tasks.flatMap((task) => {
      const retryAt = task.retryMs === undefined ? undefined : now + task.retryMs;
      return attempt(task.name, () => task.run(now), retryAt) ?? [];
    });
    if (due.length > 0) this.#alarm.by(Math.min(...due));
  }
}
