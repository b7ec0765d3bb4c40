/** The requests before the first message, and their origins. */

import type { Page, WebSocket } from '@playwright/test';
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
    // The page itself counts the requests up to that moment, because the test would look too late.
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
    // The document and the socket aren't listed as resources. Icons and the manifest are up to the browser and don't
    // delay the first message.
    const needed = seen.filter((url) => !/\.(svg|png|webmanifest)$/.test(url));
    expect(needed.length, needed.join(' ')).toBeGreaterThan(0);
    expect(2 + needed.length, needed.join(' ')).toBeLessThanOrEqual(BUDGET);
    for (const url of asked) expect(new URL(url).host).toBe(new URL(server.url).host);
  });

/**
 * Runs in the page: records when each script that the document doesn't name was requested, and when an event `answer`
 * happens.
 */
function noteLate(): void {
  const asked: number[] = [];
  // A test may replace the clock later.
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

/** When each late script was requested, once the rest of the page has loaded. */
async function askedLate(page: Page): Promise<number[]> {
  await expect(page.getByRole('button', { name: 'Search this room' })).toBeVisible();
  const html = page.locator('html');
  await expect(html).toHaveAttribute('data-late', /\d/);
  return JSON.parse((await html.getAttribute('data-late')) ?? '');
}

test('the late part is not requested before the first message is painted', async ({ server, somebody, tool }) => {
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
      // The frame after the one that contains the message.
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

test('the late part is not requested while a room is slow to answer', async ({ server, somebody, tool }) => {
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

/**
 * Holds back the script that draws the page until the returned function is called. The script before it loads normally.
 */
async function withholdPage(page: Page, url: string): Promise<() => void> {
  const html = await (await page.request.get(url)).text();
  const drawing = [...html.matchAll(/<script [^>]*src="([^"]+)"/g)].at(-1)?.[1];
  const gate = Promise.withResolvers<void>();
  await page.route(`**${drawing}`, async (route) => {
    await gate.promise;
    await route.continue();
  });
  return gate.resolve;
}

test('the room connects only once, while the script that draws the page is still loading', async ({
  server,
  somebody,
  tool,
}) => {
  const hose = await tool('/ws/first-early');
  hose.say('here I am');
  await expect.poll(() => hose.frames.some(({ type }) => type === 'system')).toBe(true);
  const ana = await somebody();
  const { page } = ana;
  const url = `${server.url}/r/first-early`;
  const release = await withholdPage(page, url);
  const sockets: WebSocket[] = [];
  page.on('websocket', (socket) => sockets.push(socket));
  const socket = page.waitForEvent('websocket');
  await page.goto(url, { waitUntil: 'commit' });
  await (await socket).waitForEvent('framereceived', ({ payload }) => String(payload).includes('here I am'));
  await expect(page.locator('article')).toHaveCount(0);
  release();
  await expect(ana.messages.last()).toContainText('here I am');
  await ana.say('me too');
  await expect(ana.messages.last()).toContainText('Sent');
  expect(sockets).toHaveLength(1);
});

test('a room is left when its page doesn’t load, and joined when the page loads after all', async ({
  server,
  somebody,
  tool,
}) => {
  const hose = await tool('/ws/first-never');
  hose.say('here I am');
  await expect.poll(() => hose.frames.some(({ type }) => type === 'system')).toBe(true);
  const ana = await somebody();
  const { page } = ana;
  const url = `${server.url}/r/first-never`;
  const release = await withholdPage(page, url);
  await page.clock.install();
  const connected = page.waitForEvent('websocket');
  await page.goto(url, { waitUntil: 'commit' });
  const socket = await connected;
  await socket.waitForEvent('framereceived');
  const closed = socket.waitForEvent('close');
  await page.clock.fastForward(20_000);
  await closed;
  release();
  await expect(ana.messages.last()).toContainText('here I am');
  await ana.say('me too');
  await expect(ana.messages.last()).toContainText('Sent');
});
