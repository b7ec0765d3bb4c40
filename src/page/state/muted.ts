/** The members whom the reader has muted. Stored in this browser only. */

import { signal } from '@preact/signals';
import { store } from './store.ts';

export const MUTED_KEY = 'muted';

/** Ids of members. */
export const muted = signal<ReadonlySet<string>>(kept());

/** What is kept of them. */
export function kept(): ReadonlySet<string> {
  return new Set(store.record(MUTED_KEY)?.keys());
}
