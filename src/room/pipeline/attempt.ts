/** Runs work whose failure must not stop other work. */

/**
 * Runs `work`. If it throws, logs one line with the name of the task.
 * @returns its result, or `otherwise` if it threw
 */
export function attempt<T>(task: string, work: () => T, otherwise: T): T {
  try {
    return work();
  } catch (error) {
    taskFailed(task, error);
    return otherwise;
  }
}

/** Runs asynchronous work. If it fails, logs one line and then calls `failed`. */
export async function attemptLater(task: string, work: () => Promise<void>, failed: () => void): Promise<void> {
  try {
    await work();
  } catch (error) {
    taskFailed(task, error);
    failed();
  }
}

/** Logs one line about a failed task of the room. */
export function taskFailed(task: string, error: unknown): void {
  const why = error instanceof Error ? error.stack : String(error);
  console.error(JSON.stringify({ event: 'task_failed', task, error: why }));
}
