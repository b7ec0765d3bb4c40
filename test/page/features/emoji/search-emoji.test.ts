import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { emojiTable } from '../../../../src/page/features/emoji/emoji-table.ts';
import { recentIn, withUsed } from '../../../../src/page/features/emoji/recent-emoji.ts';
import { emojiAmong, emojiOf, parseTable, searchEmoji } from '../../../../src/page/features/emoji/search-emoji.ts';
import { TONES, toned } from '../../../../src/page/features/emoji/skin-tone.ts';
import { drawnBy } from '../../../../src/page/features/emoji/supported.ts';
import { en as words } from '../../../../src/page/features/emoji/words.en.ts';
import { Store } from '../../../../src/page/state/local-storage.ts';

const read = createRequire(import.meta.url);
const tableOf = (language: string) =>
  parseTable(
    emojiTable(read(`emojibase-data/${language}/compact.json`), read('emojibase-data/en/shortcodes/github.json')),
  );
const [en, zh] = [tableOf('en'), tableOf('zh')];
const find = (all: typeof en, query: string, limit = 5) => searchEmoji(all, query, { limit }).map(({ char }) => char);

describe('the emoji data', () => {
  test('both languages have all emoji, and each is a single emoji', () => {
    const chars = en.map(({ char }) => char);
    expect(chars.length).toBeGreaterThan(1_800);
    expect(new Set(chars).size).toBe(chars.length);
    expect(zh.map(({ char }) => char)).toEqual(chars);
    expect(chars.filter((char) => !/^\p{RGI_Emoji}$/v.test(char))).toEqual([]);
  });

  test('each group that the picker offers has its emoji', () => {
    for (const all of [en, zh])
      expect(new Set(all.map(({ group }) => group))).toEqual(new Set(Object.keys(words.emojiGroups)));
    const groupOf = (wanted: string) => en.find(({ char }) => char === wanted)?.group;
    expect(['😀', '👍', '🐈', '🍎', '🚀', '🎉', '📎', '✅', '🇸🇪'].map(groupOf)).toEqual(Object.keys(words.emojiGroups));
  });

  test('a search finds emoji by shortcode, the exact match first', () => {
    expect(find(en, 'tada')[0]).toBe('🎉');
    expect(find(en, '+1')[0]).toBe('👍');
    expect(find(en, 'smile')[0]).toBe('😄');
    expect(find(zh, 'tada')[0]).toBe('🎉');
  });

  test('a search finds emoji by name and by tags', () => {
    expect(find(en, 'red heart')[0]).toBe('❤️');
    expect(find(en, 'party', 20)).toContain('🎉');
    expect(find(en, 'cat', 20)).toContain('🐈');
  });

  test('a search finds emoji by their Chinese names', () => {
    expect(find(zh, '猫', 20)).toContain('🐈');
    expect(find(zh, '火箭')[0]).toBe('🚀');
    expect(find(zh, '庆祝', 20)).toContain('🎉');
  });

  test('a search without a match finds nothing', () => {
    expect(find(en, 'xyzzy')).toEqual([]);
    expect(find(en, ' ')).toEqual([]);
  });

  test('a shortcode finds its emoji', () => {
    expect(emojiOf(en, 'tada')).toBe('🎉');
    expect(emojiOf(en, 'tad')).toBeUndefined();
  });
});

