/** Completes emoji names after `:`, and replaces a closed shortcode with its emoji. */

import { MOST_SUGGESTIONS, type SuggestionSource } from '../composer/completion/source.ts';
import { allEmoji, loadEmoji } from './emoji-data.ts';
import { recent, used } from './recent-emoji.ts';
import { emojiOf, searchEmoji } from './search-emoji.ts';
import { BEGUN_CODES, closedCode } from './shortcode.ts';
import { tone, toned } from './skin-tone.ts';
import { isDrawn } from './supported.ts';

export const emojiSuggestions: SuggestionSource = {
  kind: 'emoji',
  patterns: BEGUN_CODES,
  notInCode: true,
  suggest: (query) =>
    searchEmoji(allEmoji.value ?? [], query, { limit: MOST_SUGGESTIONS, recent: recent.peek(), isDrawn }).map(
      ({ char, name, codes }) => ({
        key: char,
        text: toned(char, tone.value),
        face: { emoji: toned(char, tone.value) },
        label: name,
        ...(codes[0] === undefined ? {} : { detail: `:${codes[0]}:` }),
        onChosen: () => used(char),
      }),
    ),
  prepare(text, isTyped) {
    if (isTyped || text.includes(':')) loadEmoji();
  },
  closed(text, caret, typed) {
    const code = typed === ':' ? closedCode(text, caret) : undefined;
    const emoji = code && emojiOf(allEmoji.peek() ?? [], code.code);
    if (!emoji) return undefined;
    used(emoji);
    return { text: toned(emoji, tone.peek()), from: code.from, to: caret };
  },
};
