/** Polls: started by command and by form, voted on in secret, closed and deleted. */

import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Person, PHONE, row, test } from './fixtures.ts';

const votesFor = (person: Person, option: string) => person.page.getByRole('meter', { name: option });

const option = (person: Person, name: string) =>
  person.page.getByRole('radio', { name }).or(person.page.getByRole('checkbox', { name }));

/** Records the vote frames that arrive on a page, alone or in a batch. */
function votesHeard({ page }: Person): Record<string, unknown>[] {
  const votes: Record<string, unknown>[] = [];
  page.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => {
      if (payload === 'pong') return;
      const frame = JSON.parse(String(payload));
      const frames = frame.type === 'batch' ? frame.data : [frame];
      votes.push(...frames.filter(({ type }: { type: string }) => type === 'vote'));
    }),
  );
  return votes;
}

async function openMenu(person: Person, text: string) {
  await row(person, text).hover();
  await row(person, text).getByRole('button', { name: 'More', exact: true }).click();
  return person.page.getByRole('dialog');
}

async function expectAccessible({ page }: Person): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations, colorScheme).toEqual([]);
  }
}

test('a poll started by command takes secret votes, which can be changed and removed, until its author closes it', async ({
  server,
  somebody,
}) => {
  const url = `${server.url}/r/poll-command`;
  const [ana, bo] = [await somebody(), await somebody(PHONE)];
  const heard = votesHeard(ana);
  await ana.enter(url);
  await bo.page.goto(url);
  await ana.say('/poll Lunch? | Soup | Cake');
  await option(bo, 'Cake').tap();
  await expect(option(bo, 'Cake')).toBeChecked();
  await expect(votesFor(bo, 'Cake')).toHaveAttribute('aria-valuetext', '1 vote, 100%, including yours');
  await expect(votesFor(ana, 'Cake')).toHaveAttribute('aria-valuetext', '1 vote, 100%');
  await expect(ana.page.getByRole('radio', { checked: true })).toHaveCount(0);

  // Arrow keys only move, and Space votes.
  await option(ana, 'Soup').focus();
  await ana.page.keyboard.press('ArrowDown');
  await expect(option(ana, 'Cake')).toBeFocused();
  await expect(ana.page.getByRole('radio', { checked: true })).toHaveCount(0);
  await ana.page.keyboard.press('Space');
  await expect(option(ana, 'Cake')).toBeChecked();
  await expect(row(bo, 'Lunch?')).toContainText('2 voters');
  await option(bo, 'Soup').tap();
  await expect(votesFor(ana, 'Soup')).toHaveAttribute('aria-valuetext', '1 vote, 50%');
  await ana.page.getByRole('button', { name: 'Remove my vote' }).click();
  await expect(row(bo, 'Lunch?')).toContainText('1 voter');

  // What Ana received of Bo's votes says neither who voted nor what they chose.
  await expect
    .poll(() => heard)
    .toEqual(
      [
        [0, 1],
        [1, 1],
      ].map((counts) => ({
        type: 'vote',
        seq: expect.any(Number),
        ref: 1,
        counts,
        voters: counts[0] === 0 ? 1 : 2,
        ts: expect.any(Number),
      })),
    );
  expect(await bo.page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);

  await bo.page.reload();
  await expect(option(bo, 'Soup')).toBeChecked();
  await (await openMenu(ana, 'Lunch?')).getByRole('button', { name: 'Close poll' }).click();
  await expect(row(bo, 'Lunch?')).toContainText('Closed · 1 voter');
  await expect(option(bo, 'Soup')).toHaveCount(0);
  await expect(votesFor(bo, 'Soup')).toHaveAttribute('aria-valuetext', '1 vote, 100%, including yours');
  await ana.say('/poll Tea? | Green | Black');
  await option(ana, 'Green').check();
  await ana.say('/multipoll Days? | Monday | Friday');
  for (const person of [ana, bo]) {
    await expect(option(person, 'Friday')).toBeVisible();
    await expectAccessible(person);
  }
});

