/** Decides whether to ask a nameless reader for a name. */

import { computed, signal } from '@preact/signals';
import { store } from '../../state/local-storage.ts';
import { myName } from '../../state/rooms.ts';

const NAMELESS_KEY = 'nameless';
/** Whether the reader chose to go without a name. */
const isContent = signal(store.get(NAMELESS_KEY) === 'yes');

export const isAskedForName = computed(() => myName.value === undefined && !isContent.value);

/** Stops asking for a name. */
export function stayNameless(): void {
  isContent.value = true;
  store.set(NAMELESS_KEY, 'yes');
}
