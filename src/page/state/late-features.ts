/** Starts the features of the late part. If one of them fails, the others work. Only late code imports it. */

import { nextTask } from './next-task.ts';
import type { LateFeature } from './slot.ts';

/**
 * Fills the slots of features, each in a task of its own, because drawing all of them would block a phone for half a
 * second. A hidden page blocks nobody, and its timers are slow.
 */
export async function fillEach(features: readonly LateFeature[]): Promise<void> {
  for (const { fill } of features) {
    if (!fill) continue;
    attempt(fill);
    if (!document.hidden) await nextTask();
  }
}

/** Starts what has no view. */
export function startEach(features: readonly LateFeature[]): void {
  for (const { start } of features) if (start) attempt(start);
}

/** Trying again would not help, and would start the working features twice. */
function attempt(act: () => void): void {
  try {
    act();
  } catch (error) {
    reportError(error);
  }
}