test('the form starts a poll with several answers by keyboard alone, and a moderator closes and deletes it', async ({
  server,
  somebody,
}) => {
  const url = `${server.url}/r/poll-form`;
  const [ana, bo] = [await somebody(), await somebody()];
  await ana.enter(url);
  await ana.say('my room');
  await bo.enter(url);
  await expect(bo.messages).toHaveCount(1);
  await bo.say('/name Bo');
  await bo.page.getByRole('button', { name: 'New poll' }).press('Enter');
  const form = bo.page.getByRole('dialog', { name: 'New poll' });
  await expect(form.getByLabel('Question')).toBeFocused();
  const { keyboard } = bo.page;
  for (const name of ['Days?', 'Monday', 'Tuesday', 'Monday']) {
    await keyboard.type(name);
    await keyboard.press('Enter');
  }
  // In a blank field, Enter sends the poll.
  await expect(form.getByLabel('Option 4')).toBeFocused();
  await keyboard.press('Enter');
  await expect(form.getByRole('alert')).toHaveText('Two of the options look the same.');
  await keyboard.press('Shift+Tab');
  await keyboard.type('Friday');
  await keyboard.press('Tab');
  await keyboard.press('Tab');
  await keyboard.press('Space');
  await expect(form.getByLabel('Allow several answers')).toBeChecked();
  await keyboard.press('Enter');
  await expect(form).toHaveCount(0);

  await option(bo, 'Monday').press('Space');
  await option(bo, 'Friday').press('Space');
  await expect(votesFor(ana, 'Monday')).toHaveAttribute('aria-valuetext', '1 vote, 100%');
  await option(ana, 'Friday').check();
  await expect(votesFor(bo, 'Friday')).toHaveAttribute('aria-valuetext', '2 votes, 100%, including yours');
  await expect(votesFor(bo, 'Monday')).toHaveAttribute('aria-valuetext', '1 vote, 50%, including yours');
  await option(bo, 'Monday').press('Space');
  await expect(votesFor(ana, 'Monday')).toHaveAttribute('aria-valuetext', '0 votes, 0%');

  // A silenced member is offered nothing that the room would refuse.
  await ana.say('/silence Bo 1h');
  await expect(option(bo, 'Monday')).toHaveCount(0);
  await expect(bo.page.getByRole('button', { name: 'Remove my vote' })).toHaveCount(0);
  await expect(votesFor(bo, 'Friday')).toHaveAttribute('aria-valuetext', '2 votes, 100%, including yours');
  const menu = await openMenu(bo, 'Days?');
  await expect(menu.getByRole('button', { name: 'Copy text' })).toBeVisible();
  await expect(menu.getByRole('button', { name: 'Close poll' })).toHaveCount(0);
  await (await openMenu(ana, 'Days?')).getByRole('button', { name: 'Close poll' }).click();
  await expect(row(bo, 'Days?')).toContainText('Closed · 2 voters · Several answers allowed');
  await (await openMenu(ana, 'Days?')).getByRole('button', { name: /^Delete/ }).click();
  await ana.page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(bo.messages.last()).toContainText('Message deleted');
  await expect(bo.page.getByRole('meter')).toHaveCount(0);
});

test('a vote cast without a connection is shown at once and sent later', async ({ server, somebody }) => {
  const url = `${server.url}/r/poll-offline`;
  const [ana, bo] = [await somebody(), await somebody()];
  await ana.enter(url);
  await bo.enter(url);
  await ana.say('/poll Lunch? | Soup | Cake');
  await expect(option(bo, 'Cake')).toBeVisible();
  await bo.page.context().setOffline(true);
  await expect(bo.page.getByRole('status').filter({ hasText: 'No connection' })).toBeVisible();
  await option(bo, 'Cake').check();
  await expect(option(bo, 'Cake')).toBeChecked();
  await expect(votesFor(ana, 'Cake')).toHaveAttribute('aria-valuetext', '0 votes, 0%');
  await bo.page.context().setOffline(false);
  await expect(votesFor(ana, 'Cake')).toHaveAttribute('aria-valuetext', '1 vote, 100%');
  await expect(option(bo, 'Cake')).toBeChecked();
});

test('the form keeps what a command contained when it is closed by mistake', async ({ server, somebody }) => {
  const ana = await somebody();
  await ana.enter(`${server.url}/r/poll-form-closed`);
  const form = ana.page.getByRole('dialog', { name: 'New poll' });
  await ana.say('/poll Does ||Ned|| die? | Soup');
  for (const command of ['/poll', '/multipoll', '/poll']) {
    await expect(form.getByLabel('Question')).toHaveValue('Does ||Ned|| die?');
    await expect(form.getByLabel('Option 1')).toHaveValue('Soup');
    await ana.page.keyboard.press('Escape');
    await expect(form).toHaveCount(0);
    await ana.say(command);
  }
  await expect(form.getByLabel('Allow several answers')).toBeChecked();
});
