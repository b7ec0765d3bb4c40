/** Finding what was written, and knowing who is writing. */

import { expect, test } from './fixtures.ts';

test('a search finds words of any language, and a hit leads to its message', async ({ server, somebody, tool }) => {
  const ana = await somebody();
  await ana.enter(`${server.url}/r/find`);
  const hose = await tool('/ws/find?name=Hose');
  hose.say('where is the **watering** `can`?');
  hose.say('断线重连之后也没有丢消息');
  for (let line = 1; line <= 30; line++) hose.say(`drop ${line}`);
  await expect(ana.messages.last()).toContainText('drop 30');
  await ana.messages.last().focus();
  await ana.page.keyboard.press('/');
  const dialog = ana.page.getByRole('dialog', { name: 'Search #find' });
  await dialog.getByRole('searchbox').fill('Watering');
  await expect(dialog.locator('mark')).toHaveText(['watering']);
  await expect(dialog.locator('.hit-text')).toHaveText('where is the watering can?');
  await dialog.getByRole('searchbox').fill('重连');
  await expect(dialog.locator('mark')).toHaveText(['重连']);
  await dialog.getByRole('searchbox').fill('drop');
  await expect(dialog.locator('mark')).toHaveCount(30);
  await expect(dialog.getByRole('listitem').first()).toContainText('drop 30');
  await dialog.getByRole('searchbox').fill('no such thing');
  await expect(dialog.getByText('Nothing found.')).toBeVisible();
  await dialog.getByRole('searchbox').fill('watering');
  await dialog.getByRole('listitem').getByRole('button').click();
  await expect(dialog).toHaveCount(0);
  await expect(ana.page.locator('.message.lit')).toContainText('where is the watering can?');
  await expect(ana.page.locator('.message.lit')).toBeInViewport();
});

test('who is writing is told to the others, until it comes', async ({ server, somebody }) => {
  const [ana, bo] = [await somebody(), await somebody()];
  await ana.enter(`${server.url}/r/typing`);
  await bo.enter(`${server.url}/r/typing`);
  await bo.field.pressSequentially('hel');
  await expect(ana.page.getByText(/is writing …$/)).toBeVisible();
  await bo.field.press('Enter');
  await expect(ana.messages.last()).toContainText('hel');
  await expect(ana.page.getByText(/is writing …$/)).toHaveCount(0);
  await expect(bo.page.getByText(/is writing …$/)).toHaveCount(0);
});
