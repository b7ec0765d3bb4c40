/** Detects what this browser can't store, because storage is forbidden or full. */

import { signal } from '@preact/signals';
import { keepsUnsent } from '../../../client/index.ts';
import { store } from '../../state/store.ts';

/** `settings`: what is in `store`. `messages`: who one is, and what is unsent. */
export type Unkept = 'all' | 'settings' | 'messages';

/** `undefined` where all is kept, as far as is known. */
export const unkept = signal<Unkept | undefined>(undefined);

/** Whether the person has seen it said. */
export const isUnkeptKnown = signal(false);

export async function lookForUnkept(): Promise<void> {
  const keepsMessages = await keepsUnsent();
  if (store.keeps()) unkept.value = keepsMessages ? undefined : 'messages';
  else unkept.value = keepsMessages ? 'settings' : 'all';
}
