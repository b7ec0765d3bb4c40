/** Who looks at a room: a window that is on the screen without focus is looked at by nobody. */

import { expect, Person, test } from './fixtures.ts';

test('a window without focus reads nothing: it counts, marks where to go on, and reads once it has focus again', async ({
  server,
  somebody,
  tool,
}) => {
  const ana = await somebody();
  const { page } = ana;
  await ana.enter(`${server.url}/r/sight`);
  const second = new Person(await page.context().newPage());
  await second.enter(`${server.url}/r/sight-elsewhere`);
  const elsewhere = second.roomLink(/^sight(?!-)/);
  // Playwright has each page believe that it has focus, until told otherwise.
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Emulation.setFocusEmulationEnabled', { enabled: false });
  const look = async (at: Person): Promise<void> => {
    await at.page.bringToFront();
    await expect.poll(() => page.evaluate(() => document.hasFocus())).toBe(at === ana);
    expect(await page.evaluate(() => document.visibilityState)).toBe('visible');
  };
  /** The message below the divider. */
  const divided = page.locator('li.new + li .text');
  const hose = await tool('/ws/sight?name=Hose');

  await look(second);
  for (const text of ['one', 'two']) hose.say(text);
  await expect(page).toHaveTitle('(2) sight · Parley');
  await expect(divided).toHaveText('one');
  await expect(elsewhere).toContainText('2 unread');

  await look(ana);
  await expect(page).toHaveTitle('sight · Parley');
  await expect(elsewhere).not.toContainText('unread');
  // A tab that one comes back to is told of that twice.
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await expect(divided).toHaveText('one');
  await expect(page.getByRole('log')).toContainText('Hose: two');
  hose.say('seen');
  await expect(ana.messages.last()).toContainText('seen');

  await look(second);
  hose.say('three');
  await expect(page).toHaveTitle('(1) sight · Parley');
  await expect(divided).toHaveText('three');
  await look(ana);
  await expect(page).toHaveTitle('sight · Parley');

  // A page that is opened without focus reads nothing either. With a reload Playwright gives it back.
  await page.addInitScript(() => {
    Object.assign(document, { hasFocus: () => false });
  });
  await page.reload();
  await expect(page.getByText('Connected', { exact: true })).toBeVisible();
  await expect(ana.messages.last()).toContainText('three');
  hose.say('four');
  await expect(page).toHaveTitle('(1) sight · Parley');
  await expect(divided).toHaveText('four');
  await page.reload();
  await expect(divided).toHaveText('four');
  await expect(page).toHaveTitle('(1) sight · Parley');
  await page.evaluate(() => {
    Object.assign(document, { hasFocus: () => true });
    dispatchEvent(new Event('focus'));
  });
  await expect(page).toHaveTitle('sight · Parley');
});
