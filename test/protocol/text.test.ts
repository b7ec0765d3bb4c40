import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanName } from '../../src/protocol/names.ts';
import { boundMarks, cleanText, codePoints, exceedsBytes, isBlank, utf8Bytes } from '../../src/protocol/text.ts';

const anyText = fc.string({
  unit: fc.oneof(
    fc.constantFrom(
      '\ud800',
      '\udc00',
      '\u0000',
      '\n',
      '\t',
      '\u009f',
      '\r',
      '\u2028',
      '\u001b',
      '[',
      ']',
      '\\',
      '\u0007',
    ),
    fc.string({ unit: 'binary', maxLength: 1 }),
  ),
});

describe('B42: cleaning text', () => {
  it('cleaning keeps line feeds and tabs and no other control character', () => {
    expect(cleanText('a\n\tb\u0000\u0008\u001a\u007f\u0080c\u001b')).toBe('a\n\tbc');
  });

  it.each(['\r\n', '\r', '\u0085', '\v', '\f', '\u2028', '\u2029', '\n'])(
    'the line break %j becomes one line feed',
    (lineBreak) => {
      expect(cleanText(`a${lineBreak}b`)).toBe('a\nb');
      expect(cleanText(`${lineBreak}${lineBreak}`)).toBe('\n\n');
    },
  );

  it('each CR in front of CR LF becomes a line feed', () => {
    expect(cleanText('a\r\r\nb\n\rc')).toBe('a\n\nb\n\nc');
  });

  it.each([
    ['a colour', '\u001b[31mred\u001b[0m', 'red'],
    ['a colour in its 8-bit form', '\u009b1;38:2:255:0:0mred\u009bm', 'red'],
    ['a cursor movement with an intermediate', 'a\u001b[2 qb', 'ab'],
    ['a private mode', '\u001b[?2004hpasted\u001b[?2004l', 'pasted'],
    ['a title ended by BEL', 'a\u001b]0;title\u0007b', 'ab'],
    ['a link ended by ST', '\u001b]8;;https://a.example\u001b\\label\u001b]8;;\u001b\\', 'label'],
    ['a title in its 8-bit form', 'a\u009d2;title\u009cb', 'ab'],
    ['a device control string', 'a\u001bP1$r0m\u001b\\b\u0090x\u009cc', 'abc'],
    [
      'SOS, PM and APC strings',
      'a\u001bXx\u001b\\b\u001b^x\u001b\\c\u001b_x\u001b\\d\u0098x\u009c\u009ex\u009c\u009fx\u009c',
      'abcd',
    ],
    ['a choice of character set', 'a\u001b(B\u001b$(Cb', 'ab'],
    ['a two-character escape', 'a\u001bM\u001b7\u001b=\u001bcb', 'ab'],
    ['a sequence in a line break', 'a\r\u001b[m\nb', 'a\nb'],
  ])('%s is removed completely', (_, raw, text) => {
    expect(cleanText(raw)).toBe(text);
  });

  it.each([...'\u0000\u0001\u0005\u0008\u000e\u0017\u0019\u001c\u001f\u007f'])(
    'an escape sequence that contains %j is removed completely, as a terminal reads it',
    (control) => {
      expect(cleanText(`\u001b[3${control}1mred`)).toBe('red');
      expect(cleanText(`\u001b${control}${control}[31mred`)).toBe('red');
      expect(cleanText(`\u009b${control}31mred`)).toBe('red');
      expect(cleanText(`a\u001b${control}]0;ti${control}tle\u001b${control}\\b`)).toBe('ab');
      expect(cleanText(`a\u001b[${control}中\u001b]0;b${control}c`)).toBe('a中0;bc');
    },
  );

  it.each([
    ['a control sequence', 'a\u001b[中文', 'a中文'],
    ['a control sequence at the end', 'a\u001b[31', 'a31'],
    ['a title', 'a\u001b]0;the rest of it', 'a0;the rest of it'],
    ['a title in front of another line that has BEL', 'a\u001b]0;b\nc\u0007d', 'a0;b\ncd'],
    ['a title in front of a whole one', 'a\u001b]0;b\u001b]0;c\u0007d', 'a0;bd'],
    ['an escape', 'a\u001b中', 'a中'],
    ['a string in its 8-bit form', 'a\u0090b', 'ab'],
  ])('only the introducer of an unterminated %s is removed', (_, raw, text) => {
    expect(cleanText(raw)).toBe(text);
  });

  it.each([['\u001b['], ['\u001b]0;'], ['\u009d'], ['\u001b[0;'], ['\u001b '], ['\r']])(
    "cleaning is linear: a million of %j take well under the test's time limit",
    (part) => {
      const text = cleanText(part.repeat(1_000_000));
      expect(text.length).toBeLessThanOrEqual(2_000_000);
      expect(cleanText(`\u001b[${'0'.repeat(1_000_000)}`)).toHaveLength(1_000_000);
      expect(cleanText(`\u001b]${'0'.repeat(1_000_000)}`)).toHaveLength(1_000_000);
    },
  );

  it('an unpaired surrogate becomes U+FFFD', () => {
    expect(cleanText('\ud83d and \ude00')).toBe('\ufffd and \ufffd');
    expect(cleanText('😀')).toBe('😀');
  });

  it('every other script, mark and joiner is left alone', () => {
    const text = 'e\u0301 \u200f\u0627\u200d\u202e 👩‍👩‍👧 \ufeff';
    expect(cleanText(text)).toBe(text);
  });

  it('cleaning gives well-formed text and is idempotent', () => {
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
  it('counting code points gives the same number as iterating over them', () => {
    fc.assert(
      fc.property(anyText, (raw) => {
        const text = raw.toWellFormed();
        expect(codePoints(text)).toBe([...text].length);
      }),
    );
  });

  it('counting bytes gives the same number as encoding, including unpaired surrogates', () => {
    fc.assert(
      fc.property(anyText, (raw) => {
        expect(utf8Bytes(raw)).toBe(new TextEncoder().encode(raw).length);
      }),
    );
  });

  it('exceedsBytes agrees with counting the bytes', () => {
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
    // Zero-width, bidi, filler, variation selector, tag, annotation and empty Braille characters.
    ['\u200b\u200d\u2060\ufeff', true],
    ['\u202e\u2066 \u3164\ufe0f\u00ad', true],
    ['\u{e0041}\ufff9\ufffb\u2800', true],
    ['.', false],
    ['\u202e.', false],
    ['👍\u{1f3fd}', false],
    // The Arabic number sign, a format character with a visible shape.
    ['\u0600', false],
  ])('%j is blank: %s', (text, blank) => {
    expect(isBlank(text)).toBe(blank);
  });

  it.each([...'\u2800\u3164\uffa0\ufffa\u{1d159}\u{13430}\u{1343f}\u{13441}\u{13442}\u{16fe4}\u{1d173}\u{e0041}'])(
    'characters that count as blank in a text, such as %j, are not allowed in names',
    (character) => {
      expect(isBlank(` ${character}\n${character}`)).toBe(true);
      expect(isBlank(`${character}a`)).toBe(false);
      expect(cleanName(`Ana${character}`).ok).toBe(false);
    },
  );
});

describe('bounding runs of combining marks', () => {
  it('the first 30 marks of each run are kept', () => {
    const run = '\u0301'.repeat(15) + '\u0323'.repeat(15);
    expect(boundMarks(`a${run}`)).toBe(`a${run}`);
    expect(boundMarks(`a${run}\u0301\u0323b${run}\u0301c`)).toBe(`a${run}b${run}c`);
  });

  it('halfwidth voicing marks count as combining marks', () => {
    expect(boundMarks(`a${'\u0301\uff9e'.repeat(100)}`)).toBe(`a${'\u0301\uff9e'.repeat(15)}`);
  });

  it('every character that normalisation may move counts as a mark', () => {
    const unbounded: string[] = [];
    for (let code = 0; code <= 0x10ffff; code++) {
      if (code >= 0xd800 && code < 0xe000) continue;
      const character = String.fromCodePoint(code);
      // U+0345 has the highest combining class (240), so a mark of any other class moves in front of it.
      const moves = !`a\u0345${character}`.normalize('NFKD').startsWith('a\u0345');
      if (moves && boundMarks(character.repeat(31)) !== character.repeat(30)) unbounded.push(code.toString(16));
    }
    expect(unbounded).toEqual([]);
  });
});
