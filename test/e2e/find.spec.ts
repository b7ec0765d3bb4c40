/** Searching messages, and seeing who is typing. */

import { expect, test } from './fixtures.ts';
import { Writer } from './support/writer.ts';

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
  // The keyboard focus is there as well.
  await expect(ana.page.locator('article:focus')).toContainText('where is the watering can?');
  await ana.page.keyboard.press('r');
  await expect(ana.page.locator('.writing')).toContainText('watering');
  await ana.page.keyboard.press('Escape');
  await ana.page.getByRole('button', { name: 'Search this room' }).click();
  await dialog.getByRole('searchbox').fill('drop 12');
  await expect(dialog.getByRole('listitem')).toHaveCount(1);
  await ana.page.keyboard.press('Tab');
  await ana.page.keyboard.press('Enter');
  await expect(ana.page.locator('article:focus')).toContainText('drop 12');
});

test('after opening a hit that is too far up for the list, the reader returns to the same place in the hits', async ({
  server,
  somebody,
}) => {
  const writer = await Writer.connect(server.url, 'hits', 'Writer');
  await writer.fill(120, (index) => `${index % 5 === 0 && index < 60 ? 'leak' : 'drop'} ${index}`);
  writer.close();
  const ana = await somebody();
  const { page } = ana;
  await ana.enter(`${server.url}/r/hits`);
  await page.getByRole('button', { name: 'Search this room' }).click();
  const dialog = page.getByRole('dialog', { name: 'Search #hits' });
  await dialog.getByRole('searchbox').fill('leak');
  const hits = dialog.getByRole('listitem');
  await expect(hits).toHaveCount(12);
  const hit = dialog.getByRole('button', { name: /leak 5$/ });
  await hit.scrollIntoViewIfNeeded();
  await page.context().setOffline(true);
  await expect(page.locator('.self small')).toHaveText('No connection');
  await hit.click();
  const context = page.getByRole('dialog', { name: 'Earlier in this room' });
  await context.getByRole('button', { name: 'Back' }).click();
  await expect(hit).toBeFocused();
  await expect(hit).toBeInViewport();
  await expect(dialog.getByRole('searchbox')).toHaveValue('leak');
  await expect(hits).toHaveCount(12);
});

test('a poll that is too far up for the list is shown with its options and votes', async ({ server, somebody }) => {
  const writer = await Writer.connect(server.url, 'poll-found', 'Writer');
  await writer.send({ type: 'poll', data: 'Lunch?', options: ['Soup', 'Cake'] });
  await writer.send({ type: 'vote', ref: 1, choice: [1] });
  await writer.fill(1_100, (index) => `drop ${index}`);
  writer.close();
  const ana = await somebody();
  const { page } = ana;
  await ana.enter(`${server.url}/r/poll-found`);
  await page.getByRole('button', { name: 'Search this room' }).click();
  await page.getByRole('searchbox').fill('lunch');
  await page.getByRole('button', { name: /Lunch\?$/ }).click();
  const context = page.getByRole('dialog', { name: 'Earlier in this room' });
  await expect(context.getByRole('listitem').first()).toContainText('Lunch?1. Soup: 02. Cake: 1');
});

test('others see who is typing until the message arrives', async ({ server, somebody }) => {
  const [ana, bo] = [await somebody(), await somebody()];
  await ana.enter(`${server.url}/r/typing`);
  await bo.enter(`${server.url}/r/typing`);
  await bo.field.pressSequentially('hel');
  await expect(ana.page.getByText(/is typing…$/)).toBeVisible();
  await bo.field.press('Enter');
  await expect(ana.messages.last()).toContainText('hel');
  await expect(ana.page.getByText(/is typing…$/)).toHaveCount(0);
  await expect(bo.page.getByText(/is typing…$/)).toHaveCount(0);
});

test('typing a command is not announced to others', async ({ server, somebody }) => {
  const [ana, bo] = [await somebody(), await somebody()];
  await ana.enter(`${server.url}/r/typing-command`);
  const sent: string[] = [];
  bo.page.on('websocket', (socket) => {
    socket.on('framesent', ({ payload }) => sent.push(/"type":"(\w+)"/.exec(String(payload))?.[1] ?? ''));
  });
  await bo.enter(`${server.url}/r/typing-command`);
  await bo.field.pressSequentially('/topic Tea');
  await bo.field.press('Enter');
  await expect(bo.page.locator('.topic')).toHaveText('Tea');
  await bo.field.pressSequentially('/me waves');
  await expect.poll(() => sent.filter((type) => type === 'set' || type === 'typing')).toEqual(['set', 'typing']);
});
