/** Which rooms are being looked at: nobody looks at a window without focus, even if it is visible. */

import type { Page } from '@playwright/test';
import { expect, needWholeBrowser, Person, test } from './fixtures.ts';
import { Writer } from './support/writer.ts';

test('a window without focus marks nothing as read, and shows the unread count and divider until it has focus again', async ({
  server,
  somebody,
  tool,
}) => {
  const ana = await somebody({ permissions: ['notifications'] });
  const { page } = ana;
  await ana.enter(`${server.url}/r/sight`);
  await needWholeBrowser(page);
  const second = new Person(await page.context().newPage());
  await second.enter(`${server.url}/r/sight-elsewhere`);
  const elsewhere = second.roomLink(/^sight(?!-)/);
  // Playwright makes each page believe that it has focus until this is turned off.
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
  // A tab gets two events when the reader comes back.
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

  // A page that opens without focus marks nothing as read either. After a reload, Playwright would give it focus.
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

/** Tells the page, like the browser does, whether its window has focus or is hidden. */
async function sight(page: Page, is: 'seen' | 'beside' | 'hidden'): Promise<void> {
  await page.evaluate((now) => {
    Object.defineProperty(document, 'hasFocus', { configurable: true, value: () => now === 'seen' });
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => now === 'hidden' });
    document.dispatchEvent(new Event('visibilitychange'));
    dispatchEvent(new Event(now === 'seen' ? 'focus' : 'blur'));
  }, is);
}

test('messages beyond the first screenful stay unread until scrolled to, after another window, a hidden tab and a disconnect', async ({
  server,
  somebody,
}) => {
  const ana = await somebody({ viewport: { width: 900, height: 600 } });
  const { page } = ana;
  const sockets: (() => Promise<void>)[] = [];
  let isCut = false;
  await page.routeWebSocket(/\/ws\//, (socket) => {
    if (isCut) return void socket.close({ code: 1011, reason: 'lost' });
    socket.connectToServer();
    sockets.push(() => socket.close({ code: 1011, reason: 'lost' }));
  });
  await ana.enter(`${server.url}/r/sight-more`);
  const writer = await Writer.connect(server.url, 'sight-more', 'Cyd');
  await writer.fill(90, (index) => `before ${index}`);
  await expect(ana.messages.last()).toContainText('before 89');
  await expect(page).toHaveTitle('sight-more · Parley');
  const list = page.getByRole('region', { name: /^Messages/ });
  const jump = page.locator('.jump');
  const divided = page.locator('li.new + li');

  const ways: Record<string, { leave: () => Promise<void>; back: () => Promise<void>; count: number }> = {
    beside: { leave: () => sight(page, 'beside'), back: () => sight(page, 'seen'), count: 20 },
    hidden: { leave: () => sight(page, 'hidden'), back: () => sight(page, 'seen'), count: 150 },
    lost: {
      leave: async () => {
        isCut = true;
        for (const close of sockets.splice(0)) await close();
        await expect(page.getByText('No connection', { exact: true })).toBeVisible();
      },
      back: async () => {
        isCut = false;
        await expect(page.getByText('Connected', { exact: true })).toBeVisible();
      },
      count: 150,
    },
  };
  for (const [way, { leave, back, count }] of Object.entries(ways)) {
    await leave();
    await writer.fill(count, (index) => `${way} ${index} ${'and so on '.repeat(20)}`);
    if (way !== 'lost') await expect(page).toHaveTitle(/^\((\d+|99\+)\) /);
    await back();
    // The list begins where the reader can continue, and the messages below are announced.
    await expect(divided).toContainText(`${way} 0 and`);
    await expect(divided).toBeInViewport();
    await expect(jump).toContainText('new');
    await expect(page).toHaveTitle(/^\((\d+|99\+)\) /);
    // After continuing to the end, everything has been read.
    await jump.click();
    await expect(ana.messages.last()).toBeInViewport();
    await expect(page).toHaveTitle('sight-more · Parley');
    await expect(ana.messages.last()).toContainText(`${way} ${count - 1} and`);
  }

  // A reader who goes to the end in a window without focus stays there, but starts at the first unread message when
  // coming back.
  await sight(page, 'beside');
  await writer.fill(20, (index) => `aside ${index} ${'and so on '.repeat(20)}`);
  await expect(divided).toContainText('aside 0 and');
  await list.hover({ position: { x: 4, y: 40 } });
  await page.mouse.wheel(0, 20_000);
  await expect(jump).toHaveCount(0);
  await writer.say('and one more');
  await expect(ana.messages.last()).toContainText('and one more');
  await expect(ana.messages.last()).toBeInViewport();
  await expect(page).toHaveTitle('(21) sight-more · Parley');
  await sight(page, 'seen');
  await expect(divided).toBeInViewport();
  await expect(page).toHaveTitle(/^\(\d+\) /);
  writer.close();
});
