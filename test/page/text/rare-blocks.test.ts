/** What the late part draws of a text: headings, rules and tables. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Inline } from '../../../src/page/text/inline.ts';
import { parseBlocks } from '../../../src/page/text/parse-blocks.ts';
import { plainText } from '../../../src/page/text/plain.ts';
import { rareBlockAt } from '../../../src/page/text/rare-blocks.ts';
import { rareMarks } from '../../../src/page/text/rare-marks.ts';
import { plainStretches, readText } from '../../../src/page/text/reading.ts';
import { shortLinksIn } from '../../../src/page/text/short-links.ts';

beforeAll(() => {
  rareMarks.value = { blockAt: rareBlockAt, linksIn: shortLinksIn };
});
afterAll(() => {
  rareMarks.value = undefined;
});

const text = (value: string): Inline => ({ kind: 'text', text: value });
const plain = (value: string): string => plainText(value, 'spoiler');
const kinds = (value: string): string =>
  parseBlocks(value)
    .map(({ kind }) => kind)
    .join(' ');

describe('headings', () => {
  test('a heading is one line, drawn in one size and without its marks', () => {
    expect(parseBlocks('# A *b*\nc')).toEqual([
      { kind: 'heading', rows: [[[text('A '), { kind: 'italic', children: [text('b')] }]]], aligns: [] },
      { kind: 'paragraph', children: [text('c')] },
    ]);
    expect(plain('### C#\n## 2. Plans ##\n# 50% off')).toBe('C#\n2. Plans\n50% off');
    expect(kinds('a\n# B\n- c')).toBe('paragraph heading list');
    expect(kinds('> # a')).toBe('quote');
    expect(plain('> # a')).toBe('a');
  });

  test.each([
    '#room',
    '#1',
    '# 1',
    '#',
    '# ',
    '##',
    '# #',
    '# of people: 5',
    '####### a',
    'C# is',
    ' # a',
    '# m h\n* * * * * a',
    '# 0 5 * * 1 tar',
    '#!/bin/sh',
  ])('%j isn’t a heading', (value) => {
    expect(kinds(value)).toBe('paragraph');
    expect(plain(value)).toBe(value);
  });

  test('a backslash before # prevents a heading and is not drawn', () => {
    expect(plain('\\# a')).toBe('# a');
    expect(kinds('\\# a')).toBe('paragraph');
  });
});

describe('rules', () => {
  test('dashes between two blocks become a rule', () => {
    expect(kinds('a\n---\nb\n\n-----\n\nc')).toBe('paragraph rule paragraph rule paragraph');
  });

  test.each(['---', 'a\n---', '---\na', 'a\n--\nb', 'a\n- - -\nb', 'a\n***\nb', 'a\n---b\nc', '-- \nAna'])(
    '%j contains no rule',
    (value) => {
      expect(kinds(value)).not.toContain('rule');
      expect(plain(value)).toBe(value);
    },
  );
});

describe('tables', () => {
  test('a row above a line of dashes becomes the head of a table', () => {
    const [table] = parseBlocks('| a | *b* |\n|:--|:-:|\n| 1 | `2` |\n| 3\n4');
    expect(table).toEqual({
      kind: 'table',
      aligns: ['left', 'center'],
      rows: [
        [[text('a')], [{ kind: 'italic', children: [text('b')] }]],
        [[text('1')], [{ kind: 'code', text: '2' }]],
        [[text('3')], []],
      ],
    });
    expect(plain('a | b\n--|--:\n1 | 2\nand so')).toBe('a | b\n1 | 2\nand so');
    expect(kinds('so:\n| a |\n|---|\n> b')).toBe('paragraph table quote');
  });

  test('a row with too many cells keeps all of its text', () => {
    expect(plain('|a|b|\n|-|-|\n|1|2|3 | 4|')).toBe('a | b\n1 | 2|3 | 4');
  });

  test('an escaped bar and the bars around a spoiler don’t end a cell', () => {
    expect(plain('|a|b|\n|-|-|\n|x\\|y| ||z|| |')).toBe('a | b\nx|y | [spoiler]');
    expect(plain('a|b\n-|-\n||z||| 1')).not.toContain('z');
    expect(plain('a|b\n-|-\n1|2\n||z\n\ny||')).toBe('a | b\n1 | 2\n[spoiler]');
  });

  test.each([
    'a | b\nc | d',
    '1 | 2',
    '| a | b |',
    '|---|',
    'a | b\n---',
    'a\n|--|',
    '| a | b |\n|---|',
    '|a|b|\n|-|x|',
    '|'.repeat(200),
  ])('%j isn’t a table', (value) => {
    expect(kinds(value)).toBe('paragraph');
    expect(plain(value)).toBe(value);
  });

  test('a table has at most 20 columns and 100 rows, and the rest is drawn as text', () => {
    const row = (columns: number) => 'a|'.repeat(columns);
    expect(kinds(`${row(21)}\n${'-|'.repeat(21)}`)).toBe('paragraph');
    const blocks = parseBlocks(`|a|\n|-|\n${'|b|\n'.repeat(150)}`);
    expect(blocks.map((block) => ('rows' in block ? block.rows.length : block.kind))).toEqual([101, 'paragraph']);
  });

  test('a mention in a cell is recognized', () => {
    expect(plainStretches(readText('|a|\n|-|\n|@Ana|'))).toEqual(['a', '@Ana']);
  });
});
