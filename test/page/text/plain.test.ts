import { describe, expect, test } from 'vitest';
import { plainText } from '../../../src/page/text/plain.ts';

describe('plain text without marks', () => {
  test.each([
    ['plain', 'plain'],
    ['**bold** and *thin* and `code`', 'bold and thin and code'],
    ['```ts\nconst a = 1;\n```', 'const a = 1;'],
    ['look:\n```\na\nb\n```\nthere', 'look:\na\nb\nthere'],
    ['> she said\n> so\n\nand **more**', 'she said\nso\nand more'],
    ['- tea\n- *milk*', '• tea\n• milk'],
    ['- tea\n  1. green\n     - cold\n- [x] milk\n- [ ] eggs', '• tea\n  1. green\n    • cold\n☑ milk\n☐ eggs'],
    ['3. third\n4. fourth', '3. third\n4. fourth'],
    ['3) third\n4) fourth', '3) third\n4) fourth'],
    ['see [the plan](https://a.example/x)', 'see the plan (a.example)'],
    ['[bank.example](https://evil.example/)', 'bank.example (evil.example)'],
    ['https://a.example/x', 'https://a.example/x'],
    ['/me waves **twice**', 'waves twice'],
    ['2 * 3 * 4, snake_case_name and \\*stars\\*', '2 * 3 * 4, snake_case_name and *stars*'],
    ['第一行\n**第二行**', '第一行\n第二行'],
    ['~~no~~ yes', 'no yes'],
    ['it was ||the *butler*||, with ||a candle||', 'it was [spoiler], with [spoiler]'],
    ['||a\n\n- b||\nand c', '[spoiler]\nand c'],
    ['> ||a||', '[spoiler]'],
    ['||\n```\nif (a||b) c()\n```\n||\nd', '[spoiler]\nd'],
    ['||```js\nif (a||b) c()\n```||', '[spoiler]'],
    ['||\n```if (a||b)\nc()\n```\n||', '[spoiler]'],
    ['||\n`a||b` is c\n|| d', '[spoiler]\nd'],
    ['||\na \\|| b\n||', '[spoiler]'],
    ['||\n```\na\n||\nb', '[spoiler]\nb'],
    ['||a\nC:\\||\nb', '[spoiler]\nb'],
    ['- ||a||', '• [spoiler]'],
    ['/me sees ||a||', 'sees [spoiler]'],
    ['[||a||](https://a.example/)', '[[spoiler]](https://a.example/)'],
    ['', ''],
  ])('%j becomes %j', (text, plain) => {
    expect(plainText(text, 'spoiler')).toBe(plain);
  });
});
