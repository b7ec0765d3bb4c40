/** The people whose messages this person doesn't want to see: kept in this browser, told to nobody. */

import { signal } from '@preact/signals';
import { store } from './store.ts';

export const MUTED_KEY = 'muted';

/** Ids of members. */
export const muted = signal<ReadonlySet<string>>(kept());

/** What is kept of them. */
export function kept(): ReadonlySet<string> {
  return new Set(store.record(MUTED_KEY)?.keys());
}
