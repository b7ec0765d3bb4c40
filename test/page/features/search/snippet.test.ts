import { describe, expect, test } from 'vitest';
import { marked, snippet } from '../../../../src/page/features/search/snippet.ts';

describe('search snippets', () => {
  test('every match of every term is marked, in any case and script', () => {
    expect(marked('The Gate holds the frame', 'gate FRAME')).toEqual([
      { text: 'The ', hit: false },
      { text: 'Gate', hit: true },
      { text: ' holds the ', hit: false },
      { text: 'frame', hit: true },
    ]);
    expect(marked('断线重连之后', '重连').filter(({ hit }) => hit)).toEqual([{ text: '重连', hit: true }]);
  });

  test('matches are marked as the room finds them: phrases in quotes, and letters with other accents', () => {
    const hits = (text: string, query: string) => marked(text, query).flatMap(({ text, hit }) => (hit ? [text] : []));
    expect(hits('the watering  can is in the can', '"watering can"')).toEqual(['watering  can']);
    expect(hits('Un café à Köln', 'cafe köln')).toEqual(['café', 'Köln']);
    expect(hits('cafe', 'café')).toEqual(['cafe']);
    expect(hits('각 가 가', '가')).toEqual(['가', '가']);
    expect(hits('שָׁלוֹם עֲלֵיכֶם', 'שלום')).toEqual(['שָׁלוֹם']);
    expect(hits('كِتَابٌ كتـــاب', 'كتاب')).toEqual(['كِتَابٌ', 'كتـــاب']);
    expect(hits('ＡＢＣ ﬁne ㍍', 'abc FINE メートル')).toEqual(['ＡＢＣ', 'ﬁne', '㍍']);
    expect(hits('Straße', 'STRASSE')).toEqual(['Straße']);
    expect(hits('GROẞE Łódź smørrebrød Ħal', 'grosse lodz SMORRE hal')).toEqual(['GROẞE', 'Łódź', 'smørre', 'Ħal']);
    expect(hits('x ǽ\u0323 y', 'a')).toEqual(hits('x ǽ\u0323 y', 'e'));
    expect(hits('خانهٔ علی ۱۲۳', 'علي 123')).toEqual(['علی', '۱۲۳']);
    expect(hits('किताब', 'कताब')).toEqual([]);
    expect(
      marked('Un café', 'un')
        .map(({ text }) => text)
        .join(''),
    ).toBe('Un café');
  });

  test('no part of an emoji or of a combined character is marked', () => {
    const hits = (text: string, query: string) => marked(text, query).flatMap(({ text, hit }) => (hit ? [text] : []));
    expect(hits('👍🏽 👍 👍️', '👍')).toEqual(['👍', '👍️']);
    expect(hits('👨‍👩‍👧 👨 x👩x 👩‍💻', '👨')).toEqual(['👨']);
    expect(hits('👨‍👩‍👧 👨 x👩x 👩‍💻', '👩')).toEqual(['👩']);
    expect(hits('👨‍👩‍👧 👩‍👧', '👩‍👧')).toEqual(['👩‍👧']);
    expect(hits('🇩🇪🇸🇪 🇪🇸 🇩🇪🇪🇸', '🇪🇸')).toEqual(['🇪🇸', '🇪🇸']);
    expect(hits('🇩🇪🇩', '🇩')).toEqual(['🇩']);
    expect(hits('🏴󠁧󠁢󠁥󠁮󠁧󠁿 🏴 🏴‍☠️', '🏴')).toEqual(['🏴']);
    expect(hits('1️⃣ 1 #️⃣ a1', '1')).toEqual(['1', '1']);
    expect(hits('👍🏽', '🏽')).toEqual([]);
    expect(hits('❤️ ❤ ❤️‍🔥 ok👍ok', '❤️')).toEqual(['❤️', '❤']);
    expect(hits('ok👍ok 👍🏽ok', 'ok')).toEqual(['ok', 'ok', 'ok']);
    expect(hits('x≠y x=y a≮b', 'x=y')).toEqual(['x=y']);
    expect(hits('x≠y x=\u0338y', 'x≠y')).toEqual(['x≠y', 'x=\u0338y']);
    expect(hits('∉ ∈ ≰ ≤', '∈ ≤')).toEqual(['∈', '≤']);
    expect(hits('h\u0338e\u0338y ｘ＝ｙ', 'hey x=y')).toEqual(['h\u0338e\u0338y', 'ｘ＝ｙ']);
  });

  test('a query is matched literally, not as a pattern', () => {
    expect(marked('what (a.b) is', '(a.b)').filter(({ hit }) => hit)).toEqual([{ text: '(a.b)', hit: true }]);
    expect(marked('axb', 'a.b')).toEqual([{ text: 'axb', hit: false }]);
    expect(marked('text', ' ')).toEqual([{ text: 'text', hit: false }]);
    for (const sign of "!#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
      expect(marked(`a${sign}b`, `a${sign}b`)).toEqual([{ text: `a${sign}b`, hit: true }]);
  });

  test('a snippet is one line around the first match', () => {
    expect(snippet('short\ntext', 'text')).toBe('short text');
    const long = `${'a '.repeat(200)}needle${' b'.repeat(200)}`;
    expect(snippet(long, 'needle')).toMatch(/^….{40}needle.*…$/);
  });
});
