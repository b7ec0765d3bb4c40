/** Text that isn't markup keeps all its characters. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Block } from '../../../src/page/text/blocks.ts';
import { type Inline, parseInline } from '../../../src/page/text/inline.ts';
import { FACE } from '../../../src/page/text/kaomoji.ts';
import { parseBlocks } from '../../../src/page/text/parse-blocks.ts';
import { plainText } from '../../../src/page/text/plain.ts';

const plain = (text: string): string => plainText(text, 'spoiler');

/** The kinds of all parsed nodes, such as "bold italic". */
function drawn(text: string): string {
  const ofInline = (nodes: Inline[]): string[] =>
    nodes.flatMap((node) => ('children' in node ? [node.kind, ...ofInline(node.children)] : node.kind));
  const ofBlock = (block: Block): string[] => {
    switch (block.kind) {
      case 'paragraph':
        return ofInline(block.children);
      case 'code':
        return ['block of code'];
      case 'quote':
      case 'spoiler':
        return [block.kind, ...block.children.flatMap(ofBlock)];
      case 'heading':
      case 'rule':
      case 'table':
        return [block.kind, ...block.rows.flat().flatMap(ofInline)];
      case 'list':
        return [
          'list',
          ...block.items.flatMap(({ children, lists }) => [...ofInline(children), ...lists.flatMap(ofBlock)]),
        ];
    }
  };
  return parseBlocks(text)
    .flatMap(ofBlock)
    .filter((kind) => kind !== 'text' && kind !== 'break')
    .join(' ');
}

