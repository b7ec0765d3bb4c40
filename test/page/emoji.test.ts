import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { emojiOf, parseTable, searchEmoji } from '../../src/page/emoji/emoji.ts';
import { emojiTable } from '../../src/page/emoji/table.ts';
import { moreEn as words } from '../../src/page/words/more.en.ts';

const read = createRequire(import.meta.url);
const groupsOf = (language: string) =>
  parseTable(
    emojiTable(read(`emojibase-data/${language}/compact.json`), read('emojibase-data/en/shortcodes/github.json')),
  );
const [en, zh] = [groupsOf('en'), groupsOf('zh')];
const find = (groups: typeof en, query: string, limit = 5) => searchEmoji(groups, query, limit).map(({ char }) => char);

describe('emoji', () => {
  test('are all there, in both languages, each one emoji', () => {
    const chars = en.flat().map(({ char }) => char);
    expect(en.length).toBe(words.emojiGroups.length);
    expect(chars.length).toBeGreaterThan(1_800);
    expect(new Set(chars).size).toBe(chars.length);
    expect(zh.flat().map(({ char }) => char)).toEqual(chars);
    expect(chars.filter((char) => !/^\p{RGI_Emoji}$/v.test(char))).toEqual([]);
  });

  test('are found by shortcode, the exact one first', () => {
    expect(find(en, 'tada')[0]).toBe('🎉');
    expect(find(en, '+1')[0]).toBe('👍');
    expect(find(en, 'smile')[0]).toBe('😄');
    expect(find(zh, 'tada')[0]).toBe('🎉');
  });

  test('are found by name and by other words', () => {
    expect(find(en, 'red heart')[0]).toBe('❤️');
    expect(find(en, 'party', 20)).toContain('🎉');
    expect(find(en, 'cat', 20)).toContain('🐈');
  });

  test('are found in Chinese', () => {
    expect(find(zh, '猫', 20)).toContain('🐈');
    expect(find(zh, '火箭')[0]).toBe('🚀');
    expect(find(zh, '庆祝', 20)).toContain('🎉');
  });

  test('are not found by what none is called', () => {
    expect(find(en, 'xyzzy')).toEqual([]);
    expect(find(en, ' ')).toEqual([]);
  });

  test('are known by their shortcode', () => {
    expect(emojiOf(en, 'tada')).toBe('🎉');
    expect(emojiOf(en, 'tad')).toBeUndefined();
  });
});
