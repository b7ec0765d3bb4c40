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
