/** How message texts are shown. */

import { expect, test } from './fixtures.ts';

test('text that is not markup is shown and copied as typed', async ({ server, somebody }) => {
  const ana = await somebody({ permissions: ['clipboard-read', 'clipboard-write'] });
  await ana.enter(`${server.url}/r/as-typed`);
  const texts = [
    '\\\\server\\share\\_docs and C:\\Users\\ana\\.ssh',
    '>:(',
    '```',
    '2*3*4 and ^_^ and -_- or ^_^ ^_^',
    '   two   blanks,  and three   ',
    'f(**kwargs)  # __init__.py',
    '```\nnever *closed*',
  ];
  for (const text of texts) await ana.say(text);
  expect(await ana.texts()).toEqual(texts);

  await ana.say('/shrug');
  await expect(ana.messages.last().locator('.text')).toHaveText('¯\\_(ツ)_/¯');
  await ana.messages.last().hover();
  await ana.page.getByRole('button', { name: 'More', exact: true }).click();
  await ana.page.getByRole('button', { name: 'Copy text' }).click();
  await ana.field.press('ControlOrMeta+v');
  await expect(ana.field).toHaveValue('¯\\_(ツ)_/¯');
});

test('lists and quotes are aligned by the direction of their language', async ({ server, somebody }) => {
  const ana = await somebody();
  await ana.enter(`${server.url}/r/sides`);
  /** On which side each quote and list of the last message has its bar or its marks. */
  const sides = () =>
    ana.messages
      .last()
      .locator('blockquote, ul, ol')
      .evaluateAll((blocks) =>
        blocks.map((block) => {
          const [outer, content] = [block.getBoundingClientRect(), block.firstElementChild?.getBoundingClientRect()];
          if (!content) return 'empty';
          return content.left - outer.left > outer.right - content.right ? 'left' : 'right';
        }),
      );
  /** The side on which the text of each item begins. */
  const words = () =>
    ana.messages
      .last()
      .locator('li, p')
      .evaluateAll((blocks) =>
        blocks.map((block) => {
          const range = document.createRange();
          range.selectNodeContents(block);
          const [outer, text] = [block.getBoundingClientRect(), range.getBoundingClientRect()];
          return text.left - outer.left < outer.right - text.right ? 'left' : 'right';
        }),
      );
  for (const [text, blocks, lines] of [
    ['- one\n- two', ['left'], ['left', 'left']],
    ['- אחת\n- שתיים', ['right'], ['right', 'right']],
    ['1. واحد\n2. two', ['right'], ['right', 'right']],
    ['1) one\n2) שתיים', ['left'], ['left', 'left']],
    ['> ציטוט', ['right'], ['right']],
    ['> quote\n> > ציטוט', ['left', 'right'], ['left', 'right']],
    ['>> ציטוט\n> english', ['right', 'right'], ['right', 'left']],
    ['> - אחת\n> - two', ['right', 'right'], ['right', 'right']],
    ['> ```\n> code\n> ```\n> ציטוט', ['right'], ['right']],
  ] as const) {
    await ana.say(text);
    await expect.poll(sides, text).toEqual(blocks);
    await expect.poll(words, text).toEqual(lines);
  }
});
