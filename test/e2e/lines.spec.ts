/** Headings above messages and notices between them. */

import { expect, type Person, test } from './fixtures.ts';

async function enterAs(person: Person, url: string, name: string): Promise<void> {
  await person.enter(url);
  await person.say(`/name ${name}`);
  await expect(person.page.getByRole('button', { name: new RegExp(`^${name}.*Change your name$`) })).toBeVisible();
}

/** The name above each message. Empty if the message continues a group. */
const names = ({ messages }: Person): Promise<string[]> =>
  messages.evaluateAll((rows) => rows.map((row) => row.querySelector('.author .name')?.textContent ?? ''));

test('a renamed member starts a new group, even after a reload and offline', async ({ server, somebody }) => {
  const url = `${server.url}/r/renamed`;
  const [kim, bo] = [await somebody(), await somebody()];
  await enterAs(kim, url, 'Kim');
  await bo.enter(url);
  for (const text of ['zero', 'one']) await kim.say(text);
  await kim.say('/name Boss');
  await kim.say('two');
  await kim.say('three');
  await expect(kim.messages.last()).toContainText('Sent');
  await expect(bo.messages.last()).toContainText('three');
  for (const person of [kim, bo]) expect(await names(person)).toEqual(['Kim', '', 'Boss', '']);
  for (const person of [kim, bo]) {
    await person.page.reload();
    await expect(person.messages.last()).toContainText('three');
    expect(await names(person)).toEqual(['Kim', '', 'Boss', '']);
  }
  await kim.page.evaluate(() => navigator.serviceWorker.ready);
  await kim.page.context().setOffline(true);
  await kim.say('four');
  await expect.poll(() => names(kim)).toEqual(['Kim', '', 'Boss', '', '']);
  await kim.say('/name Chief');
  await kim.page.context().setOffline(false);
  await expect(kim.messages.last()).toContainText('Sent', { timeout: 20_000 });
  for (const person of [kim, bo]) await expect.poll(() => names(person)).toEqual(['Kim', '', 'Boss', '', 'Chief']);
});

test('changed settings and moderation actions are shown in the room, and the lock explains itself to each member', async ({
  server,
  somebody,
}) => {
  const url = `${server.url}/r/told`;
  const [ana, bo] = [await somebody(), await somebody()];
  await enterAs(ana, url, 'Ana');
  await ana.say('my room');
  await expect(ana.messages.last()).toContainText('owner');
  await enterAs(bo, url, 'Bo');
  await bo.say('hi');
  await expect(ana.messages.last()).toContainText('hi');
  await ana.say('/topic Tea at four');
  for (const { page } of [ana, bo])
    await expect(page.locator('.notices').last()).toContainText('Ana set the topic to “Tea at four”');
  await ana.say('/lock sesame under the lime tree');
  await expect(bo.page.locator('.notices').last()).toContainText('Ana locked the room');
  await expect(ana.page.locator('.lock')).toHaveText('Locked: joining requires the passphrase or an invite link');
  await expect(bo.page.locator('.lock')).toHaveText(/^Locked: you can stay, but you’ll need the passphrase/);
  await ana.say('/unlock');
  for (const seconds of [10, 20, 30]) await ana.say(`/slow ${seconds}`);
  await ana.say('/silence Bo 10m');
  await expect(bo.page.locator('.notices').last()).toContainText('Ana silenced Bo');
  for (const act of ['/unsilence Bo', '/op Bo', '/deop Bo', '/slow 0', '/topic Cake']) await ana.say(act);

  const line = bo.page.locator('.notices').last();
  await expect(line).toContainText('and 4 more');
  await expect(line).toContainText('Ana set the topic to “Tea at four”');
  await line.getByRole('button', { name: 'and 4 more' }).click();
  await expect(line.getByRole('button')).toHaveCount(0);
  for (const act of [
    'locked the room',
    'unlocked the room',
    'until',
    'unsilenced Bo',
    'a moderator',
    'topic to “Cake”',
  ])
    await expect(line).toContainText(act);
  // Changes made while the connection is broken are shown as well.
  await bo.page.context().setOffline(true);
  await ana.say('/topic Both');
  await bo.page.context().setOffline(false);
  await expect(line).toContainText('topic to “Both”', { timeout: 20_000 });
});
