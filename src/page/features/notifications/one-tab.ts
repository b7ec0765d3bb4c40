/** Runs a task in only one of the tabs that would run it. */

import { allowed } from '../../../client/storage/if-allowed.ts';

/** How long the lock is held, so that the other tabs find it. A later tab has been told by then. */
const HOLD_MS = 2_000;
/** The number of tasks that are remembered as done. */
const REMEMBERED = 200;

const done = new Set<string>();
const channel = allowed(() => new BroadcastChannel('parley:done'));

channel?.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  for (const what of done) if (done.size >= REMEMBERED) done.delete(what);
  done.add(String(data));
});

/** Runs `act`, unless another tab does or did. `what` identifies the task in all tabs. */
export async function inOneTab(what: string, act: () => void): Promise<void> {
  let isAnswered = false;
  try {
    await navigator.locks.request(`parley:done:${what}`, { ifAvailable: true }, async (lock) => {
      isAnswered = true;
      if (!lock || done.has(what)) return;
      allowed(() => channel?.postMessage(what));
      act();
      await new Promise((resolve) => setTimeout(resolve, HOLD_MS));
    });
  } catch {
    // Locks don't exist here or aren't allowed. Running twice is better than not at all.
    if (!isAnswered) act();
  }
}
