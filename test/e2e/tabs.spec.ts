/** Several tabs of one browser: each its own session, all the same reader and writer. */

import { expect, Person, test } from './fixtures.ts';

test('what is written in one tab stands in the other, with its reply, and is gone there once it is sent', async ({
  server,
  somebody,
}) => {
  const ana = await somebody();
  await ana.enter(`${server.url}/r/tabs-draft`);
  await ana.say('who brings tea?');
  await expect(ana.messages.last()).toContainText('Sent');
  const second = new Person(await ana.page.context().newPage());
  await second.enter(`${server.url}/r/tabs-draft`);

  await ana.messages.last().hover();
  await ana.page.getByRole('button', { name: 'Reply', exact: true }).click();
  await ana.field.pressSequentially('I do');
  await expect(second.field).toHaveValue('I do');
  await expect(second.page.locator('.writing')).toContainText('who brings tea?');
  await second.field.press('Enter');
  await expect(ana.field).toHaveValue('');
  await expect(ana.page.locator('.writing')).toHaveCount(0);
  await expect(ana.messages.last()).toContainText('I do');
  await expect(ana.messages.last()).toContainText('who brings tea?');
});

test('what was read in one tab is read in the other', async ({ server, somebody, tool }) => {
  const ana = await somebody();
  await ana.enter(`${server.url}/r/tabs-read`);
  await ana.enter(`${server.url}/r/tabs-elsewhere`);
  const hose = await tool('/ws/tabs-read?name=Hose');
  hose.say('drip');
  const link = ana.page.getByRole('navigation', { name: 'Rooms' }).getByRole('link', { name: /tabs-read/ });
  await expect(link).toContainText('1 unread');
  const second = new Person(await ana.page.context().newPage());
  await second.enter(`${server.url}/r/tabs-read`);
  await expect(second.messages.last()).toContainText('drip');
  await expect(link).not.toContainText('unread');
});

test('a duplicated tab is a session of its own', async ({ server, somebody }) => {
  const ana = await somebody();
  await ana.enter(`${server.url}/r/tabs-twin`);
  const session = (person: Person) => person.page.evaluate(() => sessionStorage.getItem('parley:sid:tabs-twin'));
  const first = await session(ana);
  // What "Duplicate tab" does: the new one begins with a copy of the old one's memory.
  const twin = new Person(await ana.page.context().newPage());
  await twin.page.addInitScript((sid) => sessionStorage.setItem('parley:sid:tabs-twin', sid ?? ''), first);
  await twin.enter(`${server.url}/r/tabs-twin`);
  expect(await session(twin)).not.toBe(first);
  await twin.say('from the twin');
  await ana.say('from the first');
  for (const tab of [ana, twin]) await expect.poll(() => tab.texts()).toEqual(['from the twin', 'from the first']);
});

test('a new tab sends what a tab that died had not sent', async ({ server, somebody, tool }) => {
  const ana = await somebody();
  const hose = await tool('/ws/tabs-heir');
  await ana.enter(`${server.url}/r/tabs-heir`);
  const { page } = ana;
  // Its script is fetched by then, and the browser has nothing to say of that when the line is gone.
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.context().setOffline(true);
  await ana.say('last words');
  await expect(ana.messages.last()).toContainText('last words');
  const heir = new Person(await page.context().newPage());
  await page.close();
  await heir.page.context().setOffline(false);
  await heir.enter(`${server.url}/r/tabs-heir`);
  await expect(heir.messages.last()).toContainText('last words');
  await expect.poll(() => hose.heard).toEqual(['last words']);
});

test('a room that nobody looked at for a day is not connected, and says so', async ({ server, somebody, tool }) => {
  const ana = await somebody();
  const day = 24 * 60 * 60_000;
  await ana.enter(`${server.url}/r/tabs-awake`);
  await ana.page.evaluate(
    (looked) => localStorage.setItem('parley:room:tabs-asleep', JSON.stringify({ added: looked, looked })),
    Date.now() - day - 60_000,
  );
  const hose = await tool('/ws/tabs-asleep');
  await ana.page.reload();
  const link = ana.page.getByRole('navigation', { name: 'Rooms' }).getByRole('link', { name: /tabs-asleep/ });
  await expect(link).toContainText('Not connected: not opened for a day');
  await expect(ana.page.getByText('Connected', { exact: true })).toBeVisible();
  const joins = () => hose.frames.filter((frame) => frame.type === 'system' && frame.event === 'join').length;
  const before = joins();
  await link.click();
  await expect(ana.page.getByText('Connected', { exact: true })).toBeVisible();
  await expect.poll(joins).toBe(before + 1);
  await expect(link).not.toContainText('Not connected');
});
