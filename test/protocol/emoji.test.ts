import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { oneEmoji } from '../../src/protocol/emoji.ts';

interface Entry {
  unicode: string;
  group?: number;
  skins?: Entry[];
}
const entries: Entry[] = createRequire(import.meta.url)('emojibase-data/en/compact.json');
/** As Unicode recommends to write them, with skin tones. */
const ALL = entries
  .flatMap((entry) => [entry, ...(entry.skins ?? [])])
  .map(({ unicode }) => [unicode, unicode.replaceAll('\ufe0f', '')].find((form) => /^\p{RGI_Emoji}$/v.test(form)))
  .filter((emoji) => emoji !== undefined);

describe('one emoji', () => {
  test('is spelled as Unicode recommends, whatever selectors it comes with', () => {
    expect(ALL.length).toBeGreaterThan(3_500);
    const spellings = (emoji: string) => [
      emoji,
      emoji.replaceAll('\ufe0f', ''),
      emoji.replaceAll('\ufe0f', '\ufe0e'),
      [...emoji.replaceAll('\ufe0f', '')].join('\ufe0f'),
      `${emoji}\ufe0f`,
    ];
    for (const emoji of ALL) expect(new Set(spellings(emoji).map(oneEmoji)), emoji).toEqual(new Set([emoji]));
  });

  test.each([
    ['👍\ufe0f', '👍'],
    ['❤', '❤\ufe0f'],
    ['1⃣', '1\ufe0f⃣'],
    ['👁‍🗨', '👁\ufe0f‍🗨\ufe0f'],
    ['☝\ufe0f🏽', '☝🏽'],
    ['🏳‍🌈', '🏳\ufe0f‍🌈'],
  ])('%j is %j', (text, emoji) => {
    expect(oneEmoji(text)).toBe(emoji);
  });

  test('keeps its skin tone', () => {
    expect(new Set(['👍', '👍🏻', '👍🏿'].map(oneEmoji)).size).toBe(3);
  });

  test.each(['', 'x', '1', '#', '\ufe0f', '1\ufe0f', '👍👍', '👍 ', '__proto__', '🏽‍👍', '👍\u0301'])(
    '%j is none',
    (text) => {
      expect(oneEmoji(text)).toBeUndefined();
    },
  );
});