describe('text that isn’t markup is shown as typed', () => {
  test.each([
    ['a path of Windows', ['\\\\server\\share\\_docs', 'C:\\Users\\ana\\.ssh', '.\\_build\\_x', 'C:\\*.* and D:\\*.*']],
    [
      'faces',
      ['¯\\_(ツ)_/¯', '\\_(ツ)_', '¯\\_(ツ)_/¯ ¯\\_(ツ)_/¯', '>:(', '>_<', '>.<', '>w<', '> ^ <', '>D', ':* and :*'],
    ],
    [
      'pairs of faces',
      [
        '^_^ and ^_^',
        '-_- and -_-',
        'T_T and T_T',
        'ಠ_ಠ and ಠ_ಠ',
        '(*_*) (*_*)',
        '^_~ or @_@ or ^_~',
        '*_*です。*_*ね',
      ],
    ],
    [
      'faces with a backtick for a cheek',
      [
        'おつかれ(´・ω・`) またね(´・ω・`)',
        '(´∀`)…(´∀`*)',
        '(´；ω；`) (´；ω；`)',
        '(`・ω・´)ゞ…(`・ω・´)',
        '(*`д´) (*`д´)',
        '( ´_ゝ`) ( ´_ゝ`)',
        '（´・ω・`） （´・ω・`）',
      ],
    ],
    [
      'faces with a mark on either cheek',
      [
        '(*ﾟ▽ﾟ*)',
        '(*ﾟ∀ﾟ*)',
        "(*'▽'*)",
        "(*'ω'*)",
        "(*'-'*)",
        '(*o*)',
        '(*0*)',
        '(*u_u*)',
        '(*бωб*)',
        '\\(*o*)/',
        '(_ω_)',
        '(_д_)',
        '\\(_o_)/',
        '（*ﾟ▽ﾟ*）',
      ],
    ],
    [
      'faces of marks alone',
      ['o_o', '*_*', '*.* and *.*', '*-* and *-*', '(*^_^*)', '(*・ω・*)', '\\o/ *\\o/*', ';_; ;_;'],
    ],
    [
      'sums',
      [
        '2*3*4',
        '2 * 3 * 4',
        '5*x+3*y',
        'a*b*c',
        '$5*2 and $6*3',
        '2**3 and 4**5',
        '长*宽*高',
        '(a*b)*(c*d)',
        '2 *3 and 4 *5',
        '（长+宽）*高*深',
        '高*宽*（长+深）',
        '长*（宽+高）*深',
        '2**3**4',
        'a**b**c and d**e**f',
      ],
    ],
    ['comparisons', ['>5 people', '>= 3', '>>= f', '1 > 0', '5 <6']],
    ['faces with a blank', ['> :(', '> :D ', '> :-/', '> _ <', '> ...']],
    ['comparisons with a blank', ['> 18 Jahre', '> 18', '> 90%', '> 10:30', 'ages\n> 18\nalone', '> -5 °C', '> €5']],
    ['for and against', ['+ cheap\n+ fast\n- ugly\n- loud', 'it is\n- ugly\n+ cheap']],
    ['what changed', ['- const a = 1\n+ const a = 2', '- a:\n  - b\n+ a:']],
    [
      'a diff with lines that stayed',
      [
        ' f() {\n-  return 1\n+  return 2\n }',
        '- old\nsame\n+ new',
        '-old\n same\n+ new',
        '@@ -1,2 +1,2 @@\n context\n- a\n+ b\n context\n- c\n+ d',
        '- a\n  - b\nsame\n+ c',
      ],
    ],
    ['signs of a number', ['+ 33 6 12 34 56 78', '- 5 °C heute', '+ 1 from me', '2 + 3\n- 1\n= 4']],
    [
      'code',
      [
        '**kwargs and **args',
        '__init__.py',
        'if __name__ == "__main__":',
        'f(*args, **kw) and g(*args, **kw)',
        'int *a, *b;',
        '*p++ = *q++;',
        'char **argv, **envp',
        '{**a,**b}',
        'f(**kwargs, a=x**y)',
        '姓名*、电话*',
        '/*comment*/ x /*comment*/',
        'snake_case_name and _private, _other',
        '_("Hello") and _("World")',
      ],
    ],
    ['templates and apostrophes', ['html`<p>` and css`a`', 'don`t and can`t', "``quoted'' and ``again''"]],
    [
      'globs',
      [
        'src/**/*.ts and test/**/*.ts',
        '*.ts and *.js',
        '"*.ts" -o "*.js"',
        'ls *.txt | grep a*',
        '**/node_modules/** and **/dist/**',
        'cp a* b* c',
      ],
    ],
    [
      'regular expressions',
      ['\\d+\\.\\d+', '.*foo.*', '(.*)foo(.*)', '^a*b*$', '(a*)|(b*)', '\\*\\w+\\*', '[^*]*x*', '/\\/\\*.*?\\*\\//'],
    ],
    ['LaTeX', ['\\[ x_1 + y_2 \\]', '$\\alpha_i*\\beta_j*$', '\\frac{a}{b}_{i} + c_{j}', 'a\\_b 100\\%', 'x \\\\ y']],
    [
      'lines of a crontab',
      [
        '* * * * * /usr/bin/backup.sh',
        '* 5 * * 1 cmd',
        '* */2 1,15 * MON cmd',
        '# m h\n* * * * * a\n* 0-6 * 1 MON b',
        '- a\n+ b\n* * * * * c',
      ],
    ],
    ['globs beside each other', ['*foo*/*.ts', '*foo*/*bar*/baz', 'cp a*/*b*', '/*a*/ x /*b*/', 'find */*/*.js']],
    ['shell', ['echo $_ $_', 'grep -E "a_b" *_test.go', 'rm *.o *~', 'sed s/\\*/x/']],
    ['what is spoken of', ['"*" and "*"', "'_' or '_'", '"**" or "**"', '(*) and (*)', '[*] [*]', '`']],
    [
      'marks alone',
      ['```', '~~~', '>', '>>', '1)', '1.', '-', '*', '+', '**', '***', '****', '- - -', '* * *', '---', '``'],
    ],
    ['fences alone', ['so\n```', '```\n```', '~~~\n~~~', '```js']],
    [
      'what is not closed',
      [
        '```\na *b* c',
        'so\n```js\n*a* b',
        '~~~\n> a\n- b',
        'a\n```\nb\n~~~',
        '**open',
        '*open',
        '_open',
        '`open',
        '[a](',
        '[a](b)',
      ],
    ],
    [
      'tildes',
      [
        'a ~ b',
        '~5 and ~6',
        '~/x and ~/y',
        'H~2~O',
        '~~',
        '~~~~',
        'so~~ and so~~',
        '你好~~我是小明~~',
        '~~>_<~~',
        '(~~)',
        'cp a~ b~',
      ],
    ],
    [
      'bars',
      [
        'a || b || c',
        'if (a||b||c)',
        '(a||b)||(c||d)',
        'true||false',
        'cmd || exit 1',
        '||',
        '||||',
        '1 | 2',
        'a | b\nc | d',
        'ls | grep x | wc',
        "'%'||name||'%'",
        "a||' '||b",
        'if (a\n|| b\n|| c)',
        'a ||\nb ||\nc',
        '|||a|||',
        '||open',
      ],
    ],
    ['numbers', ['007. Bond', '12345. x', '-5 degrees', '1.5 and 2)']],
  ])('%s', (_, texts) => {
    expect(texts.map(plain)).toEqual(texts);
  });

  test('list numbers are kept, and code loses its backticks', () => {
    expect(plain('1. a\n3. b\n2. c\n\n1) d\n2) e')).toBe('1. a\n3. b\n2. c\n1) d\n2) e');
    expect(plain('`a\nb`')).toBe('a\nb');
  });
});

