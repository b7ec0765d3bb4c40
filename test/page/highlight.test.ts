import { describe, expect, test } from 'vitest';
import { highlight } from '../../src/page/text/highlight.ts';

describe('highlighting', () => {
  test('cuts code into pieces that together are exactly it', () => {
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

  test('knows languages by the names that people write', () => {
    const kinds = (language: string) => highlight('return 1', language).map(({ kind }) => kind);
    expect(kinds('TypeScript')).toContain('kwd');
    expect(kinds('tsx')).toContain('kwd');
    expect(kinds('golang')).toContain('kwd');
  });

  test('leaves alone what it does not know', () => {
    expect(highlight('return 1', 'brainfudge')).toEqual([{ text: 'return 1' }]);
    expect(highlight('return 1', 'constructor')).toEqual([{ text: 'return 1' }]);
  });

  test.each([
    ['a long line', 'A'.repeat(3_990)],
    ['a long line among short ones', `a = 1\n${'"'.repeat(201)}\nb = 2`],
    ['a long text', 'return 1\n'.repeat(500)],
  ])('B40: %s gets no colours, since they would take the square of its length', (_, code) => {
    for (const language of ['ts', 'js', 'json', 'html', 'css', 'bash', 'py', 'go', 'rs', 'sql', 'yaml', 'diff'])
      expect(highlight(code, language)).toEqual([{ text: code }]);
  });

  test('B40: as much code as a screen shows gets its colours', () => {
    const code = `${' '.repeat(191)}return 1\n`.repeat(19);
    expect(highlight(code, 'ts').filter(({ kind }) => kind === 'kwd')).toHaveLength(19);
  });

  test('B40: a language that only stands within others gets no colours by itself', () => {
    const code = '[[[[\n'.repeat(700);
    expect(highlight(code, 'regex')).toEqual([{ text: code }]);
    expect(highlight('const a = /[b]/;', 'js').length).toBeGreaterThan(3);
  });

  test('B40: what got its colours keeps them for the next time, and the oldest of fifty goes', () => {
    const first = highlight('return 0', 'ts');
    for (let n = 1; n < 50; n++) highlight(`return ${n}`, 'ts');
    expect(highlight('return 0', 'ts')).toBe(first);
    const second = highlight('return 1', 'ts');
    for (let n = 50; n < 100; n++) highlight(`return ${n}`, 'ts');
    expect(highlight('return 1', 'ts')).not.toBe(second);
  });
});
