/** Edits in progress are not lost. */

import { expect, test } from './fixtures.ts';

test('an edit in progress survives a reload, can be restored after Esc, and says when it can’t be saved', async ({
  server,
  somebody,
}) => {
  const ana = await somebody();
  const { page, field } = ana;
  const bar = page.locator('.writing');
  const row = (text: string) => ana.messages.filter({ hasText: text });
  await ana.enter(`${server.url}/r/edits-kept`);
  for (const text of ['the first', 'the second']) await ana.say(text);
  await expect(row('the second')).toContainText('Sent');
  await field.fill('a draft');
  await row('the first').focus();
  await page.keyboard.press('e');
  await field.fill('the first, at length');
  await page.reload();
  await expect(field).toHaveValue('the first, at length');
  await expect(bar).toContainText('Editing your message');

  await field.press('Escape');
  await expect(field).toHaveValue('a draft');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(field).toHaveValue('the first, at length');
  await field.press('Escape');
  await field.fill('');
  await field.press('Control+z');
  await expect(field).toHaveValue('the first, at length');
  // Another message is edited instead.
  await row('the second').focus();
  await page.keyboard.press('e');
  await expect(field).toHaveValue('the second');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(field).toHaveValue('the first, at length');
  await field.press('Enter');
  await expect(row('the first, at length')).toContainText('edited');
  await expect(field).toHaveValue('');
  await page.reload();
  await expect(row('the second')).toBeVisible();
  await expect(bar).toHaveCount(0);

  const other = await page.context().newPage();
  await other.goto(page.url());
  await row('the second').focus();
  await page.keyboard.press('e');
  await expect(field).toHaveValue('the second');
  await field.fill('the second, changed');
  await other.getByRole('article').filter({ hasText: 'the second' }).focus();
  await other.keyboard.press('Delete');
  await other.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(bar).toContainText('can no longer be edited');
  await expect(page.getByText('Enter to keep as a draft · Esc to cancel')).toBeVisible();
  await page.getByRole('button', { name: 'Keep as draft' }).click();
  await expect(bar).toHaveCount(0);
  await expect(field).toHaveValue('the second, changed');
});
