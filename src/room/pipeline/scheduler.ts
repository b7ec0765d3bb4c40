/** Runs named tasks on the object's one alarm. */

import type { AlarmHandle } from './alarm-handle.ts';
import { attempt } from './attempt.ts';

/**
 * Work that runs on every alarm, whichever task asked for it. Work that comes due together thus shares one alarm, which
 * costs a row.
 */
export interface Task {
  /** Identifies the task in the server's log. */
  readonly name: string;
  /**
   * Does what is due.
   * @param now Unix milliseconds
   * @returns the latest time of the next alarm; `undefined` if the task needs none. It is computed from stored or
   *   attached data, so the task stores nothing itself
   */
  run(now: number): number | undefined;
  /** When to retry after the task threw, in milliseconds; `undefined` for no retry. */
  readonly retryMs?: number;
}

export class Scheduler {
  readonly #alarm: Pick<AlarmHandle, 'by' | 'clear'>;
  readonly #tasks: readonly Task[];

  /** @param tasks in the order in which they run */
  constructor(alarm: Pick<AlarmHandle, 'by' | 'clear'>, tasks: readonly Task[]) {
    this.#alarm = alarm;
    this.#tasks = tasks;
  }

  /**
   * Called by the alarm: runs every task and sets the next alarm. If a task throws, that is logged, and the other tasks
   * still run.
   */
  run(now: number): void {
    this.#alarm.clear();
    const due = this.#tasks.flatMap((task) => {
      const retryAt = task.retryMs === undefined ? undefined : now + task.retryMs;
      return attempt(task.name, () => task.run(now), retryAt) ?? [];
    });
    if (due.length > 0) this.#alarm.by(Math.min(...due));
  }
}