describe('text that is meant as markup is drawn', () => {
  test.each([
    ['*a*, **b**; (*c*) "*d*" *e*!', 'italic bold italic italic italic'],
    ['_a_, __b c__; (_d_) "_e_" _f_!', 'italic bold italic italic italic'],
    ['这是**重点**内容，请看**这里。**谢谢，*好*。', 'bold bold italic'],
    ['**민수**가 **สำคัญ**มาก ה**מילה** の**カナー**は', 'bold bold bold bold'],
    ['使用**React**框架', 'bold'],
    ['*重要*と*大事*。*아주 중요*한 것과 *다른 것*', 'italic italic italic italic'],
    ['*（注意）*请看*重点*', 'italic italic'],
    ['**A**pplication **P**rogramming **I**nterface, the **2**nd, App**lication**', 'bold bold bold bold bold'],
    ['**C++**, **C#**, **18+**, **5 €**, **-5 °C**, **.env**', 'bold bold bold bold bold bold'],
    ['~~a~~, (~~b c~~) ~~d~~! 原价~~100~~现价80', 'struck struck struck struck'],
    ['||a||, (||b c||) "||d||"! 凶手是||小明||。', 'spoiler spoiler spoiler spoiler'],
    ['it was||Tom||. ||Ann||s', 'spoiler spoiler'],
    ['**~~a~~** ~~**a**~~ *||b||* ||`c`||', 'bold struck struck bold italic spoiler spoiler code'],
    ['||a *b *c *d *e *f *g *h *i *j||', 'spoiler'],
    ['||see https://a.example/x||说', 'spoiler link'],
    ['||a\nb||', 'spoiler'],
    ['||\n- a\n\n> b\n||', 'spoiler list quote'],
    ['so\n||```\na\n```|| b', 'spoiler block of code'],
    ['> ||a\n>\n> b||', 'quote spoiler'],
    ['**A**/**B**, **bold**-ish, **k**=v', 'bold bold bold bold'],
    ['*@Ana* **#tag** *„Zitat“* *¿Qué?* *«quoi»* *(laughs)* *"so"*', 'italic bold italic italic italic italic italic'],
    [
      '**`npm i`** *`x`* **[a](https://a.example)** **https://a.example/b/**',
      'bold code italic code bold link bold link',
    ],
    ['🎉**Party**🎉 ❤️*you*❤️', 'bold italic'],
    ['**a *b* c** ***d*** **_e_** _**f**_', 'bold italic bold italic bold italic italic bold'],
    ['使用`npm`安装 `` a`b ``', 'code code'],
    ['(`code`) (*`x`*) `(´` and `)`', 'code italic code code code'],
    ['(*important*) (*see*) (_not_) (*重点*) (**A**) (*so it is*)', 'italic italic italic italic bold italic'],
    ['*(´・ω・`)* `a` (´・ω・`) `b`', 'italic code code'],
    ['*a*/*b*, *yes*/*no*? _a_/_b_; *a*+*b*+*c*', 'italic italic italic italic italic italic italic italic italic'],
    ['*read*,*write*; *a*|_b_; **A**/*b*', 'italic italic italic italic bold italic'],
    ['> a', 'quote'],
    ['>text', 'quote'],
    ['>我觉得', 'quote'],
    ['>"said"', 'quote'],
    ['> >:(', 'quote'],
    ['>> a\n>>\n>> b', 'quote quote'],
    ['- a\n* b', 'list list'],
    ['* b\n+ c', 'list list'],
    ['- a\n- b', 'list'],
    ['* a', 'list'],
    ['- 1 egg\n- 2 lemons', 'list'],
    ['- a\n```diff\n- a\n+ b\n``` c', 'list block of code'],
    ['- a\n- b\n\n+33 6 12', 'list'],
    ['- a\n\n+ b', ''],
    ['- a\n  + b\n- c', 'list list'],
    ['>「引用」', 'quote'],
    ['>@ana hi', 'quote'],
    ['>😀 hi', 'quote'],
    ['> 3 people came', 'quote'],
    ['> 10:30 at the station?', 'quote'],
    ['> 50% of users agree', 'quote'],
    ['> 三点见', 'quote'],
    ['> :( I know', 'quote'],
    ['> 👍', 'quote'],
    ['> 18\n> 20', 'quote'],
    ['> so:\n> 18', 'quote'],
    ['```\na\n````', 'block of code'],
  ])('%j is drawn as markup', (text, kinds) => {
    expect(drawn(text)).toBe(kinds);
  });
});

