import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Block } from '../../../src/page/text/blocks.ts';
import { limitMarks } from '../../../src/page/text/combining-marks.ts';
import { type Inline, parseInline } from '../../../src/page/text/inline.ts';
import type { Item, List } from '../../../src/page/text/list.ts';
import { parseBlocks } from '../../../src/page/text/parse-blocks.ts';
import { plainText } from '../../../src/page/text/plain.ts';

const text = (value: string): Inline => ({ kind: 'text', text: value });
const paragraph = (...children: Inline[]): Block => ({ kind: 'paragraph', children });
const bold = (...children: Inline[]): Inline => ({ kind: 'bold', children });
const italic = (...children: Inline[]): Inline => ({ kind: 'italic', children });
const code = (value: string): Inline => ({ kind: 'code', text: value });
const item = (...children: Inline[]): Item => ({ children, lists: [] });

describe('blocks', () => {
  test('a line feed breaks the line, and a blank line begins a paragraph', () => {
    expect(parseBlocks('a\nb\n\nc')).toEqual([
      paragraph(text('a'), { kind: 'break' }, text('b')),
      paragraph(text('c')),
    ]);
  });

  test('a code block keeps its text unchanged', () => {
    expect(parseBlocks('see:\n```ts\nconst a = **1**;\n\n  b\n```\nafter')).toEqual([
      paragraph(text('see:')),
      { kind: 'code', language: 'ts', text: 'const a = **1**;\n\n  b' },
      paragraph(text('after')),
    ]);
  });

  test('code without a closing fence runs to the end and keeps its opening fence', () => {
    expect(parseBlocks('```ts\n*a*\nb')).toEqual([{ kind: 'code', language: '', text: '```ts\n*a*\nb' }]);
  });

  test('a language with options, or the first line of the code, may follow a fence', () => {
    const block = (language: string, value: string) => [{ kind: 'code', language, text: value }];
    expect(parseBlocks('```python title=x\na *b*\n```')).toEqual(block('python title=x', 'a *b*'));
    expect(parseBlocks('```js {1,3} file="a b"\na\n```')).toEqual(block('js {1,3} file="a b"', 'a'));
    expect(parseBlocks('```Objective C\na\n```')).toEqual(block('', 'Objective C\na'));
    expect(parseBlocks('```const a = 1;\nb```')).toEqual(block('', 'const a = 1;\nb'));
    expect(parseBlocks('~~~js title=x\na\n~~~')).toEqual(block('js title=x', 'a'));
    expect(parseBlocks('~~~ so it is\n~~~')).toEqual([paragraph(text('~~~ so it is'), { kind: 'break' }, text('~~~'))]);
    expect(parseBlocks('```code here```')).toEqual([paragraph(code('code here'))]);
    expect(parseBlocks('```so it is\na')).toEqual([paragraph(text('```so it is'), { kind: 'break' }, text('a'))]);
  });

  test('a longer fence may contain a shorter one', () => {
    expect(parseBlocks('````\n```\n````')).toEqual([{ kind: 'code', language: '', text: '```' }]);
  });

  test('a fence at the end of the last line closes the code as well', () => {
    expect(parseBlocks('```\na\nb```\nHello *you*')).toEqual([
      { kind: 'code', language: '', text: 'a\nb' },
      paragraph(text('Hello '), italic(text('you'))),
    ]);
    expect(parseBlocks('~~~ts\nb~~~')).toEqual([{ kind: 'code', language: 'ts', text: 'b' }]);
    expect(parseBlocks('````\na```\nb`````')).toEqual([{ kind: 'code', language: '', text: 'a```\nb' }]);
  });

  test('text after the closing fence isn’t part of the code', () => {
    expect(parseBlocks('```js\na\n``` done\nb')).toEqual([
      { kind: 'code', language: 'js', text: 'a' },
      paragraph(text('done'), { kind: 'break' }, text('b')),
    ]);
    expect(parseBlocks('```\n```js\n```')).toEqual([{ kind: 'code', language: '', text: '```js' }]);
  });

  test('quotes contain blocks, up to three levels deep', () => {
    expect(parseBlocks('> a\n> - b')).toEqual([
      {
        kind: 'quote',
        children: [paragraph(text('a')), { kind: 'list', ordered: false, start: 1, items: [item(text('b'))] }],
      },
    ]);
    expect(JSON.stringify(parseBlocks('>>>> a')).match(/quote/g)).toHaveLength(3);
  });

  test('lists keep their first number', () => {
    expect(parseBlocks('3. c\n4. d')).toEqual([
      { kind: 'list', ordered: true, start: 3, items: [item(text('c')), item(text('d'))] },
    ]);
    expect(parseBlocks('1) a\n3) b')).toEqual([
      { kind: 'list', ordered: true, start: 1, mark: ')', items: [item(text('a'))] },
      { kind: 'list', ordered: true, start: 3, mark: ')', items: [item(text('b'))] },
    ]);
  });

  test('an indented list belongs to the item above it', () => {
    const list = (...items: Item[]): List => ({ kind: 'list', ordered: false, start: 1, items });
    const numbered = (...items: Item[]): List => ({ ...list(...items), ordered: true });
    expect(parseBlocks('- a\n- b\n  - c\n    1. d\n    2. e\n  - f\n- g')).toEqual([
      list(
        item(text('a')),
        {
          ...item(text('b')),
          lists: [list({ ...item(text('c')), lists: [numbered(item(text('d')), item(text('e')))] }, item(text('f')))],
        },
        item(text('g')),
      ),
    ]);
    expect(parseBlocks('1. a\n   * b\n\t+ c\n2. d')).toEqual([
      numbered({ ...item(text('a')), lists: [list({ ...item(text('b')) }), list(item(text('c')))] }, item(text('d'))),
    ]);
    expect(parseBlocks('- a\n - b')).toEqual([list(item(text('a')), item(text('b')))]);
  });

  test('lists are nested up to five levels deep, and flat below', () => {
    const deep = Array.from({ length: 9 }, (_, depth) => `${'  '.repeat(depth)}- ${depth}`).join('\n');
    expect(JSON.stringify(parseBlocks(deep)).match(/"list"/g)).toHaveLength(5);
    expect(plainText(deep, '')).toContain('        • 8');
  });

  test('a check box turns a bulleted item into a task', () => {
    expect(parseBlocks('- [ ] a\n- [x] b\n- [X] c\n- [y] d\n- [ ]\n- [](e)')).toEqual([
      {
        kind: 'list',
        ordered: false,
        start: 1,
        items: [
          { ...item(text('a')), isDone: false },
          { ...item(text('b')), isDone: true },
          { ...item(text('c')), isDone: true },
          item(text('[y] d')),
          item(text('[ ]')),
          item(text('[](e)')),
        ],
      },
    ]);
    expect(parseBlocks('[x] a')).toEqual([paragraph(text('[x] a'))]);
  });

  test("a sentence that begins with a dash or a year isn't a list", () => {
    expect(parseBlocks('-5 degrees')).toEqual([paragraph(text('-5 degrees'))]);
    expect(parseBlocks('12345. x')).toEqual([paragraph(text('12345. x'))]);
  });
});

