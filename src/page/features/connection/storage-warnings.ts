/** Detects what this browser can't store, because storage is forbidden or full. */

import { signal } from '@preact/signals';
import { keepsUnsent } from '../../../client/index.ts';
import { store } from '../../state/local-storage.ts';

/** `settings`: the values in `store`. `messages`: the reader's identity and unsent messages. */
export type Unkept = 'all' | 'settings' | 'messages';

/** `undefined` if everything can be stored, as far as is known. */
export const unkept = signal<Unkept | undefined>(undefined);

/** Whether the reader has seen the warning. */
export const isUnkeptKnown = signal(false);

export async function lookForUnkept(): Promise<void> {
  const keepsMessages = await keepsUnsent();
  if (store.keeps()) unkept.value = keepsMessages ? undefined : 'messages';
  else unkept.value = keepsMessages ? 'settings' : 'all';
}
