/** A page whose script can't be loaded, fails or is too new for the browser says so, and what to do. */

import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';

const english = (page: Page) =>
  page.getByText(/^Parley has not started yet\. .*needs Chrome or Edge\s\d+, Firefox\s\d+/);
const chinese = (page: Page) => page.getByText(/^Parley 还没有启动/);

/** What happens to the page's scripts. */
const ends: Record<string, (page: Page) => Promise<unknown>> = {
  'can’t be had': (page) => page.route('**/assets/*.js', (route) => route.abort()),
  'is gone after a deploy': (page) => page.route('**/assets/*.js', (route) => route.fulfill({ status: 404, body: '' })),
  'ends in an error': (page) =>
    page.route('**/assets/*.js', (route) =>
      route.fulfill({ contentType: 'text/javascript', body: 'throw new Error("too old");' }),
    ),
  'is in a language of later years': (page) =>
    page.route('**/assets/*.js', (route) =>
      route.fulfill({ contentType: 'text/javascript', body: 'const page = |> later;' }),
    ),
  'would show the page without its colours': (page) => page.addInitScript(() => (CSS.supports = () => false)),
};

test('a page that doesn’t start says so in both languages after a moment, and offers to reload', async ({
  server,
  browser,
}) => {
  for (const [how, end] of Object.entries(ends)) {
    const page = await browser.newPage();
    await end(page);
    for (const path of ['/r/unstarted', '/diagnostics']) {
      await page.goto(`${server.url}${path}`);
      // The delay is an animation without movement.
      await page.evaluate(() => {
        for (const animation of document.getAnimations()) animation.finish();
      });
      await expect(english(page), `${path} ${how}`).toBeVisible();
      await expect(chinese(page), `${path} ${how}`).toBeVisible();
    }
    await page.unroute('**/assets/*.js');
    await page.getByRole('link', { name: 'Reload the page' }).click();
    if (how !== 'would show the page without its colours') {
      await expect(page.getByRole('heading', { name: 'Diagnostics' })).toBeVisible();
      await expect(english(page)).toBeHidden();
    }
    await page.close();
  }
});

test('a page whose files are missing says at once, without any styles, that it has not started', async ({
  server,
  browser,
}) => {
  const page = await browser.newPage();
  await page.route('**/assets/*', (route) => route.fulfill({ status: 404, body: '' }));
  await page.goto(`${server.url}/r/unstarted`);
  await expect(english(page)).toBeVisible();
  await expect(chinese(page)).toBeVisible();
  await page.close();
});

test('a page without JavaScript asks for it, and not for a newer browser', async ({ server, browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  for (const path of ['/r/unstarted', '/diagnostics']) {
    await page.goto(`${server.url}${path}`);
    // Not found by its text, because the text of a noscript element doesn't count here.
    await expect(page.locator('noscript p')).toHaveText(['Parley needs JavaScript.', 'Parley 需要 JavaScript。']);
    for (const words of await page.locator('noscript p').all()) await expect(words).toBeVisible();
    await expect(english(page)).toBeHidden();
  }
  await context.close();
});

test('a page that starts shows in no frame that it has not started', async ({ server, somebody }) => {
  const ana = await somebody({ locale: 'zh-CN' });
  await ana.page.addInitScript(() => {
    const look = () => {
      if (document.querySelector('.unstarted')?.checkVisibility({ visibilityProperty: true }))
        console.error('The page says that it has not started.');
      requestAnimationFrame(look);
    };
    look();
  });
  await ana.enter(`${server.url}/r/started`);
  await expect(chinese(ana.page)).toBeHidden();
  await ana.page.goto(`${server.url}/`);
  await expect(ana.page.getByRole('heading', { level: 1 })).toBeVisible();
});
