/** What the page asks for before the first message is there, and where. */

import type { Page } from '@playwright/test';
import { expect, PHONE, test } from './fixtures.ts';

const BUDGET = 6;

for (const locale of ['en-GB', 'zh-CN'])
  test(`the first message appears after at most ${BUDGET} requests to one origin, in ${locale}`, async ({
    server,
    somebody,
    tool,
  }) => {
    const hose = await tool(`/ws/first-${locale}`);
    hose.say('here I am');
    await expect.poll(() => hose.frames.some(({ type }) => type === 'system')).toBe(true);
    const ana = await somebody({ locale });
    const { page } = ana;
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    page.on('websocket', (socket) => asked.push(socket.url().replace('ws:', 'http:')));
    // The page itself counts them up to that moment: a test looks too late.
    await page.addInitScript(() => {
      new MutationObserver((_, observer) => {
        if (!document.querySelector('article')) return;
        observer.disconnect();
        const seen = performance.getEntriesByType('resource').map(({ name }) => name);
        document.documentElement.dataset.asked = JSON.stringify(seen);
      }).observe(document, { childList: true, subtree: true });
    });
    await ana.enter(`${server.url}/r/first-${locale}`);
    await expect(ana.messages.last()).toContainText('here I am');
    const seen: string[] = JSON.parse((await page.locator('html').getAttribute('data-asked')) ?? '[]');
    // The page and the socket are no resources; icons and manifest are the browser's own business, and cost no first message.
    const needed = seen.filter((url) => !/\.(svg|png|webmanifest)$/.test(url));
    expect(needed.length, needed.join(' ')).toBeGreaterThan(0);
    expect(2 + needed.length, needed.join(' ')).toBeLessThanOrEqual(BUDGET);
    for (const url of asked) expect(new URL(url).host).toBe(new URL(server.url).host);
  });

/** Runs in the page: notes when each script was asked for that the page doesn't name, and when an event `answer` happens. */
function noteLate(): void {
  const asked: number[] = [];
  // A clock that a test puts in comes after this.
  const now = performance.now.bind(performance);
  addEventListener('answer', () => {
    document.documentElement.dataset.answer = String(now());
  });
  new PerformanceObserver((list) => {
    const named = [...document.querySelectorAll('head [src], head [href]')].map((element) =>
      element.getAttribute(element.matches('script') ? 'src' : 'href'),
    );
    for (const { name, startTime } of list.getEntries())
      if (name.endsWith('.js') && !named.includes(new URL(name).pathname)) asked.push(startTime);
    document.documentElement.dataset.late = JSON.stringify(asked);
  }).observe({ type: 'resource', buffered: true });
}

/** When each of them was asked for, once the rest of the page is here. */
async function askedLate(page: Page): Promise<number[]> {
  await expect(page.getByRole('button', { name: 'Search this room' })).toBeVisible();
  const html = page.locator('html');
  await expect(html).toHaveAttribute('data-late', /\d/);
  return JSON.parse((await html.getAttribute('data-late')) ?? '');
}

test('nothing late is requested before the first message is painted', async ({ server, somebody, tool }) => {
  const hose = await tool('/ws/first-painted');
  hose.say('here I am');
  await expect.poll(() => hose.frames.some(({ type }) => type === 'system')).toBe(true);
  const ana = await somebody(PHONE);
  const { page } = ana;
  await page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      if (!document.querySelector('article')) return;
      observer.disconnect();
      // A worker would fetch all files of the build.
      const workers = navigator.serviceWorker.getRegistrations();
      // The frame after the one that has it.
      requestAnimationFrame(async () => {
        document.documentElement.dataset.painted = String(performance.now());
        document.documentElement.dataset.workers = String((await workers).length);
      });
    }).observe(document, { childList: true, subtree: true });
  });
  await page.addInitScript(noteLate);
  await page.goto(`${server.url}/r/first-painted`);
  const asked = await askedLate(page);
  const html = page.locator('html');
  await expect(html).toHaveAttribute('data-workers', '0');
  expect(Math.min(...asked)).toBeGreaterThan(Number(await html.getAttribute('data-painted')));
});

test('nothing late is requested while a room is slow to answer', async ({ server, somebody, tool }) => {
  const hose = await tool('/ws/first-slow');
  hose.say('here I am');
  await expect.poll(() => hose.frames.some(({ type }) => type === 'system')).toBe(true);
  const ana = await somebody(PHONE);
  const { page } = ana;
  const [answered, answer] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  await page.addInitScript(noteLate);
  await page.clock.install();
  await page.routeWebSocket(/\/ws\//, (socket) => {
    const room = socket.connectToServer();
    room.onMessage(async (message) => {
      answered.resolve();
      await answer.promise;
      socket.send(message);
    });
  });
  await page.goto(`${server.url}/r/first-slow`);
  await answered.promise;
  await page.clock.fastForward(5_000);
  await page.evaluate(() => dispatchEvent(new Event('answer')));
  answer.resolve();
  await expect(ana.messages.last()).toContainText('here I am');
  const asked = await askedLate(page);
  expect(Math.min(...asked)).toBeGreaterThan(Number(await page.locator('html').getAttribute('data-answer')));
});
