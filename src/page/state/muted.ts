/** The members whom the reader has muted. Stored in this browser only. */

import { signal } from '@preact/signals';
import { store } from './local-storage.ts';

export const MUTED_KEY = 'muted';

/** The ids of muted members. */
export const muted = signal<ReadonlySet<string>>(kept());

/** The ids that are stored. */
export function kept(): ReadonlySet<string> {
  return new Set(store.record(MUTED_KEY)?.keys());
}
