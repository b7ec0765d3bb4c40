/** What the page asks for before the first message is there, and where. */

import { expect, test } from './fixtures.ts';

const BUDGET = 6;

for (const locale of ['en-GB', 'zh-CN'])
  test(`the first message is there after at most ${BUDGET} requests to one origin, in ${locale}`, async ({
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
