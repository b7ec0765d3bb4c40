/** What every tab of this browser has a reason to do, done by one of them. */

/** How long the others have to come to it. Who comes later was told by then. */
const HOLD_MS = 2_000;
/** More is not remembered of what was done. */
const REMEMBERED = 200;

const done = new Set<string>();
const channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel('parley:done') : undefined;

channel?.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  for (const what of done) if (done.size >= REMEMBERED) done.delete(what);
  done.add(String(data));
});

/** Runs `act`, unless another tab does or did. `what` is the name that all of them have for it. */
export function inOneTab(what: string, act: () => void): void {
  if (!navigator.locks) return act();
  navigator.locks
    .request(`parley:done:${what}`, { ifAvailable: true }, async (lock) => {
      if (!lock || done.has(what)) return;
      channel?.postMessage(what);
      act();
      await new Promise((resolve) => setTimeout(resolve, HOLD_MS));
    })
    .catch(() => {});
}
