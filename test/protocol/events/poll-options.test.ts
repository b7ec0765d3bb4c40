import { describe, expect, test } from 'vitest';
import { cleanOptions } from '../../../src/protocol/events/poll-options.ts';

describe('options of a poll', () => {
  test.each([
    ['composition', 'caf\u00e9', 'cafe\u0301'],
    ['white space', 'a  b', 'a\u3000b'],
    ['an invisible character', 'Soup', 'So\u200bup'],
    ['an invisible character between spaces', 'a b', 'a \u2060 b'],
    ['the direction', 'Soup', '\u202aSoup\u202c'],
    ['a blank at the end', 'Soup', 'Soup\u2800'],
    ['the width of letters and digits', 'Room 12', 'Ｒｏｏｍ　１２'],
    ['the width of kana', 'ガス', 'ｶﾞｽ'],
    ['the style of an emoji', '❤', '❤\ufe0f'],
  ])('two options that only differ in %s are refused', (_, one, other) => {
    expect(cleanOptions([one, other])).toBeUndefined();
    expect(cleanOptions([other, 'Cake', one])).toBeUndefined();
  });

  test.each([
    ['case', 'us', 'US'],
    ['an accent', 'schon', 'schön'],
    ['a tone', 'bò', 'bơ'],
    ['a letter that looks alike in some fonts', 'modem', 'modern'],
    ['a raised digit', 'x2', 'x²'],
    [
      'a flag',
      '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}',
      '🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}',
    ],
    ['a skin tone', '👍🏽', '👍🏿'],
    ['how emoji are joined', '👩\u200d🚀', '👩🚀'],
    ['a sign', '＋1', '-1'],
  ])('two options that differ in %s are accepted as they are', (_, one, other) => {
    expect(cleanOptions([one, other])).toEqual([one, other]);
  });
});
