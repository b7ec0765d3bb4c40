/** Unsent text: the page says why it isn't sent, it can be edited and taken back, and it isn't sent unexpectedly. */

import { startServer } from '../support/server.ts';
import { expect, type Person, row, test } from './fixtures.ts';

const noConnection = (person: Person) => person.page.getByRole('status').filter({ hasText: 'No connection' });

test('messages written while the server is down can be edited and taken back, and a waiting edit is shown as waiting', async ({
  somebody,
}) => {
  let server = await startServer();
  const { port, persistTo } = server;
  const first = server;
  try {
    const ana = await somebody();
    await ana.enter(`${server.url}/r/waits`);
    await ana.say('stored');
    await expect(row(ana, 'stored')).toContainText('Sent');
    await server.kill('SIGKILL');
    await expect(noConnection(ana)).toBeVisible();
    for (const text of ['alpha', 'beta', 'gamma']) await ana.say(text);
    await expect(row(ana, 'alpha')).toContainText('Waiting for connection');

    await row(ana, 'alpha').getByRole('button', { name: 'Edit' }).click();
    await expect(ana.field).toHaveValue('alpha');
    await ana.say('alpha, changed');
    await row(ana, 'beta').getByRole('button', { name: 'Delete' }).click();
    await expect.poll(() => ana.texts()).toEqual(['stored', 'alpha, changed', 'gamma']);

    await row(ana, 'stored').hover();
    await ana.page.getByRole('button', { name: 'Edit', exact: true }).first().click();
    await expect(ana.field).toHaveValue('stored');
    await ana.say('stored, changed');
    await expect(row(ana, 'stored, changed')).toContainText('edited, not sent yet');
    await expect(row(ana, 'stored, changed')).not.toContainText('Sent');

    server = await startServer({ port, persistTo });
    await expect(row(ana, 'gamma')).toContainText('Sent', { timeout: 45_000 });
    await expect(row(ana, 'stored, changed')).toContainText('edited');
    await expect(row(ana, 'stored, changed')).not.toContainText('not sent yet');
    const bo = await somebody();
    await bo.enter(`${server.url}/r/waits`);
    await expect.poll(() => bo.texts()).toEqual(['stored, changed edited', 'alpha, changed', 'gamma']);
  } finally {
    await server.kill('SIGKILL');
    await first.stop();
  }
});

test('leaving a room with unsent text asks first, and then sends nothing', async ({ somebody }) => {
  let server = await startServer();
  const { port, persistTo } = server;
  const first = server;
  try {
    const ana = await somebody();
    await ana.enter(`${server.url}/r/leave-other`);
    await ana.enter(`${server.url}/r/leave-unsent`);
    const leave = ana.page.getByRole('button', { name: 'Leave leave-unsent' });
    const question = ana.page.getByRole('dialog', { name: 'Leave #leave-unsent?' });
    await ana.field.fill('half a sen');
    await leave.click();
    await expect(question).toContainText('You have an unsent draft.');
    await question.getByRole('button', { name: 'Cancel' }).click();
    await expect(leave).toBeFocused();
    await expect(ana.field).toHaveValue('half a sen');
    await server.kill('SIGKILL');
    await expect(noConnection(ana)).toBeVisible();
    for (const text of ['one', 'two']) await ana.say(text);
    await leave.click();
    await expect(question).toContainText('2 messages haven’t been sent.');
    await question.getByRole('button', { name: 'Leave anyway' }).click();
    await expect(ana.page).toHaveURL(/leave-other$/);
    await expect(leave).toHaveCount(0);

    server = await startServer({ port, persistTo });
    await ana.enter(`${server.url}/r/leave-unsent`);
    await expect(ana.field).toHaveValue('');
    await ana.say('back');
    await expect(row(ana, 'back')).toContainText('Sent');
    expect(await ana.texts()).toEqual(['back']);
  } finally {
    await server.kill('SIGKILL');
    await first.stop();
  }
});

test('messages of a member who was banned meanwhile say why they aren’t sent, and can be taken back', async ({
  server,
  somebody,
}) => {
  const [ana, bo] = [await somebody(), await somebody()];
  await ana.enter(`${server.url}/r/banned-words`);
  await ana.say('my room');
  await expect(ana.messages.last()).toContainText('owner');
  await bo.enter(`${server.url}/r/banned-words`);
  await bo.say('/name Bo');
  await expect(ana.page.getByRole('complementary', { name: 'Members' })).toContainText('Bo');
  await ana.say('/slow 60');
  await expect(bo.page.getByText(/^Slow mode: one message every/)).toBeVisible();
  for (const text of ['in time', 'too soon']) await bo.say(text);
  const takeBack = row(bo, 'too soon').getByRole('button', { name: 'Edit', exact: true });
  await expect(takeBack).toBeVisible();
  await bo.page.context().setOffline(true);
  await bo.say('still here?');
  await ana.say('/ban Bo forever');
  await expect(ana.page.locator('.notices').last()).toContainText('banned Bo');
  await bo.page.context().setOffline(false);
  await expect(bo.page.getByText('You’re permanently banned from this room.', { exact: true })).toBeVisible();
  await expect(bo.field).toHaveCount(0);
  await expect(row(bo, 'still here?')).toContainText('Not sent: You’re permanently banned from this room.');
  await expect(row(bo, 'still here?')).not.toContainText('Sending');
  await expect(row(bo, 'still here?').getByRole('button', { name: 'Edit' })).toHaveCount(0);
  await expect(row(bo, 'too soon')).toContainText('Not sent: You’re permanently banned from this room.');
  await expect(takeBack).toHaveCount(0);
  await bo.page.context().grantPermissions(['clipboard-write']);
  await row(bo, 'still here?').getByRole('button', { name: 'Copy' }).click();
  await expect(bo.page.getByText('Text copied')).toBeVisible();
  await row(bo, 'still here?').getByRole('button', { name: 'Delete' }).click();
  await expect(row(bo, 'still here?')).toHaveCount(0);
});
