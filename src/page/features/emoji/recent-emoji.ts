/** The recently used emoji, without skin tone. They are offered first. */

import { signal } from '@preact/signals';
import { type Store, store } from '../../state/local-storage.ts';
import { isFewEmoji } from '../../text/few-emoji.ts';

/** Two rows of the picker. */
const KEPT = 18;

const RECENT_KEY = 'emoji-recent';

/** The recent emoji in `kept`, last used first. */
export function recentIn(kept: Store): readonly string[] {
  const text = kept.get(RECENT_KEY) ?? '';
  // Doesn't use the table of all emoji, because compiling it takes a slow phone half a second and this runs at the
  // start.
  return text.split(' ').filter(isFewEmoji).slice(0, KEPT);
}

/** Adds `char` as the last used emoji. The stored list is read again, because another tab may have changed it. */
export function withUsed(kept: Store, char: string): readonly string[] {
  const next = [char, ...recentIn(kept).filter((other) => other !== char)].slice(0, KEPT);
  kept.set(RECENT_KEY, next.join(' '));
  return next;
}

/** The recent emoji of this browser. */
export const recent = signal(recentIn(store));

/** Records that `char` was used. */
export function used(char: string): void {
  recent.value = withUsed(store, char);
}
