/** Detects what this browser can't store, because storage is forbidden or full. */

import { signal } from '@preact/signals';
import { keepsUnsent } from '../../../client/storage/storage-check.ts';
import { type Store, store } from '../../state/local-storage.ts';

/** `settings`: the values in `store`. `messages`: the reader's identity and unsent messages. */
export type Unkept = 'all' | 'settings' | 'messages';

/** `undefined` if everything can be stored, as far as is known. */
export const unkept = signal<Unkept | undefined>(undefined);

/** Whether the reader has seen the warning. */
export const isUnkeptKnown = signal(false);

/** Whether the browser keeps the values of a store after the page has ended. */
export function keepsSettings(settings: Store): boolean {
  const isKept = settings.set('probe', 'probe');
  settings.set('probe', undefined);
  return isKept;
}

export async function lookForUnkept(): Promise<void> {
  const keepsMessages = await keepsUnsent();
  if (keepsSettings(store)) unkept.value = keepsMessages ? undefined : 'messages';
  else unkept.value = keepsMessages ? 'settings' : 'all';
}
