import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { isFewEmoji } from '../../src/page/text/few-emoji.ts';
import { oneEmoji } from '../../src/protocol/one-emoji.ts';

interface Entry {
  unicode: string;
  group?: number;
  skins?: Entry[];
}
const entries: Entry[] = createRequire(import.meta.url)('emojibase-data/en/compact.json');
/** All emoji with their skin tones, in the spelling that Unicode recommends. */
const ALL = entries
  .flatMap((entry) => [entry, ...(entry.skins ?? [])])
  .map(({ unicode }) => [unicode, unicode.replaceAll('\ufe0f', '')].find((form) => /^\p{RGI_Emoji}$/v.test(form)))
  .filter((emoji) => emoji !== undefined);

const spellings = (emoji: string) => [
  emoji,
  emoji.replaceAll('\ufe0f', ''),
  emoji.replaceAll('\ufe0f', '\ufe0e'),
  [...emoji.replaceAll('\ufe0f', '')].join('\ufe0f'),
  `${emoji}\ufe0f`,
];

describe('one emoji', () => {
  test('an emoji gets the spelling that Unicode recommends, whatever selectors it comes with', () => {
    expect(ALL.length).toBeGreaterThan(3_500);
    for (const emoji of ALL) expect(new Set(spellings(emoji).map(oneEmoji)), emoji).toEqual(new Set([emoji]));
  });

  test.each([
    ['👍\ufe0f', '👍'],
    ['❤', '❤\ufe0f'],
    ['1⃣', '1\ufe0f⃣'],
    ['👁‍🗨', '👁\ufe0f‍🗨\ufe0f'],
    ['☝\ufe0f🏽', '☝🏽'],
    ['🏳‍🌈', '🏳\ufe0f‍🌈'],
  ])('the emoji %j is spelled %j', (text, emoji) => {
    expect(oneEmoji(text)).toBe(emoji);
  });

  test('an emoji keeps its skin tone', () => {
    expect(new Set(['👍', '👍🏻', '👍🏿'].map(oneEmoji)).size).toBe(3);
  });

  test.each(['', 'x', '1', '#', '\ufe0f', '1\ufe0f', '👍👍', '👍 ', '__proto__', '🏽‍👍', '👍\u0301'])(
    '%j is not an emoji',
    (text) => {
      expect(oneEmoji(text)).toBeUndefined();
    },
  );
});

describe('a text that consists of a few emoji', () => {
  test.each(['🎉', '👩‍👩‍👧 👍🏽', '❤\n✌', ' ❤❤❤ ', '1️⃣ ℹ️ 〰️', '1⃣', '👩‍❤‍👨', '✌🏽', '©️'])(
    '%j are a few emoji',
    (text) => {
      expect(isFewEmoji(text)).toBe(true);
    },
  );

  test.each([
    '',
    ' ',
    '\ufe0f',
    '1',
    '#',
    '*',
    '12',
    '1 ❤',
    '©',
    '®',
    '™',
    '→',
    '★',
    'ok 👍',
    '啊🎉',
    '👍👍👍👍',
    '❤ ❤ ❤ ❤',
    '🇩',
  ])('%j are not a few emoji', (text) => {
    expect(isFewEmoji(text)).toBe(false);
  });

  test('a text of any single emoji consists of a few emoji, in each spelling', () => {
    // Without its selector such a character is text.
    const isSign = (text: string) => /[©®™](?!\ufe0f)/.test(text);
    const missed = ALL.flatMap(spellings).filter((text) => !isSign(text) && !isFewEmoji(text));
    expect(missed).toEqual([]);
  });

  test('a text of emoji that are newer than the runtime consists of a few emoji', () => {
    const newer = '🦖\u200d🪄';
    expect(oneEmoji(newer)).toBeUndefined();
    expect(isFewEmoji(newer)).toBe(true);
  });
});