describe('backslashes', () => {
  test.each([
    ['\\*not italic\\*', '*not italic*'],
    ['\\*\\*not bold\\*\\*', '**not bold**'],
    ['\\**not bold**', '**not bold**'],
    ['\\_not italic_', '_not italic_'],
    ['*not italic\\*', '*not italic*'],
    ['中\\*\\*重点\\*\\*文', '中**重点**文'],
    ['\\~~not struck~~', '~~not struck~~'],
    ['\\~\\~not struck\\~\\~', '~~not struck~~'],
    ['\\||not hidden||', '||not hidden||'],
    ['||not hidden\\||', '||not hidden||'],
    ['\\`not code\\`', '`not code`'],
    ['\\`a` and `b`', '`a` and b'],
    ['\\[a\\](https://a.example/)', '[a](https://a.example/)'],
    ['[a\\](https://a.example/)', '[a](https://a.example/)'],
    ['\\> no quote', '> no quote'],
    ['\\- no list', '- no list'],
    ['\\* no list', '* no list'],
    ['1\\. no list', '1. no list'],
    ['\\```\ncode\n\\```', '```\ncode\n```'],
    ['\\`\\`\\`js\ncode\n\\`\\`\\`', '```js\ncode\n```'],
  ])('the backslash in %j disappears and escapes the mark', (text, shown) => {
    expect(plain(text)).toBe(shown);
    expect(drawn(text).replace('link', '').replace('code', '')).toBe('');
  });

  test('a backslash keeps marks inside emphasis', () => {
    expect(parseInline('*a\\* b*')).toEqual([{ kind: 'italic', children: [{ kind: 'text', text: 'a* b' }] }]);
    expect(parseInline('**5\\***')).toEqual([{ kind: 'bold', children: [{ kind: 'text', text: '5*' }] }]);
  });

  test.each([
    '\\n',
    '\\#',
    '\\*a',
    'a\\*b\\*c',
    '\\> ',
    '\\-5',
    '\\[a\\](b)',
    '\\`open',
    '\\\\',
    '\\>:(',
    '```\\`!`',
    '```\\`!\\`',
    'a\\\\`!`',
    '\\`\\`\\`',
  ])('the backslash in %j stays, because nothing would begin or end there', (text) => {
    expect(plain(text)).toBe(text);
  });
});

