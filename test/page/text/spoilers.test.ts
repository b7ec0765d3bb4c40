/** What a spoiler hides, before and after the late part of the page has loaded. */

import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { snippet } from '../../../src/page/features/search/snippet.ts';
import type { Block } from '../../../src/page/text/blocks.ts';
import type { Inline } from '../../../src/page/text/inline.ts';
import { headOf } from '../../../src/page/text/long-message.ts';
import { plainText } from '../../../src/page/text/plain.ts';
import { rareBlockAt } from '../../../src/page/text/rare-blocks.ts';
import { rareMarks } from '../../../src/page/text/rare-marks.ts';
import { readText } from '../../../src/page/text/reading.ts';
import { shortLinksIn } from '../../../src/page/text/short-links.ts';

const LATE = { blockAt: rareBlockAt, linksIn: shortLinksIn };

afterEach(() => {
  rareMarks.value = undefined;
});

/** The letters that a row draws, without those in spoilers. */
function drawn(text: string): string {
  const reading = readText(text);
  return letters(lettersOf(reading.kind === 'deed' ? reading.line : reading.blocks));
}

function lettersOf(nodes: readonly (Inline | Block)[]): string {
  return nodes
    .map((node): string => {
      if (node.kind === 'spoiler' || node.kind === 'break') return '';
      if (node.kind === 'link') return node.label;
      if ('text' in node) return node.text;
      if ('children' in node) return lettersOf(node.children);
      if ('rows' in node) return lettersOf(node.rows.flat(2));
      return node.items.map(({ children, lists }) => lettersOf(children) + lettersOf(lists)).join('');
    })
    .join('');
}

const letters = (text: string): string => text.replace(/[^a-z]/g, '');

/** Calls `run` without the late part, and with it. */
function bothTimes<T>(run: () => T): [before: T, after: T] {
  rareMarks.value = undefined;
  const before = run();
  rareMarks.value = LATE;
  return [before, run()];
}

const FACES = [
  ...[
    '<3',
    '</3',
    '>_<',
    '^_^',
    '^^',
    '<_<',
    '>.>',
    '*_*',
    '**',
    '_',
    '*',
    '~~',
    '~_~',
    '-_-',
    'T_T',
    ':)',
    ':|',
    ':-|',
  ],
  ...[
    '=|',
    ':\\',
    ':-\\',
    '\\o/',
    '¯\\_(ツ)_/¯',
    '(*_*)',
    '(*ﾟ▽ﾟ*)',
    '(´・ω・`)',
    '(>_<)',
    '(-_-;)',
    '😀',
    '😀😀',
    '`',
    '1',
  ],
];

describe('faces and symbols beside bars', () => {
  test.each(FACES)('bars hide %s, and text before and after it', (face) => {
    for (const text of [`||${face} so||`, `||so ${face}||`, `||${face}||`, `x ||${face}so${face}|| y`])
      for (const plain of bothTimes(() => plainText(text, 'hidden')))
        expect([text, plain]).toEqual([text, text.startsWith('x') ? 'x [hidden] y' : '[hidden]']);
    for (const shown of bothTimes(() => drawn(`||${face}\nso\n\nso ${face}||`))) expect(shown).toBe('');
  });

  test.each(['(*||a||*)', '(´ ||a|| `)', ':|||a||', '||a|||', '**||a||**'])('the letter in %s is hidden', (text) => {
    for (const shown of bothTimes(() => drawn(text))) expect(shown).toBe('');
  });
});

describe('the late part shows nothing that was hidden before it', () => {
  test.each([
    ['a heading', '# ||a\nb||'],
    ['a heading within a paragraph', 'x ||a\n# b\nc||'],
    ['a rule', 'x\ny ||a\n---\nb|| z'],
    ['the head of a table', '|x ||a|b|| y|\n|-|-|\n|z|z|'],
    ['the rows of a table', 'x|y\n-|-\n是||a|b\nc|d||坏'],
    ['a heading in a quote', '> # ||a\n> b||'],
    ['a heading in a spoiler', '||\n# a\nb\n||'],
  ])('%s', (_, text) => {
    const [before, after] = bothTimes(() => drawn(text));
    expect(after).toBe(before);
    expect(before).not.toMatch(/[a-d]/);
  });

  const piece = fc.constantFrom(
    ...[
      '|',
      '||',
      '||',
      '#',
      '# ',
      '>',
      '> ',
      '-',
      '- ',
      '---',
      '-|-',
      '*',
      '**',
      '~~',
      '_',
      '`',
      '```',
      '<',
      '3',
      ':',
      ')',
    ],
    ...['\n', '\n', '\n', '\n\n', ' ', '\\', '1. ', '是', 'x', 'x', 'x', 'x', 'x'],
  );

  const pieces = (maxLength: number): fc.Arbitrary<string[]> => fc.array(piece, { maxLength, size: 'max' });
  // Random bars rarely hide anything. Half of the texts have a pair of bars that may.
  const marked = fc.oneof(
    pieces(26),
    fc.tuple(pieces(8), pieces(8), pieces(8)).map(([a, b, c]) => [...a, '||x', ...b, 'x||', ...c]),
  );

  test('in any text the late part shows nothing that was hidden, and quotes, hits and beginnings show no more than the row', () => {
    let hidden = 0;
    fc.assert(
      fc.property(marked, fc.boolean(), (parts, isLong) => {
        let count = 0;
        const short = parts.join('').replaceAll('x', () => String.fromCharCode(97 + (count++ % 26)));
        const text = isLong ? short + '\n1'.repeat(60) : short;
        const [before, after] = bothTimes(() => {
          const shown = drawn(text);
          const plain = plainText(text, '!');
          expect(letters(plain)).toBe(shown);
          for (const letter of letters(snippet(plain, '1'))) expect(shown).toContain(letter);
          for (const letter of letters(plainText(headOf(text) ?? '', '!'))) expect(shown).toContain(letter);
          return shown;
        });
        expect(after).toBe(before);
        if (before.length < count) hidden++;
      }),
      { numRuns: Number(process.env.RUNS ?? 1_000) },
    );
    // Guards against texts that hide nothing: about a quarter of them hide something.
    expect(hidden).toBeGreaterThan(100);
  });
});
