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

/** One line in the server's log about a task that the room gave itself. */
export function taskFailed(task: string, error: unknown): void {
  const why = error instanceof Error ? error.stack : String(error);
  console.error(JSON.stringify({ event: 'task_failed', task, error: why }));
}