describe('recently used emoji', () => {
  /** Fake storage, shared by several tabs. */
  function memory() {
    const kept = new Map<string, string>();
    return {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
      removeItem: (key: string) => void kept.delete(key),
      key: (index: number) => [...kept.keys()][index] ?? null,
      get length() {
        return kept.size;
      },
    };
  }

  test('recent emoji are stored once each, latest first, across tabs, up to a limit', () => {
    const shared = memory();
    const [one, other] = [new Store(shared), new Store(shared)];
    expect(recentIn(one)).toEqual([]);
    for (const char of ['🎉', '👍', '🎉']) withUsed(one, char);
    expect(withUsed(other, '❤️')).toEqual(['❤️', '🎉', '👍']);
    expect(recentIn(new Store(shared))).toEqual(['❤️', '🎉', '👍']);
    for (const { char } of en.slice(0, 50)) withUsed(one, char);
    expect(recentIn(other)).toHaveLength(18);
  });

  test('invalid stored data yields no recent emoji', () => {
    const shared = memory();
    shared.setItem('parley:emoji-recent', '🎉 <b>  x 👍');
    expect(recentIn(new Store(shared))).toEqual(['🎉', '👍']);
    expect(recentIn(new Store(undefined))).toEqual([]);
  });

  test('recent emoji come first in a search, except for exact name matches', () => {
    const found = (query: string, recent: string[]) =>
      searchEmoji(en, query, { limit: 3, recent }).map(({ char }) => char);
    expect(found('hear', [])[0]).not.toBe('💔');
    expect(found('hear', ['🎉', '💔', '🙉']).slice(0, 2)).toEqual(['💔', '🙉']);
    expect(found('heart', ['💔'])[0]).toBe('❤️');
    expect(emojiAmong(zh, ['🚀', '🦕', 'x', '🎉']).map(({ char }) => char)).toEqual(['🚀', '🦕', '🎉']);
  });
});

describe('the skin tone', () => {
  const withSkins: { unicode: string; skins?: { unicode: string }[]; group?: number }[] = read(
    'emojibase-data/en/compact.json',
  );
  const plain = (char: string): string => char.replaceAll('\ufe0f', '');

  test('a skin tone is applied to every emoji that can have one, and to no other', () => {
    const skinsOf = new Map(
      withSkins.map(({ unicode, skins = [] }) => [plain(unicode), skins.map((skin) => skin.unicode)]),
    );
    const chars = en.map(({ char }) => char);
    let count = 0;
    for (const char of chars) {
      const skins = skinsOf.get(plain(char)) ?? [];
      for (const tone of TONES.slice(1)) {
        const form = toned(char, tone);
        // Emoji newer than this system's Unicode stay unchanged.
        const known = skins.filter((skin) => /^\p{RGI_Emoji}$/v.test(skin)).map(plain);
        if (known.length === 0) expect(form, char).toBe(char);
        else expect(known, char).toContain(plain(form));
        if (form !== char) count++;
      }
      expect(toned(char, '')).toBe(char);
    }
    expect(count).toBeGreaterThan(5 * 280);
  });

  test('everybody in an emoji gets the same skin tone', () => {
    expect(toned('👍', '🏽')).toBe('👍🏽');
    expect(toned('✌️', '🏽')).toBe('✌🏽');
    expect(toned('👩‍💻', '🏿')).toBe('👩🏿‍💻');
    expect(toned('🧑‍🤝‍🧑', '🏻')).toBe('🧑🏻‍🤝‍🧑🏻');
    expect(toned('🎉', '🏽')).toBe('🎉');
    expect(toned('👨‍👩‍👦', '🏽')).toBe('👨‍👩‍👦');
  });
});

describe('unsupported emoji', () => {
  const looks = (coloured: string) => ({
    // An empty box is narrower than an emoji. An unknown sequence is as wide as its parts.
    width: (char: string) => (char === '🫩' || char === '\u{1FFFE}' ? 14 : char === '🧑‍🩰' ? 60 : 30),
    isColoured: (char: string) => coloured.includes(char),
  });

  test('an emoji that would show as a box or as its parts is left out', () => {
    const isDrawn = drawnBy(looks('😀🎉'));
    expect(['🎉', '⚫', '🫩', '🧑‍🩰'].filter(isDrawn)).toEqual(['🎉', '⚫']);
    const found = searchEmoji(en, 'face', { limit: 8, isDrawn: (char) => char !== '😀' }).map(({ char }) => char);
    expect(found).toHaveLength(8);
    expect(found).not.toContain('😀');
  });

  test('each emoji is measured once', () => {
    let asked = 0;
    const isDrawn = drawnBy({
      ...looks(''),
      width(char) {
        asked++;
        return looks('').width(char);
      },
    });
    const before = asked;
    for (let i = 0; i < 5; i++) isDrawn('🎉');
    expect(asked - before).toBe(1);
  });

  test('no emoji is left out if even a common one looks unsupported', () => {
    const isDrawn = drawnBy({ width: () => 10, isColoured: () => false });
    expect(isDrawn('🎉')).toBe(true);
  });
});
