/** Rows of the list with mouse and keyboard: the toolbar, focus, copying and printing. */

import type { Locator, Page } from '@playwright/test';
import { expect, type Person, row, test } from './fixtures.ts';
import { Writer } from './support/writer.ts';

/** The toolbar, of which there is only one. */
const tools = (person: Person) => person.page.getByRole('group', { name: 'Message actions' });
const tool = (person: Person, name: string) => tools(person).getByRole('button', { name, exact: true });

/** Opens something with a button of the toolbar, and closes it with Escape. */
async function openAndLeave(person: Person, name: 'More' | 'React'): Promise<void> {
  await tool(person, name).click();
  await expect(person.page.getByRole('dialog')).toBeVisible();
  await person.page.keyboard.press('Escape');
  await expect(person.page.getByRole('dialog')).toHaveCount(0);
}

/** The copied text, pasted into the field because pages may not read the clipboard. */
async function pasted(person: Person): Promise<string> {
  await person.field.fill('');
  await person.field.press('ControlOrMeta+v');
  return person.field.inputValue();
}

/** Selects from a position in one text to a position in another, and copies. */
async function copyBetween(person: Person, from: [string, number], to: [string, number]): Promise<string> {
  const { page } = person;
  await page.evaluate(
    ([[first, start], [last, end]]) => {
      const find = (wanted: string): Node => {
        const texts = document.createTreeWalker(document.querySelector('.scroller') ?? document, NodeFilter.SHOW_TEXT);
        while (texts.nextNode()) if (texts.currentNode.textContent?.includes(wanted)) return texts.currentNode;
        throw new Error(`There is no ${wanted}.`);
      };
      getSelection()?.setBaseAndExtent(find(first), start, find(last), end);
    },
    [from, to] as const,
  );
  await page.evaluate(() => document.querySelector<HTMLElement>('.scroller')?.focus({ preventScroll: true }));
  await page.keyboard.press('ControlOrMeta+c');
  return pasted(person);
}

