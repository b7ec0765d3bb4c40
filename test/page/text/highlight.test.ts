import * as library from '@speed-highlight/core/tokenize';
import { describe, expect, test, vi } from 'vitest';
import { highlight } from '../../../src/page/text/highlight.ts';

vi.mock('@speed-highlight/core/tokenize', { spy: true });

describe('syntax highlighting', () => {
  test('joining the pieces of highlighted code gives exactly that code', () => {
    const codes = [
      `const a = \`\${b}\` // c`,
      '"open',
      '/* open',
      '<a href="x">&amp;</a>',
      '{{{',
      '你好 "世界"',
      '\n\n',
    ];
    for (const language of ['ts', 'js', 'json', 'html', 'css', 'bash', 'py', 'go', 'rs', 'sql', 'yaml', 'diff'])
      for (const code of codes)
        expect(
          highlight(code, language)
            .map(({ text }) => text)
            .join(''),
        ).toBe(code);
  });

  test('languages are known by the names that people write', () => {
    const kinds = (language: string) => highlight('return 1', language).map(({ kind }) => kind);
    expect(kinds('TypeScript')).toContain('kwd');
    expect(kinds('tsx')).toContain('kwd');
    expect(kinds('golang')).toContain('kwd');
  });

  test('unknown languages are left unchanged', () => {
    expect(highlight('return 1', 'brainfudge')).toEqual([{ text: 'return 1' }]);
    expect(highlight('return 1', 'constructor')).toEqual([{ text: 'return 1' }]);
  });

  test.each([
    ['a long line', 'A'.repeat(3_990)],
    ['a long line among short ones', `a = 1\n${'"'.repeat(201)}\nb = 2`],
    ['a long text', 'return 1\n'.repeat(500)],
  ])('B40: %s gets no colours, because highlighting it would take quadratic time', (_, code) => {
    for (const language of ['ts', 'js', 'json', 'html', 'css', 'bash', 'py', 'go', 'rs', 'sql', 'yaml', 'diff'])
      expect(highlight(code, language)).toEqual([{ text: code }]);
  });

  test('B40: a screenful of code is highlighted', () => {
    const code = `${' '.repeat(191)}return 1\n`.repeat(19);
    expect(highlight(code, 'ts').filter(({ kind }) => kind === 'kwd')).toHaveLength(19);
  });

  test.each([
    ['attributes that are never closed', '<a b="\n'.repeat(560)],
    ['long lines', `${'<a b="'.repeat(33)}\n`.repeat(20)],
    ['white space', ' \n'.repeat(1_990)],
    ['empty lines', '\n'.repeat(3_990)],
    ['paragraphs', `${`${'a:'.repeat(50)}\n`.repeat(7)}\n`.repeat(5)],
  ])('B40: %s are highlighted a few lines at a time', (_, code) => {
    for (const language of ['html', 'css', 'js']) {
      vi.mocked(library.tokenizeWith).mockClear();
      const pieces = highlight(code, language);
      const parts = vi.mocked(library.tokenizeWith).mock.calls.map(([part]) => part);
      expect(parts.join('')).toBe(code);
      expect(Math.max(...parts.map((part) => part.length))).toBeLessThan(510);
      expect(parts.length).toBeLessThan(16);
      expect(pieces.map(({ text }) => text).join('')).toBe(code);
    }
  });

  test('B40: code between empty lines is highlighted in one go', () => {
    const comment = `/*${'\n * so it goes'.repeat(20)}\n */\n`;
    const kinds = highlight(`${comment}\n`.repeat(8), 'ts').filter(({ kind }) => kind !== undefined);
    expect(new Set(kinds.map(({ kind }) => kind))).toEqual(new Set(['cmnt']));
  });

  test('B40: a language that only occurs within others is not highlighted by itself', () => {
    const code = '[[[[\n'.repeat(700);
    expect(highlight(code, 'regex')).toEqual([{ text: code }]);
    expect(highlight('const a = /[b]/;', 'js').length).toBeGreaterThan(3);
  });

  test('B40: highlighted code is cached, and the oldest of fifty entries is dropped', () => {
    const first = highlight('return 0', 'ts');
    for (let n = 1; n < 50; n++) highlight(`return ${n}`, 'ts');
    expect(highlight('return 0', 'ts')).toBe(first);
    const second = highlight('return 1', 'ts');
    for (let n = 50; n < 100; n++) highlight(`return ${n}`, 'ts');
    expect(highlight('return 1', 'ts')).not.toBe(second);
  });
});