describe('random texts of letters, punctuation and spaces', () => {
  /**
   * The same texts in every run. `SEED=7` tries others. Of many millions of texts, one is still parsed differently from
   * these rules.
   */
  const seed = Number(process.env.SEED ?? 1);
  const pieces = fc.constantFrom(
    ...[...'!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~*_`\\ \nab1é中'],
    ...[
      '**',
      '__',
      '***',
      '~~',
      '||',
      '```',
      '~~~',
      '\n> ',
      '\n- ',
      '\n1. ',
      ' *',
      '* ',
      'a*',
      '*a',
      '[a](https://a.b/)',
    ],
  );
  const texts = fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join(''));
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
  /** The number of marks that the nodes have consumed, not counting code and links. */
  const marksOf = (nodes: Inline[]): number =>
    nodes.reduce((sum, node) => {
      if ('children' in node && node.kind !== 'italic') return sum + 4 + marksOf(node.children);
      return node.kind === 'italic' ? sum + 2 + marksOf(node.children) : sum;
    }, 0);

  test('a line loses only the marks of what it draws', () => {
    const plain = texts.map((text) => text.replace(/[\\`[]/g, ''));
    fc.assert(
      fc.property(plain, (text) => {
        const nodes = parseInline(text);
        const marks = text.length - shown(nodes).length;
        expect(marks).toBe(marksOf(nodes));
        expect(shown(nodes).replace(/[*_~|]/g, '')).toBe(text.replace(/[*_~|]/g, ''));
      }),
      { numRuns: 5_000, seed },
    );
  });

  test('a line without markup loses nothing, not even a backslash', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const isDrawn = (of: string) => parseInline(of).some(({ kind }) => kind !== 'text' && kind !== 'break');
        // Remove one of the backslashes, or all adjacent ones.
        const without = [...text.matchAll(/\\(?=(\\*))/g)].flatMap(({ index, 1: more = '' }) => [
          text.slice(0, index) + text.slice(index + 1),
          text.slice(0, index) + text.slice(index + 1 + more.length),
        ]);
        // A name or a face would otherwise be markup.
        const isKept = (of: string) => /__\w{2,}__/.test(of) || new RegExp(FACE, 'u').test(of);
        if ([text, text.replaceAll('\\', ''), ...without].some((of) => isDrawn(of) || isKept(of))) return;
        expect(shown(parseInline(text))).toBe(text);
      }),
      { numRuns: 5_000, seed },
    );
  });

  test('everything except marks is shown in order', () => {
    const others = (text: string) =>
      text
        .replace(/[*_`~|\\>\s[\]()0-9.+•-]/g, '')
        .replaceAll('https:/a.b/', '')
        .replaceAll('a.b', '');
    fc.assert(
      fc.property(texts, (text) => {
        // The language of a code block isn't shown.
        fc.pre(!/^(`{3,}|~{3,}) *[\w+#.-]/m.test(text));
        // The text of a spoiler isn't shown either.
        fc.pre(!plain(text).includes('[spoiler]'));
        const withoutLinks = text.replaceAll('[a](https://a.b/)', '').replace(/https?:/g, '');
        expect(others(plain(withoutLinks))).toBe(others(withoutLinks));
      }),
      { numRuns: 1_000, seed },
    );
  });
});
