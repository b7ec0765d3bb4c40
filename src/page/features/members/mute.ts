/** Mutes and unmutes members, and follows changes made in other tabs. */

import { store } from '../../state/local-storage.ts';
import { kept, MUTED_KEY, muted } from '../../state/muted.ts';

export function setMuted(memberId: string, on: boolean): void {
  const next = new Set(kept());
  if (on) next.add(memberId);
  else next.delete(memberId);
  muted.value = next;
  store.set(
    MUTED_KEY,
    next.size === 0 ? undefined : JSON.stringify(Object.fromEntries([...next].map((id) => [id, true]))),
  );
}

/** Follows changes made in other tabs. */
export function followMuted(): void {
  const take = (): void => {
    muted.value = kept();
  };
  // Something may have changed before the listener was added.
  take();
  addEventListener('storage', (event) => {
    if (store.heard(event) === MUTED_KEY) take();
  });
}
