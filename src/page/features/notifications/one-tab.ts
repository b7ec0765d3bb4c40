/** Runs in only one tab a task that every tab has a reason to run. */

import { allowed } from '../../../client/allowed.ts';

/** How long the others have to come to it. Who comes later was told by then. */
const HOLD_MS = 2_000;
/** More is not remembered of what was done. */
const REMEMBERED = 200;

const done = new Set<string>();
const channel = allowed(() => new BroadcastChannel('parley:done'));

channel?.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  for (const what of done) if (done.size >= REMEMBERED) done.delete(what);
  done.add(String(data));
});

/** Runs `act`, unless another tab does or did. `what` is the name that all of them have for it. */
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
    // There are no locks here, or none are allowed: rather twice than not at all.
    if (!isAnswered) act();
  }
}