/** Describes the focused element in words. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const { activeElement: focus } = document;
    return focus?.matches('article') ? `row: ${focus.querySelector('.body')?.textContent}` : focus?.localName;
  });

test('the toolbar follows the mouse, whatever was done with the last message', async ({ server, somebody }) => {
  const writer = await Writer.connect(server.url, 'tools-follow', 'Writer');
  for (const text of ['first', 'second', 'third']) await writer.say(text);
  const ana = await somebody();
  await ana.enter(`${server.url}/r/tools-follow`);
  const { page } = ana;
  // Reacts to two messages with the picker.
  for (const [text, emoji] of [
    ['first', '🎉'],
    ['second', '👍'],
  ] as const) {
    await row(ana, text).hover();
    await expect(row(ana, text).locator('.tools')).toBeVisible();
    await tool(ana, 'React').click();
    await page.getByRole('dialog', { name: 'React' }).getByRole('button', { name: emoji, exact: true }).click();
    await expect(row(ana, text).getByRole('button', { name: `${emoji}: 1 person` })).toBeVisible();
  }
  // Close the menu and the picker with Escape, and begin a reply.
  for (const name of ['More', 'React', 'Reply'] as const) {
    await row(ana, 'first').hover();
    if (name === 'Reply') await tool(ana, name).click();
    else await openAndLeave(ana, name);
    await row(ana, 'third').hover();
    await expect(row(ana, 'third').locator('.tools')).toBeVisible();
    await expect(tools(ana)).toHaveCount(1);
  }
  // If the mouse is on no message, none has the toolbar.
  await row(ana, 'first').hover();
  await openAndLeave(ana, 'More');
  await ana.field.hover();
  await expect(tools(ana)).toHaveCount(0);
  writer.close();
});

test('the toolbar moves to the message that scrolls under the mouse, and stays with the keyboard while the mouse rests', async ({
  server,
  somebody,
}) => {
  const writer = await Writer.connect(server.url, 'tools-rest', 'Writer');
  await writer.fill(60, (index) => `line ${index}`);
  const ana = await somebody();
  await ana.enter(`${server.url}/r/tools-rest`);
  const { page } = ana;
  const toolsRow = () => page.locator('article:has(.tools) .text').allInnerTexts();
  await row(ana, 'line 57').hover();
  await openAndLeave(ana, 'More');
  await page.mouse.wheel(0, -600);
  await expect.poll(toolsRow).not.toEqual(['line 57']);
  await expect.poll(async () => (await toolsRow()).length).toBe(1);
  await expect(tools(ana)).toBeInViewport();

  // Tab moves into the toolbar of another row. New rows move under the mouse, which rests.
  await page.getByRole('region', { name: 'Messages in tools-rest' }).focus();
  await page.keyboard.press('End');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(tool(ana, 'Reply')).toBeFocused();
  expect(await toolsRow()).toEqual(['line 59']);
  await writer.fill(3, (index) => `more ${index}`);
  await expect(row(ana, 'more 2')).toBeVisible();
  await expect(tool(ana, 'Reply')).toBeFocused();
  expect(await toolsRow()).toEqual(['line 59']);
  writer.close();
});

test('focus moves to the row or its neighbour when the focused element disappears', async ({ server, somebody }) => {
  const ana = await somebody();
  const { page } = ana;
  await ana.enter(`${server.url}/r/focus-stays`);
  for (const text of ['one', 'two', 'three']) await ana.say(text);
  await expect(row(ana, 'three')).toContainText('Sent');

  // After deleting by mouse, focus is on the placeholder.
  await row(ana, 'two').hover();
  await tool(ana, 'More').click();
  await page.getByRole('button', { name: /^Delete/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(page.getByText('Message deleted')).toBeVisible();
  await expect.poll(() => focused(page)).toMatch(/^row: .*Message deleted/);

  // After taking back the only reaction, focus is on the row.
  await row(ana, 'one').hover();
  await tool(ana, 'More').click();
  await page.getByRole('dialog').getByRole('button', { name: '👍' }).click();
  const chip = row(ana, 'one').getByRole('button', { name: '👍: 1 person' });
  await chip.click();
  await expect(chip).toHaveCount(0);
  await expect.poll(() => focused(page)).toMatch(/^row: .*one/);

  // When the mouse moves the toolbar elsewhere, focus stays in the row.
  await row(ana, 'one').hover();
  await openAndLeave(ana, 'More');
  await row(ana, 'three').hover();
  await expect(row(ana, 'three').locator('.tools')).toBeVisible();
  await expect.poll(() => focused(page)).toMatch(/^row: .*one/);

  // After cancelling an edit or a reply, focus is in the field.
  for (const [name, cancel] of [
    ['Edit', 'Cancel editing'],
    ['Reply', 'Cancel reply'],
  ] as const) {
    await row(ana, 'three').hover();
    await tool(ana, name).click();
    await page.getByRole('button', { name: cancel }).click();
    await expect(ana.field).toBeFocused();
  }
});

test('focus stays in the list when a failed message or the button to the latest message disappears', async ({
  server,
  somebody,
}) => {
  const writer = await Writer.connect(server.url, 'focus-jump', 'Writer');
  await writer.fill(60, (index) => `line ${index}`);
  const ana = await somebody();
  const { page } = ana;
  await ana.enter(`${server.url}/r/focus-jump`);
  await page.locator('.scroller').hover({ position: { x: 4, y: 40 } });
  await page.mouse.wheel(0, -900);
  const jump = page.getByRole('button', { name: 'Jump to latest message' });
  await jump.focus();
  await page.keyboard.press('Enter');
  await expect(jump).toHaveCount(0);
  // Focus is on the list, from which ↑ leads to the latest message.
  await expect.poll(() => focused(page)).toBe('section');
  await page.keyboard.press('ArrowUp');
  await expect.poll(() => focused(page)).toMatch(/^row: .*line 59/);

  await page.context().setOffline(true);
  await expect(page.getByText('No connection', { exact: true })).toBeVisible();
  await ana.say('to be taken back');
  const take = row(ana, 'to be taken back').getByRole('button', { name: 'Delete' });
  await take.focus();
  await page.keyboard.press('Enter');
  await expect(row(ana, 'to be taken back')).toHaveCount(0);
  await expect.poll(() => focused(page)).toMatch(/^row: .*line 59/);
  await ana.say('to be sent');
  await row(ana, 'to be sent').getByRole('button', { name: 'Copy' }).focus();
  await page.context().setOffline(false);
  await expect(row(ana, 'to be sent')).toContainText('Sent');
  await expect.poll(() => focused(page)).not.toBe('body');
  writer.close();
});

test('copying several messages includes authors, times, and list and quote marks', async ({ server, somebody }) => {
  const writer = await Writer.connect(server.url, 'copies', 'Writer');
  await writer.say('Hello to **everybody** here');
  await writer.say('to buy:\n- milk\n- `eggs`\n\n3. three\n4. four\n\ndone:\n1) one\n2) two');
  await writer.say('> was said\n> twice\n\nand the answer', 1);
  await writer.say(
    '```js\nconst a = 1;\n  a + 1;\n```\nsee [the plan](https://a.example/plan?x=1) or https://b.example/',
  );
  await writer.say('# Plans\n| Day | Who |\n|-|-|\n| Friday | ana@a.example |\n\n---\nin #copies-2');
  await writer.send({ type: 'delete', ref: await writer.say('not any more') });
  await writer.say(Array.from({ length: 60 }, (_, line) => `line ${line}`).join('\n'));
  await writer.send({ type: 'react', ref: 1, data: '👍' });
  const ana = await somebody();
  const { page } = ana;
  await page.context().grantPermissions(['clipboard-write']);
  await ana.enter(`${server.url}/r/copies`);
  await ana.say('mine');
  await expect(row(ana, 'mine')).toContainText('Sent');
  await ana.messages.first().hover();
  await expect(tools(ana)).toBeVisible();

  const copy = (from: [string, number], to: [string, number]) => copyBetween(ana, from, to);
  const time = await ana.messages.first().locator('time').innerText();
  const own = await ana.messages.last().locator('.name').innerText();
  const name = await ana.messages.first().locator('.name').innerText();
  const head = `${name} · ${time}`;
  expect(time).toMatch(/^\d\d:\d\d$/);

  // Copies up to the first letters of the last message.
  const copied = (await copy(['Hello', 0], ['mine', 2])).replaceAll(/\d\d:\d\d/g, time);
  expect(copied).toBe(
    [
      `${head}\nHello to everybody here`,
      `${head}\nto buy:\n- milk\n- eggs\n3. three\n4. four\ndone:\n1) one\n2) two`,
      `${head}\n> was said\n> twice\nand the answer`,
      `${head}\nconst a = 1;\n  a + 1;\nsee the plan (https://a.example/plan?x=1) or https://b.example/`,
      `${head}\nPlans\nDay\tWho\nFriday\tana@a.example\n---\nin #copies-2`,
      `${head}\n${Array.from({ length: 60 }, (_, line) => `line ${line}`).join('\n')}`,
      `${own} · ${time}\nmi`,
    ].join('\n\n'),
  );
  // Copies from the middle of a list to the middle of another message. The day is copied as a date.
  const part = (await copy(['milk', 2], ['was said', 3])).replaceAll(/\d\d:\d\d/g, time);
  expect(part).toBe(`${head}\n- lk\n- eggs\n3. three\n4. four\ndone:\n1) one\n2) two\n\n${head}\n> was`);
  const day = await copy(['Today', 0], ['to buy', 2]);
  expect(day).toMatch(/^— \d{1,2} \w+ 20\d\d —\n\n/);
  // The browser itself copies from a single message.
  expect(await copy(['Hello', 0], [' here', 5])).toBe('Hello to everybody here');
  writer.close();
});

test('a poll is copied and announced as its row shows it, with its options and without hidden text', async ({
  server,
  somebody,
}) => {
  const ana = await somebody();
  await ana.page.context().grantPermissions(['clipboard-write']);
  await ana.enter(`${server.url}/r/copied-polls`);
  const writer = await Writer.connect(server.url, 'copied-polls', 'Writer');
  await writer.say('before');
  await writer.send({ type: 'poll', data: '**Who** ||dies||?', options: ['Rob **Stark**', '`Ned`'] });
  await writer.send({ type: 'vote', ref: 2, choice: [1] });
  await writer.say('after');
  await expect(ana.messages.last()).toContainText('after');
  const [question, options] = ['Who [Spoiler]?', '1. Rob **Stark**: 0\n2. `Ned`: 1'];
  await expect(ana.page.getByRole('log')).toContainText(`Writer: ${question} 1. Rob **Stark**`);

  const head = `Writer · ${await ana.messages.first().locator('time').innerText()}`;
  const copy = async (from: [string, number], to: [string, number]) =>
    (await copyBetween(ana, from, to)).replaceAll(/Writer · .*/g, head);
  expect(await copy(['before', 0], ['after', 5])).toBe(
    `${head}\nbefore\n\n${head}\n${question}\n${options}\n\n${head}\nafter`,
  );
  // Selects only the question, and then only the options.
  expect(await copy(['before', 0], ['Who', 3])).toBe(`${head}\nbefore\n\n${head}\nWho`);
  expect(await copy(['Ned', 0], ['after', 5])).toBe(`${head}\n${options}\n\n${head}\nafter`);
  writer.close();
});

