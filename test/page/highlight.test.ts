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
});
