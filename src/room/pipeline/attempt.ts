/** Work that must not keep other work from being done, whatever becomes of it. */

/**
 * Does it. If it throws, one line in the server's log says so, by the name of the task.
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

/** Does what has to be waited for. If it fails, one line in the server's log says so, and then `failed` is called. */
export async function attemptLater(task: string, work: () => Promise<void>, failed: () => void): Promise<void> {
  try {
    await work();
  } catch (error) {
    taskFailed(task, error);
    failed();
  }
}

/** One line in the server's log about a task that the room gave itself. */
export function taskFailed(task: string, error: unknown): void {
  const why = error instanceof Error ? error.stack : String(error);
  console.error(JSON.stringify({ event: 'task_failed', task, error: why }));
}
