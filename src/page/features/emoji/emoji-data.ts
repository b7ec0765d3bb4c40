/** Loads the emoji data in the page's language on first use. */

import { signal } from '@preact/signals';
import { fetchPart } from '../../state/fetch-part.ts';
import { type Language, language } from '../../words/words.ts';
import { type Emoji, parseTable } from './search-emoji.ts';

/** The emoji that have been loaded. `undefined` before `loadEmoji`, and if loading failed. */
export const allEmoji = signal<readonly Emoji[] | undefined>(undefined);

let loaded: Language | undefined;

/** Loads the emoji in the page's language into `allEmoji`. It doesn't reject if that fails. */
export async function loadEmoji(): Promise<void> {
  const wanted = language.peek();
  if (loaded === wanted) return;
  const part = await fetchPart(() => (wanted === 'zh' ? import('emoji:zh') : import('emoji:en')));
  if (!part) return;
  loaded = wanted;
  allEmoji.value = parseTable(part.table);
}
