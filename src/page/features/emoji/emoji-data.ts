/** Loads the emoji data in the page's language on first use. */

import { signal } from '@preact/signals';
import { fetchPart } from '../../state/fetch-part.ts';
import { type Language, language } from '../../words/words.ts';
import { type EmojiGroup, parseTable } from './emoji.ts';

/** What is here so far; `undefined` before `loadEmoji`, and where it can't be had. */
export const emojiGroups = signal<readonly EmojiGroup[] | undefined>(undefined);

let loaded: Language | undefined;

/** Resolves when `emojiGroups` has the emoji in the page's language, if they can be had. */
export async function loadEmoji(): Promise<void> {
  const wanted = language.peek();
  if (loaded === wanted) return;
  const part = await fetchPart(() => (wanted === 'zh' ? import('emoji:zh') : import('emoji:en')));
  if (!part) return;
  loaded = wanted;
  emojiGroups.value = parseTable(part.table);
}
