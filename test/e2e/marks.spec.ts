/** The parts of a text that need a browser: a spoiler is revealed on demand, a wide table scrolls, and a room is a link. */

import { expect, test } from './fixtures.ts';

test('the text of a spoiler is nowhere in the page until the reader reveals it by mouse or keyboard', async ({
  server,
  somebody,
}) => {
  const ana = await somebody();
  const { page } = ana;
  await ana.enter(`${server.url}/r/spoilers`);
  await ana.say('It was ||the **butler**||, with ||a candle||');
  await ana.say('||\n- the first\n\n- the last\n||');
  await ana.messages.first().hover();
  await page.getByRole('button', { name: 'Reply' }).click();
  await ana.say('really?');
  await expect(ana.messages.last().locator('.quoted-text')).toHaveText('It was [Spoiler], with [Spoiler]');
  await expect(page.locator('body')).not.toContainText(/butler|candle|the first/);

  const [first, last] = [ana.messages.first(), ana.messages.nth(1)];
  await first.getByRole('button', { name: 'Spoiler' }).first().click();
  await expect(first.locator('.text')).toHaveText('It was the butler, with Spoiler');
  await expect(first.locator('.spoiler').first()).toBeFocused();
  await first.focus();
  await page.keyboard.press('Tab');
  await expect(first.getByRole('button', { name: 'Spoiler' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(first.locator('.text')).toHaveText('It was the butler, with a candle');
  await last.getByRole('button', { name: 'Spoiler' }).press(' ');
  await expect(last.getByRole('listitem')).toHaveText(['the first', 'the last']);

  // An edited spoiler is hidden again.
  await first.focus();
  await page.keyboard.press('e');
  await ana.field.fill('It was ||nobody||');
  await ana.field.press('Enter');
  await expect(first.locator('.text')).toContainText('It was Spoiler');
  await expect(page.locator('.log')).not.toContainText('nobody');
});

test('a wide table scrolls by itself, a room is a link, and the whole text is drawn', async ({ server, somebody }) => {
  const ana = await somebody();
  const { page } = ana;
  await ana.enter(`${server.url}/r/tables`);
  const row = (cell: string) => `|${` ${cell} |`.repeat(9)}`;
  await ana.say(
    `# Plans\n${row('head')}\n${row('---')}\n${row('a longer cell')}\n\n---\n\nin #tables-2, or ana@mail.example`,
  );
  await ana.messages.last().hover();
  await page.getByRole('button', { name: 'Reply' }).click();
  await ana.say('good');
  const quote = ana.messages.last().locator('.quoted-text');
  await expect(quote).toContainText(/^Plans\s+head \| head \| [^-]* a longer cell \|/);
  await expect(quote).not.toContainText(/[#-]{2}|\| \|/);
  const text = ana.messages.first().locator('.text');
  await expect(text.getByRole('heading', { name: 'Plans' })).toBeVisible();
  await expect(text.getByRole('separator')).toHaveCount(1);
  await expect(text.getByRole('link', { name: 'ana@mail.example' })).toHaveAttribute('href', 'mailto:ana@mail.example');
  await expect(text.getByRole('columnheader')).toHaveCount(9);
  await page.setViewportSize({ width: 390, height: 844 });
  const table = text.locator('.table');
  const widths = () => table.evaluate(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth);
  expect(await widths()).toBe(true);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  await table.focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => table.evaluate(({ scrollLeft }) => scrollLeft)).toBeGreaterThan(0);

  await text.getByRole('link', { name: '#tables-2' }).click();
  await expect(page).toHaveURL(`${server.url}/r/tables-2`);
  await expect(page.getByRole('heading', { name: 'tables-2' })).toBeVisible();
});
