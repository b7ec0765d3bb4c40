/** Silencing and banning members who are present or have left, for the given time, as both sides see it. */

import { expect, type Person, row, test } from './fixtures.ts';

async function enterAs(person: Person, url: string, name: string): Promise<void> {
  await person.enter(url);
  await person.say(`/name ${name}`);
  await expect(person.page.getByRole('button', { name: new RegExp(`^${name}.*Change your name$`) })).toBeVisible();
}

/** Opens the menu of the message with this text. */
async function openMenu(person: Person, text: string) {
  await row(person, text).hover();
  await row(person, text).getByRole('button', { name: 'More', exact: true }).click();
  return person.page.getByRole('dialog', { name: 'Message actions' });
}

test('a silence is timed by the room’s clock, however wrong the moderator’s clock is, and the member sees it at once', async ({
  server,
  somebody,
}) => {
  const [ana, bo] = [await somebody(), await somebody()];
  await ana.page.clock.install({ time: Date.now() - 2 * 60 * 60_000 });
  await bo.page.clock.install();
  await enterAs(ana, `${server.url}/r/wrong-clock`, 'Ana');
  await ana.say('my room');
  await expect(ana.messages.last()).toContainText('owner');
  await enterAs(bo, `${server.url}/r/wrong-clock`, 'Bo');
  await ana.say('/silence Bo 10m');
  const told = bo.page.getByText(/^You’re silenced until \d/);
  await expect(told).toBeVisible();
  await bo.page.reload();
  await expect(told).toBeVisible();

  await bo.say('hello?');
  await expect(bo.messages.last()).toContainText('Not sent: you’re silenced in this room.');
  await (await openMenu(bo, 'my room')).getByRole('button', { name: '👍' }).click();
  await expect(row(bo, 'my room')).toContainText('Reaction not added: you’re silenced in this room.');
  const retry = bo.page.getByRole('button', { name: 'Retry' });
  await expect(retry).toHaveCount(0);
  await expect(told).toBeVisible();
  await bo.page.clock.fastForward('09:00');
  await expect(told).toBeVisible();
  await bo.page.clock.fastForward('02:00');
  await expect(told).toHaveCount(0);
  await expect(retry).toHaveCount(2);
});

test('an absent author can be silenced and banned, from a message and by their name', async ({ server, somebody }) => {
  const [ana, dov] = [await somebody(), await somebody()];
  await enterAs(ana, `${server.url}/r/left-and-banned`, 'Ana');
  await ana.say('my room');
  await expect(ana.messages.last()).toContainText('owner');
  await enterAs(dov, `${server.url}/r/left-and-banned`, 'Dov');
  await dov.say('something rude');
  await expect(row(ana, 'something rude')).toBeVisible();
  const here = await openMenu(ana, 'something rude');
  for (const name of ['Silence Dov', 'Remove Dov', 'Ban Dov'])
    await expect(here.getByRole('button', { name })).toBeVisible();
  await ana.page.keyboard.press('Escape');
  await dov.page.getByRole('button', { name: 'Leave left-and-banned' }).click();
  await expect(ana.page.locator('.notices').last()).toContainText('Dov left');

  const menu = await openMenu(ana, 'something rude');
  await expect(menu.getByRole('button', { name: 'Remove Dov' })).toHaveCount(0);
  await menu.getByRole('button', { name: 'Silence Dov' }).click();
  await ana.page.getByRole('dialog').getByRole('button', { name: 'Silence', exact: true }).click();
  const last = ana.page.locator('.notices').last();
  await expect(last).toContainText(/Ana silenced Dov until/);

  // A refused command is explained in plain words, and stays in the field.
  await ana.field.fill('/kick Dov');
  await ana.field.press('Enter');
  await expect(ana.page.getByText('Action failed: this person wasn’t found.')).toBeVisible();
  await expect(ana.field).toHaveValue('/kick Dov');
  await ana.say('/ban Dov 1h');
  await expect(last).toContainText(/Ana banned Dov until/);

  await ana.page.getByRole('button', { name: 'Room settings' }).click();
  await ana.page.getByRole('button', { name: 'Show', description: 'Moderation log' }).click();
  const audit = ana.page.getByRole('dialog', { name: 'Moderation log' });
  await audit.getByRole('button', { name: 'Unban' }).click();
  await expect(audit.getByRole('listitem').filter({ hasText: 'Ana unbanned Dov' })).toBeVisible();
  await ana.page.keyboard.press('Escape');
  await expect(last).toContainText('Ana unbanned Dov');
});