test('code is copied unchanged, wraps on demand if it is too wide, and has no empty line above', async ({
  server,
  somebody,
}) => {
  const writer = await Writer.connect(server.url, 'code-tools', 'Writer');
  const long = `const a = [${'1234567890, '.repeat(40)}];\n\tdone();`;
  await writer.say(`\`\`\`js\n${long}\n\`\`\``);
  await writer.say('```\nshort\n```');
  const lines = Array.from({ length: 28 }, (_, line) => `line ${line}`).join('\n');
  await writer.say(`${lines}\n\`\`\`\n${lines}\n\`\`\``);
  await writer.say(`${lines}\n\`\`\`js\n${lines}\n\`\`\``);
  const ana = await somebody();
  const { page } = ana;
  await page.context().grantPermissions(['clipboard-write']);
  await ana.enter(`${server.url}/r/code-tools`);
  const blocks = page.locator('.code');
  const [cut, short, folded, foldedJs] = [blocks.nth(0), blocks.nth(1), blocks.nth(2), blocks.nth(3)];
  await expect(short.getByRole('button', { name: 'Copy code' })).toBeAttached();
  await expect(short.getByRole('button', { name: 'Wrap long lines' })).toHaveCount(0);
  const wrap = cut.getByRole('button', { name: 'Wrap long lines' });
  // The button is visible while the pointer or focus is on the code, and never covers it.
  await ana.field.hover();
  await expect(wrap).toHaveCSS('opacity', '0');
  await cut.hover();
  await expect(wrap).toHaveCSS('opacity', '1');
  const isOver = (button: Locator) =>
    button.evaluate((element) => {
      const code = element.closest('.code')?.querySelector('pre')?.getBoundingClientRect();
      const { left, bottom } = element.getBoundingClientRect();
      return code === undefined || (bottom > code.top && left < code.right);
    });
  expect(await isOver(wrap)).toBe(false);
  // Without a language there is nothing above the code.
  const copyShort = short.getByRole('button', { name: 'Copy code' });
  await expect(copyShort).toHaveCSS('opacity', '0');
  await short.hover();
  await expect(copyShort).toHaveCSS('opacity', '1');
  expect(await isOver(copyShort)).toBe(false);
  const above = (code: Locator) =>
    code.evaluate((block) => {
      const { top = 0 } = block.querySelector('pre')?.getBoundingClientRect() ?? {};
      return top - block.getBoundingClientRect().top;
    });
  expect(await above(short)).toBeLessThan(12);
  // There is also nothing above folded code, which can't be copied.
  await expect(folded.locator('.tool')).toHaveCount(0);
  expect(await above(folded)).toBeLessThan(12);
  await expect(foldedJs).toContainText('js');
  await expect(foldedJs.locator('.tool')).toHaveCount(0);
  const overflow = () => cut.locator('pre').evaluate(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth);
  expect(await overflow()).toBe(true);
  /** The darkness at one edge of the code, beside its second line, which is short. */
  const shade = async (side: 'left' | 'right'): Promise<number> => {
    const box = await cut.locator('pre').boundingBox();
    if (!box) throw new Error('There is no code.');
    const x = side === 'left' ? box.x + 3 : box.x + box.width - 9;
    const picture = await page.screenshot({ clip: { x, y: box.y + box.height - 24, width: 6, height: 8 } });
    return page.evaluate(
      async (bytes) => {
        const bitmap = await createImageBitmap(new Blob([new Uint8Array(bytes)]));
        const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
        context?.drawImage(bitmap, 0, 0);
        return 255 - Math.min(...(context?.getImageData(0, 0, bitmap.width, bitmap.height).data ?? []));
      },
      [...picture],
    );
  };
  // A shadow shows that the code continues, until its end is visible.
  const plain = await shade('left');
  expect(await shade('right')).toBeGreaterThan(plain + 10);
  await cut.locator('pre').evaluate((pre) => pre.scrollTo(pre.scrollWidth, 0));
  expect(await shade('right')).toBeLessThan(plain + 3);
  await cut.locator('pre').evaluate((pre) => pre.scrollTo(0, 0));
  await wrap.focus();
  await page.keyboard.press('Enter');
  await expect(wrap).toHaveAttribute('aria-pressed', 'true');
  expect(await overflow()).toBe(false);
  await wrap.click();
  expect(await overflow()).toBe(true);
  await cut.getByRole('button', { name: 'Copy code' }).click();
  await expect(page.getByText('Code copied')).toBeVisible();
  expect(await pasted(ana)).toBe(long);
  writer.close();
});

