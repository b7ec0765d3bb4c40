/** Loading the late part: the page works until then, and the late part moves nothing. */

import type { Page } from '@playwright/test';
import { expect, PHONE, test } from './fixtures.ts';

const SIZES = {
  desktop: { viewport: { width: 1280, height: 860 } },
  phone: PHONE,
};

/** Holds the late part back until the returned promise is resolved. */
async function stall(page: Page): Promise<PromiseWithResolvers<void>> {
  const gate = Promise.withResolvers<void>();
  await page.route(/assets\/late-/, async (route) => {
    await gate.promise;
    await route.continue();
  });
  return gate;
}

for (const [name, options] of Object.entries(SIZES))
  test(`on a ${name}, people read, write and send before the rest of the page has loaded, which then moves nothing`, async ({
    server,
    somebody,
    tool,
  }) => {
    const hose = await tool(`/ws/late-${name}?name=Hose`);
    for (let line = 1; line < 40; line++) hose.say(`line ${line}`);
    // Mentions are highlighted later, wherever they are in a line.
    hose.say(`line 40 ${'calls @Hose, '.repeat(30)}`);
    const ana = await somebody(options);
    const { page } = ana;
    await page.addInitScript(() => {
      new PerformanceObserver((list) => {
        // A shift right after a click or a key press is caused by the person.
        for (const entry of list.getEntries())
          if ('hadRecentInput' in entry && !entry.hadRecentInput) console.info(`moved ${JSON.stringify(entry)}`);
      }).observe({ type: 'layout-shift', buffered: true });
    });
    const moved: string[] = [];
    page.on('console', (message) => {
      if (message.text().startsWith('moved')) moved.push(message.text());
    });
    const gate = await stall(page);
    await page.goto(`${server.url}/r/late-${name}`);
    await expect(ana.messages.last()).toContainText('line 40');
    await expect(ana.messages.last()).toBeInViewport();
    for (const text of ['one', '**two**']) {
      await ana.field.fill(text);
      await page.getByRole('button', { name: 'Send', exact: true }).click();
      await expect(ana.field).toHaveValue('');
    }
    await expect(ana.messages.last()).toContainText('Sent');
    hose.say('three');
    await expect(ana.messages.last()).toContainText('three');
    await page.getByRole('region', { name: /^Messages/ }).hover();
    await ana.field.fill('not yet sent');
    await expect(page.getByRole('button', { name: 'Search this room' })).toHaveCount(0);
    await page.getByRole('button', { name: 'Emoji', exact: true }).click();
    const places = () =>
      page.evaluate(() =>
        [...document.querySelectorAll('h1, article, textarea, .composer')].map((element) => {
          const { top, left } = element.getBoundingClientRect();
          return `${top} ${left}`;
        }),
      );
    const before = await places();
    moved.length = 0;
    gate.resolve();
    await expect(page.getByRole('dialog')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('button', { name: 'Search this room' })).toBeVisible();
    await expect(ana.messages.filter({ hasText: 'line 40' }).locator('.at')).toHaveCount(30);
    expect(await places()).toEqual(before);
    expect(moved).toEqual([]);
    await expect(ana.field).toHaveValue('not yet sent');
  });

test('undo never restores what was sent before the rest of the page had loaded', async ({ server, somebody }) => {
  const ana = await somebody();
  const { field, page } = ana;
  const gate = await stall(page);
  await page.goto(`${server.url}/r/late-undo`);
  await field.click();
  const [undo, redo] = ['ControlOrMeta+z', 'ControlOrMeta+Shift+z'];
  await field.pressSequentially('sent once');
  await page.keyboard.press('Enter');
  await expect(field).toHaveValue('');
  await expect(ana.messages.last()).toContainText('Sent');
  gate.resolve();
  await expect(page.getByRole('button', { name: 'Keyboard shortcuts and commands' })).toBeVisible();
  await expect(field).toBeFocused();
  for (const step of [undo, undo, redo, undo, redo, redo, redo]) {
    await page.keyboard.press(step);
    await expect(field).toHaveValue('');
  }
  await field.pressSequentially('new');
  await page.keyboard.press(undo);
  await expect(field).toHaveValue('');
});

test('a key pressed on a message before the rest of the page has loaded works once it has', async ({
  server,
  somebody,
}) => {
  // A worker would serve the late part from its cache.
  const ana = await somebody({ serviceWorkers: 'block' });
  const { page } = ana;
  await ana.enter(`${server.url}/r/late-key`);
  await ana.say('to be deleted');
  await expect(ana.messages.last()).toContainText('Sent');
  const gate = await stall(page);
  await page.reload();
  await ana.messages.last().focus();
  await page.keyboard.press('Delete');
  gate.resolve();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(ana.messages.last()).toContainText('deleted');
});

test('shortcuts for dialogs that are pressed before the rest of the page has loaded work once it has', async ({
  server,
  somebody,
}) => {
  // A worker would serve the late part from its cache.
  const ana = await somebody({ serviceWorkers: 'block' });
  const { page } = ana;
  const list = page.getByRole('region', { name: /^Messages/ });
  for (const [pressed, shown] of [
    ['ControlOrMeta+k', page.getByRole('dialog', { name: 'Go to a room' })],
    ['?', page.getByRole('dialog', { name: 'Keyboard shortcuts and commands' })],
    ['/', page.getByRole('dialog', { name: 'Search' })],
  ] as const) {
    const gate = await stall(page);
    await page.goto(`${server.url}/r/late-shortcut`);
    await list.focus();
    // Comes after the listeners of the page, which has started.
    await page.evaluate(() =>
      addEventListener('keydown', (event) => document.body.toggleAttribute('data-taken', event.defaultPrevented)),
    );
    await page.keyboard.press(pressed);
    await expect(page.locator('body'), pressed).toHaveAttribute('data-taken');
    gate.resolve();
    await expect(shown, pressed).toBeVisible();
    await page.unrouteAll({ behavior: 'wait' });
  }
});

test('a page first draws half a screen of messages', async ({ server, somebody, tool }) => {
  const hose = await tool('/ws/late-rows?name=Hose');
  for (let line = 1; line <= 40; line++) hose.say(`line ${line}`);
  const ana = await somebody(PHONE);
  const { page } = ana;
  await page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      const { length } = document.querySelectorAll('article');
      if (length === 0) return;
      document.documentElement.dataset.first = String(length);
      observer.disconnect();
    }).observe(document, { childList: true, subtree: true });
  });
  await page.goto(`${server.url}/r/late-rows`);
  await expect(ana.messages).toHaveCount(40);
  await expect(ana.messages.last()).toBeInViewport();
  await expect(page.locator('html')).toHaveAttribute('data-first', '12');
});