describe('inline marks', () => {
  test('bold, italic and code are parsed', () => {
    expect(parseInline('a **b** *c* _d_ __e__ `f`')).toEqual([
      text('a '),
      bold(text('b')),
      text(' '),
      italic(text('c')),
      text(' '),
      italic(text('d')),
      text(' '),
      bold(text('e')),
      text(' '),
      code('f'),
    ]);
  });

  test('bold and italic can be nested', () => {
    expect(parseInline('**a *b* c**')).toEqual([bold(text('a '), italic(text('b')), text(' c'))]);
    expect(parseInline('***a***')).toEqual([bold(italic(text('a')))]);
  });

  test('Chinese needs no spaces around marks', () => {
    expect(parseInline('请看**这里。**谢谢')).toEqual([text('请看'), bold(text('这里。')), text('谢谢')]);
  });

  test.each(['snake_case_name', '2 * 3 * 4', '**', '****', '* a', 'a ** b', '`', '**open'])(
    'no markup is lost in %j',
    (source) => {
      expect(parseInline(source)).toEqual([text(source)]);
    },
  );

  test('an unclosed mark inside closed ones is text', () => {
    expect(parseInline('*a **b* c')).toEqual([italic(text('a **b')), text(' c')]);
  });

  test('a backslash escapes the mark after it', () => {
    expect(parseInline('\\*a\\* \\n')).toEqual([text('*a* \\n')]);
  });

  test('nothing is parsed inside code', () => {
    expect(parseInline('`**a** https://a.example` ``b`c``')).toEqual([
      code('**a** https://a.example'),
      text(' '),
      code('b`c'),
    ]);
  });

  test('B14: every character of the text is shown, except the marks', () => {
    const shown = (nodes: Inline[]): string =>
      nodes
        .map((node) => {
          switch (node.kind) {
            case 'bold':
            case 'italic':
            case 'struck':
            case 'spoiler':
              return shown(node.children);
            case 'link':
              return node.label;
            case 'break':
              return '\n';
            default:
              return node.text;
          }
        })
        .join('');
    const letters = (value: string): string => value.replace(/[^a-z]/g, '');
    const pieces = fc.constantFrom(
      '*',
      '**',
      '_',
      '__',
      '`',
      '``',
      '\\',
      ' ',
      '\n',
      'a',
      'b',
      '[',
      ']',
      '(',
      ')',
      '> ',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
        const source = parts.join('');
        expect(letters(shown(parseInline(source)))).toBe(letters(source));
      }),
    );
  });
});

describe('B12: characters that could break out of a row', () => {
  test('at most 8 combining marks stay on a letter', () => {
    expect(limitMarks(`e${'\u0301'.repeat(50)}x`)).toBe(`e${'\u0301'.repeat(8)}x`);
    expect(limitMarks('ngữ pháp, हिन्दी')).toBe('ngữ pháp, हिन्दी');
  });
});