test('a page left open over midnight shows Today once', async ({ server, somebody }) => {
  const writer = await Writer.connect(server.url, 'midnight', 'Writer');
  await writer.say('before midnight');
  const ana = await somebody();
  const { page } = ana;
  await page.clock.install();
  await ana.enter(`${server.url}/r/midnight`);
  const days = page.locator('.separator time');
  await expect(days).toHaveText(['Today']);
  await page.clock.setFixedTime(Date.now() + 24 * 60 * 60_000);
  await page.clock.runFor(60_000);
  await expect(days).toHaveText(['Yesterday']);
  // The machine slept, so no timer fired.
  await page.clock.setFixedTime(Date.now() + 48 * 60 * 60_000);
  await page.evaluate(() => dispatchEvent(new Event('focus')));
  await expect(days.first()).not.toHaveText('Yesterday');
  await expect(days.first()).not.toHaveText('Today');
  writer.close();
});

test('all loaded messages are printed with names and times, in black on white', async ({ server, somebody }) => {
  const writer = await Writer.connect(server.url, 'paper', 'Writer');
  await writer.fill(130, (index) => `line ${index}`);
  await writer.say(`\`\`\`js\nconst a = '${'x '.repeat(300)}';\n\`\`\``);
  await writer.say('ask [who](https://a.example/)');
  await writer.say(`${'folded up '.repeat(380)}to its end`);
  await writer.send({ type: 'set', data: { topic: 'What is on paper stays' } });
  const ana = await somebody({ colorScheme: 'dark', locale: 'en-US' });
  const { page } = ana;
  await ana.enter(`${server.url}/r/paper`);
  await ana.page.locator('.scroller').hover({ position: { x: 4, y: 40 } });
  await expect(async () => {
    await page.mouse.wheel(0, -5_000);
    await expect(page.getByText('line 0', { exact: true })).toBeAttached({ timeout: 500 });
  }).toPass();
  await page.getByRole('button', { name: 'Jump to latest message' }).click();
  await expect(ana.page.getByText('line 0', { exact: true })).toHaveCount(0);
  await page.emulateMedia({ media: 'print' });
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  await expect(ana.messages).toHaveCount(133);
  await expect(page.getByRole('heading', { name: 'paper' })).toBeVisible();
  await expect(page.getByText('What is on paper stays')).toBeVisible();
  const paper = await page.evaluate(() => {
    const seen = [...document.querySelectorAll<HTMLElement>('.room *')].filter((element) => element.checkVisibility());
    const inked = seen.filter(({ childNodes }) => [...childNodes].some((node) => node instanceof Text));
    return {
      colours: [...new Set(inked.map((element) => getComputedStyle(element).color))],
      grounds: [...new Set(seen.map((element) => getComputedStyle(element).backgroundColor))],
      controls: seen.filter((element) => element.matches('button:not(.quote, .topic), input, textarea, .tools')).length,
      cut: seen.filter((element) => element.matches('.text pre') && element.scrollWidth > element.clientWidth).length,
      names: seen.filter((element) => element.matches('.author .name')).length,
      times: seen.filter((element) => element.matches('article time')).length,
      clipped: seen.filter((element) => element.matches('article time') && element.getBoundingClientRect().x < 0)
        .length,
      ends: seen.filter((element) => element.matches('.text') && /to its end$/.test(element.innerText.trim())).length,
    };
  });
  expect(paper.colours.every((colour) => /^(rgb\(0, 0, 0\)|oklch\(0 )/.test(colour))).toBe(true);
  expect(paper.grounds.every((ground) => /, 0\)$|^rgb\(255, 255, 255\)$/.test(ground))).toBe(true);
  expect(paper).toMatchObject({ controls: 0, cut: 0, times: 133, clipped: 0, ends: 1 });
  expect(paper.names).toBeGreaterThan(0);
  await page.emulateMedia({ media: null });
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  await expect(ana.page.getByText('line 0', { exact: true })).toHaveCount(0);
  await expect(ana.messages.last()).toBeInViewport();
  // Printing itself makes the page render all messages.
  const pdf = await page.pdf();
  expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length).toBeGreaterThan(1);
  writer.close();
});
