/** What makes reading comfortable: folding very long messages, clipping stacked marks, muting, and printing. */

import { expect, test } from './fixtures.ts';

test('a very long message is folded, unfolding moves nothing, and folding keeps it in sight', async ({
  server,
  somebody,
  tool,
}) => {
  const ana = await somebody();
  await ana.enter(`${server.url}/r/long-message`);
  const hose = await tool('/ws/long-message');
  hose.say('before');
  hose.say(Array.from({ length: 1_900 }, (_, line) => `${line % 10}`).join('\n'));
  const row = ana.messages.last();
  const toggle = row.locator('.link[aria-expanded]');
  await expect(toggle).toHaveText('Show all');
  const folded = await row.boundingBox();
  expect(folded?.height).toBeLessThan(900);

  await toggle.focus();
  await ana.page.keyboard.press('Enter');
  await expect(toggle).toHaveText('Show less');
  await expect(row).toBeFocused();
  const unfolded = await row.boundingBox();
  expect(unfolded?.height).toBeGreaterThan(20_000);
  expect(Math.abs((unfolded?.y ?? 0) - (folded?.y ?? 0))).toBeLessThanOrEqual(1);

  await toggle.focus();
  await ana.page.keyboard.press('Enter');
  await expect(toggle).toHaveText('Show all');
  await expect(row).toBeInViewport();
});

test('stacked combining marks don’t cover other messages', async ({ server, somebody, tool }) => {
  const ana = await somebody();
  await ana.enter(`${server.url}/r/towers`);
  const hose = await tool('/ws/towers');
  hose.say('above');
  hose.say('Z\u0300\u0301\u0302\u0303\u0304\u0306\u0307\u0308'.repeat(20));
  await expect(ana.messages).toHaveCount(2);
  const above = ana.messages.first();
  const withTower = await above.screenshot();
  await ana.messages.last().evaluate((row: HTMLElement) => {
    row.style.visibility = 'hidden';
  });
  expect((await above.screenshot()).equals(withTower)).toBe(true);
});

test('messages of a muted member are hidden in quotes and search results', async ({ server, somebody, tool }) => {
  const ana = await somebody();
  await ana.enter(`${server.url}/r/hushed`);
  const bo = await tool('/ws/hushed?name=Bo');
  bo.say('SECRET of Bo');
  const row = ana.messages.filter({ hasText: 'SECRET' });
  await row.hover();
  await ana.page.getByRole('button', { name: 'Reply' }).click();
  await ana.say('my answer');
  await expect(ana.messages.filter({ hasText: 'In reply to Bo SECRET' })).toHaveCount(1);
  await ana.say('/mute Bo');
  await expect(ana.page.getByRole('main')).not.toContainText('SECRET');

  await ana.page.getByRole('button', { name: 'Search this room' }).click();
  const dialog = ana.page.getByRole('dialog');
  await dialog.getByRole('searchbox').fill('SECRET');
  await expect(dialog).toContainText('1 found');
  await expect(dialog.getByRole('listitem')).toContainText('Message from someone you muted.');
  await expect(dialog).not.toContainText('SECRET of');
});

test('the emoji picker says that it needs a connection', async ({ server, somebody }) => {
  const ana = await somebody({ serviceWorkers: 'block' });
  await ana.page.route(/\/(assets\/emoji-.*|build\.txt)$/, (route) => route.abort());
  await ana.enter(`${server.url}/r/no-emoji`);
  await ana.page.getByRole('button', { name: 'Emoji', exact: true }).click();
  const dialog = ana.page.getByRole('dialog');
  await expect(dialog.getByRole('status')).toHaveText('You need a connection for this.');
  await expect(dialog.getByRole('group')).toBeHidden();
});

test('a room is printed without its frame, on as many pages as necessary', async ({ server, somebody, tool }) => {
  const ana = await somebody();
  await ana.enter(`${server.url}/r/paper-pages`);
  const hose = await tool('/ws/paper-pages');
  for (let count = 1; count <= 120; count++) hose.say(`message ${count}`);
  await expect(ana.messages.filter({ hasText: /message 120$/ })).toBeVisible();
  const shown = await ana.messages.count();
  await ana.page.emulateMedia({ media: 'print' });
  await expect(ana.page.getByRole('navigation')).toBeHidden();
  await expect(ana.field).toBeHidden();
  await expect(ana.messages.first()).toBeVisible();
  const pdf = (await ana.page.pdf()).toString('latin1');
  // A page holds about thirty messages.
  expect(pdf.match(/\/Type\s*\/Page\b/g)?.length).toBeGreaterThanOrEqual(Math.floor(shown / 40));
});
