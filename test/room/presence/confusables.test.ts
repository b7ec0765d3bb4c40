import { describe, expect, it } from 'vitest';
import { decode, linesOf, prototypeOf } from '../../../src/room/presence/confusables/prototypes.ts';
import { encode, needed, readConfusables } from '../../../src/room/presence/confusables/source.ts';
import { TABLE } from '../../../src/room/presence/confusables/table.ts';

/** Lines of Unicode's confusables.txt, with its byte order mark. */
const UNICODE = `\ufeff# confusables.txt
# Date: 2022-08-26, 16:49:08 GMT
# © 2022 Unicode®, Inc.
# Version: 15.0.0

05AD ;	0596 ;	MA	# ( ֭ → ֖ ) HEBREW ACCENT DEHI → HEBREW ACCENT TIPEHA	#

0430 ;	0061 ;	MA	# ( а → a ) CYRILLIC SMALL LETTER A → LATIN SMALL LETTER A	#
006D ;	0072 006E ;	MA	# ( m → rn ) LATIN SMALL LETTER M → LATIN SMALL LETTER R, LATIN SMALL LETTER N	#
2488 ;	006C 002E ;	MA	#* ( ⒈ → l. ) DIGIT ONE FULL STOP → LATIN SMALL LETTER L, FULL STOP	#
1D41A ;	0061 ;	MA	# ( 𝐚 → a ) MATHEMATICAL BOLD SMALL A → LATIN SMALL LETTER A	#
10300 ;	0041 ;	MA	# ( 𐌀 → A ) OLD ITALIC LETTER A → LATIN CAPITAL LETTER A	#
0025 ;	00BA 002F 2080 ;	MA	#* ( % → º/₀ ) PERCENT SIGN → MASCULINE ORDINAL INDICATOR, SOLIDUS, SUBSCRIPT ZERO	#
0030 ;	004F ;	MA	# ( 0 → O ) DIGIT ZERO → LATIN CAPITAL LETTER O	#

# total: 8
`;

const TABBED = `# Skeletons of single code points (UTS #39), as ICU 72.1 (Unicode 15.0) gives them: code point, skeleton in code points.
0430	0061
006D	0072 006E
`;

describe('B41: the table of confusables', () => {
  it("the table is read from Unicode's own file", () => {
    const { version, prototypes } = readConfusables(UNICODE);
    expect(version).toBe('15.0.0');
    expect(prototypes.size).toBe(8);
    expect(prototypes.get('а')).toBe('a');
    expect(prototypes.get('m')).toBe('rn');
    expect(prototypes.get('𐌀')).toBe('A');
  });

  it('the table is read from tab-separated lines', () => {
    const { version, prototypes } = readConfusables(TABBED);
    expect(version).toBe('15.0');
    expect([...prototypes]).toEqual([
      ['а', 'a'],
      ['m', 'rn'],
    ]);
  });

  it.each(['0430 ;\t0061 ;\tMA', '# Version: 1.0\n0430'])('a file with %j is not a table', (file) => {
    expect(() => readConfusables(file)).toThrow();
  });

  it('the table contains the characters that do not decompose, in order, and no prototype has a prototype', () => {
    expect(needed(readConfusables(UNICODE))).toEqual([
      ['%', 'o/O'],
      ['0', 'O'],
      ['m', 'rn'],
      ['а', 'a'],
      ['\u05ad', '\u0596'],
      ['\u{10300}', 'A'],
    ]);
  });

  it('the encoded table decodes to the same entries', () => {
    const pairs = needed(readConfusables(UNICODE));
    expect(linesOf(encode(pairs)).flatMap((line) => [...decode(line)])).toEqual(pairs);
  });

  it('the table in use is of Unicode 15 and in canonical form', () => {
    const pairs = linesOf(TABLE).flatMap((line) => [...decode(line)]);
    expect(pairs.length).toBeGreaterThan(2_500);
    expect(`\n${encode(pairs)}\n`).toBe(TABLE);
    expect(needed({ version: '', prototypes: new Map(pairs) })).toEqual(pairs);
    for (const [character, prototype] of pairs) expect(prototypeOf(character)).toBe(prototype);
    expect(prototypeOf('a')).toBe('a');
    expect(prototypeOf('\u{10ffff}')).toBe('\u{10ffff}');
  });
});
