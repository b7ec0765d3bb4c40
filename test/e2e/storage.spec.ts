/** A browser that gives no storage still talks: nothing is remembered then, and nothing else is lost. */

import { expect, test } from './fixtures.ts';

/** What a browser may refuse, as it does. Runs in the page, before any of its scripts. */
const refusals = {
  'the memory of the tab': () => {
    Object.defineProperty(window, 'sessionStorage', {
      get() {
        throw new DOMException('Denied.', 'SecurityError');
      },
    });
  },
  'more room for it': () => {
    Storage.prototype.setItem = () => {
      throw new DOMException('Full.', 'QuotaExceededError');
    };
  },
  'an answer from IndexedDB': () => {
    Object.defineProperty(indexedDB, 'open', { value: () => new EventTarget() });
  },
};

for (const [what, refuse] of Object.entries(refusals))
  test(`a page that is refused ${what} connects, and sends what is written`, async ({ server, somebody, tool }) => {
    const hose = await tool('/ws/no-storage');
    const ana = await somebody();
    await ana.page.addInitScript(refuse);
    await ana.enter(`${server.url}/r/no-storage`);
    await ana.say(`without ${what}`);
    await expect.poll(() => hose.heard.at(-1)).toBe(`without ${what}`);
  });

test('what is written before the storage is given up is shown at once, and sent', async ({
  server,
  somebody,
  tool,
}) => {
  const hose = await tool('/ws/early');
  const ana = await somebody();
  await ana.page.addInitScript(refusals['an answer from IndexedDB']);
  await ana.page.goto(`${server.url}/r/early`);
  await ana.say('too early');
  await expect(ana.messages.filter({ hasText: 'too early' })).toHaveCount(1);
  await expect.poll(() => hose.heard).toEqual(['too early']);
  await expect(ana.messages.filter({ hasText: 'too early' })).toHaveCount(1);
});

test('what is written before the storage is given up outlives the page as a draft', async ({ server, somebody }) => {
  const ana = await somebody();
  await ana.page.addInitScript(refusals['an answer from IndexedDB']);
  await ana.page.goto(`${server.url}/r/gone-early`);
  await ana.say('not lost');
  await ana.page.reload();
  await expect(ana.field).toHaveValue('not lost');
});
