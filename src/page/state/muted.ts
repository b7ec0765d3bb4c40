/** The people whose messages this person doesn't want to see: kept in this browser, told to nobody. */

import { signal } from '@preact/signals';
import { Store, store } from './store.ts';

const KEY = 'muted';

/** Ids of members. */
export const muted = signal<ReadonlySet<string>>(kept());

export function setMuted(memberId: string, on: boolean): void {
  const next = new Set(kept());
  if (on) next.add(memberId);
  else next.delete(memberId);
  muted.value = next;
  store.set(KEY, next.size === 0 ? undefined : JSON.stringify(Object.fromEntries([...next].map((id) => [id, true]))));
}

/** Follows what other tabs do. */
export function followMuted(): void {
  addEventListener('storage', (event) => {
    if (Store.keyOf(event) === KEY) muted.value = kept();
  });
}

function kept(): ReadonlySet<string> {
  return new Set(store.record(KEY)?.keys());
}
