import { expect, test } from 'vitest';
import { headOf } from '../../../src/page/text/long-message.ts';
import { plainText } from '../../../src/page/text/plain.ts';

test('a message of one or two screens is shown in full', () => {
  expect(headOf('short')).toBeUndefined();
  expect(headOf(Array(45).fill('line').join('\n'))).toBeUndefined();
  expect(headOf('x'.repeat(44 * 80))).toBeUndefined();
});

test('a longer message is cut between lines', () => {
  const lines = Array.from({ length: 1_999 }, (_, index) => `${index}`);
  expect(headOf(lines.join('\n'))).toBe(`${lines.slice(0, 30).join('\n')} …`);
});

test('a single endless line is cut without splitting a character', () => {
  const head = headOf(`${'x'.repeat(2_399)}😀${'x'.repeat(5_000)}`);
  expect(head).toHaveLength(2_402);
  expect(head?.isWellFormed()).toBe(true);
});

test('a code block scrolls by itself, so only its visible lines count', () => {
  const code = ['```', ...Array(900).fill('code'), '```'];
  expect(headOf(code.join('\n'))).toBeUndefined();
  expect(headOf([...code, ...Array(40).fill('line')].join('\n'))).toContain('code\n```\nline');
});

test('a spoiler stays hidden if the cut falls into it', () => {
  const lines = Array.from({ length: 60 }, (_, index) => `line ${index}`);
  const ofAll = headOf(`||${lines.join('\n')}||`) ?? '';
  expect(plainText(ofAll, 'spoiler')).toBe('[spoiler]');
  const ofBlocks = headOf(`so:\n||- ${lines.join('\n\n- ')}||`) ?? '';
  expect(plainText(ofBlocks, 'spoiler')).toBe('so:\n[spoiler]');
  expect(headOf(`a || b\n${lines.join('\n')}`)).toMatch(/ …$/);
  expect(headOf(`||a|| b\n${lines.join('\n')}`)).toMatch(/ …$/);
});

test.each([
  ["bars that aren't marks before it", 'In C, a || b means or.\n||\n', '\n||'],
  ['bars in code before it', 'Use `a||b`:\n||\n', '\n||'],
  ['bars in a code block before it', '```\na || b\n```\n||\n', '\n||'],
  ['escaped bars before it', 'x \\|| y\n||\n', '\n||'],
  ["bars that aren't marks in it", '||\nif a || b\n', '\n||'],
  ['a quote in it', '||> a\n', '||'],
  ['other marks that are cut', '||\n**', '**\n||'],
])('a beginning shows no part of a spoiler with %s', (_, before, behind) => {
  const secrets = Array.from({ length: 60 }, (_, index) => `SECRET${index}`);
  for (const gap of ['\n', '\n\n', ' '.repeat(60)]) {
    const text = `${before}${secrets.join(gap)}${behind}`;
    expect(plainText(text, 'spoiler'), text).not.toContain('SECRET');
    expect(plainText(headOf(text) ?? '', 'spoiler'), text).not.toContain('SECRET');
  }
});

test('a spoiler before the cut takes nothing else from the beginning', () => {
  const lines = Array.from({ length: 60 }, (_, index) => `line ${index}`);
  const head = headOf(`||a||\n${lines.join('\n')}`) ?? '';
  expect(plainText(head, 'spoiler')).toBe(`[spoiler]\n${lines.slice(0, 29).join('\n')} …`);
});
