import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundMarks, cleanText, codePoints, exceedsBytes, isBlank, utf8Bytes } from '../../src/protocol/text.ts';

const anyText = fc.string({
  unit: fc.oneof(
    fc.constantFrom('\ud800', '\udc00', '\u0000', '\n', '\t', '\u009f', '\r'),
    fc.string({ unit: 'binary', maxLength: 1 }),
  ),
});

describe('cleaning text', () => {
  it('keeps line feeds and tabs, and no other control character', () => {
    expect(cleanText('a\n\tb\r\u0000\u001b[31m\u007f\u0085c')).toBe('a\n\tb[31mc');
  });

  it('replaces half a character by U+FFFD', () => {
    expect(cleanText('\ud83d and \ude00')).toBe('\ufffd and \ufffd');
    expect(cleanText('😀')).toBe('😀');
  });

  it('leaves every other script, mark and joiner as it is', () => {
    const text = 'e\u0301 \u200f\u0627\u200d\u202e 👩‍👩‍👧 \ufeff';
    expect(cleanText(text)).toBe(text);
  });

  it('always gives well-formed text that cleaning again does not change', () => {
    fc.assert(
      fc.property(anyText, (raw) => {
        const text = cleanText(raw);
        expect(text.isWellFormed()).toBe(true);
        expect(cleanText(text)).toBe(text);
      }),
    );
  });
});

describe('measuring text', () => {
  it('counts code points as iterating does', () => {
    fc.assert(
      fc.property(anyText, (raw) => {
        const text = raw.toWellFormed();
        expect(codePoints(text)).toBe([...text].length);
      }),
    );
  });

  it('counts bytes as encoding does, half characters included', () => {
    fc.assert(
      fc.property(anyText, (raw) => {
        expect(utf8Bytes(raw)).toBe(new TextEncoder().encode(raw).length);
      }),
    );
  });

  it('tells whether text exceeds so many bytes, as counting them would', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: -3, max: 3 }), (raw, off) => {
        const bytes = utf8Bytes(raw);
        expect(exceedsBytes(raw, bytes + off)).toBe(off < 0);
      }),
    );
  });

  it.each([
    ['', true],
    [' \n\t\u3000\u00a0', true],
    // Zero-width, bidi, filler, variation selector, tag, annotation and empty Braille.
    ['\u200b\u200d\u2060\ufeff', true],
    ['\u202e\u2066 \u3164\ufe0f\u00ad', true],
    ['\u{e0041}\ufff9\ufffb\u2800', true],
    ['.', false],
    ['\u202e.', false],
    ['👍\u{1f3fd}', false],
    // A format character that has a shape: the Arabic number sign.
    ['\u0600', false],
  ])('finds %j blank: %s', (text, blank) => {
    expect(isBlank(text)).toBe(blank);
  });
});

describe('bounding runs of combining marks', () => {
  it('keeps the first 30 marks of each run', () => {
    const run = '\u0301'.repeat(15) + '\u0323'.repeat(15);
    expect(boundMarks(`a${run}`)).toBe(`a${run}`);
    expect(boundMarks(`a${run}\u0301\u0323b${run}\u0301c`)).toBe(`a${run}b${run}c`);
  });

  it('counts halfwidth voicing marks, which become combining marks under compatibility decomposition', () => {
    expect(boundMarks(`a${'\u0301\uff9e'.repeat(100)}`)).toBe(`a${'\u0301\uff9e'.repeat(15)}`);
  });

  it('counts every character that normalisation moves', () => {
    const unbounded: string[] = [];
    for (let code = 0; code <= 0x10ffff; code++) {
      if (code >= 0xd800 && code < 0xe000) continue;
      const character = String.fromCodePoint(code);
      // U+0345 has the highest combining class (240): a mark of any other class moves in front of it.
      const moves = !`a\u0345${character}`.normalize('NFKD').startsWith('a\u0345');
      if (moves && boundMarks(character.repeat(31)) !== character.repeat(30)) unbounded.push(code.toString(16));
    }
    expect(unbounded).toEqual([]);
  });
});
