/** The rows of the list under a mouse and a keyboard: their tools, where focus goes, what is copied and printed. */

import type { Page } from '@playwright/test';
import { expect, type Person, test } from './fixtures.ts';
import { Writer } from './support/writer.ts';

/** The row of the message with this text. */
const row = (person: Person, text: string) => person.messages.filter({ hasText: text });

/** The tools, which there is one set of. */
const tools = (person: Person) => person.page.getByRole('group', { name: 'What to do with this message' });
const tool = (person: Person, name: string) => tools(person).getByRole('button', { name, exact: true });

/** Opens something with a tool, and leaves it by Escape. */
async function openAndLeave(person: Person, name: 'More' | 'React'): Promise<void> {
  await tool(person, name).click();
  await expect(person.page.getByRole('dialog')).toBeVisible();
  await person.page.keyboard.press('Escape');
  await expect(person.page.getByRole('dialog')).toHaveCount(0);
}

/** What has focus, as one would name it. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const { activeElement: focus } = document;
    return focus?.matches('article') ? `row: ${focus.querySelector('.body')?.textContent}` : focus?.localName;
  });

test('the tools of a message follow the mouse, whatever one did with the message before', async ({
  server,
  somebody,
}) => {
  const writer = await Writer.connect(server.url, 'tools-follow', 'Writer');
  for (const text of ['first', 'second', 'third']) await writer.say(text);
  const ana = await somebody();
  await ana.enter(`${server.url}/r/tools-follow`);
  const { page } = ana;
  // A reaction by the picker, then another on the next message.
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
  // The menu, left by Escape; the picker, too; and a reply.
  for (const name of ['More', 'React', 'Reply'] as const) {
    await row(ana, 'first').hover();
    if (name === 'Reply') await tool(ana, name).click();
    else await openAndLeave(ana, name);
    await row(ana, 'third').hover();
    await expect(row(ana, 'third').locator('.tools')).toBeVisible();
    await expect(tools(ana)).toHaveCount(1);
  }
  // No message is pointed at: none has tools.
  await row(ana, 'first').hover();
  await openAndLeave(ana, 'More');
  await ana.field.hover();
  await expect(tools(ana)).toHaveCount(0);
  writer.close();
});

test('the tools go to the message that scrolls under the mouse, and stay with the keyboard while the mouse rests', async ({
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

  // Tab into the tools of another row; rows that come in move under the mouse, which rests.
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

test('focus goes to the row, or to its neighbour, when what has it goes away', async ({ server, somebody }) => {
  const ana = await somebody();
  const { page } = ana;
  await ana.enter(`${server.url}/r/focus-stays`);
  for (const text of ['one', 'two', 'three']) await ana.say(text);
  await expect(row(ana, 'three')).toContainText('Sent');

  // Deleted by mouse: the mark that is left.
  await row(ana, 'two').hover();
  await tool(ana, 'More').click();
  await page.getByRole('button', { name: /^Delete/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(page.getByText('Message deleted')).toBeVisible();
  await expect.poll(() => focused(page)).toMatch(/^row: .*Message deleted/);

  // The own reaction, taken back: it was the only one.
  await row(ana, 'one').hover();
  await tool(ana, 'More').click();
  await page.getByRole('dialog').getByRole('button', { name: '👍' }).click();
  const chip = row(ana, 'one').getByRole('button', { name: '👍: 1 person' });
  await chip.click();
  await expect(chip).toHaveCount(0);
  await expect.poll(() => focused(page)).toMatch(/^row: .*one/);

  // The tools, when the mouse takes them elsewhere.
  await row(ana, 'one').hover();
  await openAndLeave(ana, 'More');
  await row(ana, 'three').hover();
  await expect(row(ana, 'three').locator('.tools')).toBeVisible();
  await expect.poll(() => focused(page)).toMatch(/^row: .*one/);

  // An edit or a reply that is given up: the field.
  for (const [name, cancel] of [
    ['Edit', 'Cancel editing'],
    ['Reply', 'Cancel the reply'],
  ] as const) {
    await row(ana, 'three').hover();
    await tool(ana, name).click();
    await page.getByRole('button', { name: cancel }).click();
    await expect(ana.field).toBeFocused();
  }
});

test('focus stays in the list when a failed message goes, or the way to the latest', async ({ server, somebody }) => {
  const writer = await Writer.connect(server.url, 'focus-jump', 'Writer');
  await writer.fill(60, (index) => `line ${index}`);
  const ana = await somebody();
  const { page } = ana;
  await ana.enter(`${server.url}/r/focus-jump`);
  await page.locator('.scroller').hover({ position: { x: 4, y: 40 } });
  await page.mouse.wheel(0, -900);
  const jump = page.getByRole('button', { name: 'To the latest message' });
  await jump.focus();
  await page.keyboard.press('Enter');
  await expect(jump).toHaveCount(0);
  // The list, from where ↑ leads to the latest.
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
