/** For everyone: what axe finds in every state of the page, a walk by keyboard alone, and what a screen reader is told. */

import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { buildGallery, type Gallery } from './gallery.ts';

const STATES = [
  'home',
  'home-bad',
  'empty',
  'full',
  'reply',
  'edit',
  'muted',
  'failed',
  'offline',
  'outdated',
  'ended',
  'menu',
  'react',
  'emoji',
  'delete',
  'reactions',
  'share',
  'notify',
  'moderated',
  'silenced',
  'locked',
  'person',
  'restrain',
  'settings',
  'search',
  'help',
  'copy',
];

let gallery: Gallery;
test.beforeAll(async () => {
  gallery = await buildGallery();
});

async function violations(page: Page) {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
}

const looks = [
  { name: 'desktop, light', options: { colorScheme: 'light' } },
  {
    name: 'phone, dark, Chinese',
    options: { colorScheme: 'dark', locale: 'zh-CN', viewport: { width: 390, height: 844 } },
  },
  { name: 'right to left, dark', options: { colorScheme: 'dark' }, query: '&dir=rtl' },
  { name: '200 % zoom, light', options: { colorScheme: 'light', viewport: { width: 640, height: 400 } } },
] as const;

for (const { name, options, ...look } of looks)
  test(`axe finds nothing in any state: ${name}`, async ({ server, somebody }) => {
    test.setTimeout(180_000);
    const { page } = await somebody(options);
    await gallery.serve(page);
    const found: string[] = [];
    for (const state of STATES) {
      await page.goto(`${server.url}/gallery/?state=${state}${'query' in look ? look.query : ''}`);
      await expect(page.getByRole('main').or(page.getByRole('dialog')).first()).toBeVisible();
      if (
        /^(menu|react|emoji|delete|reactions|share|notify|locked|person|restrain|settings|search|help|copy)$/.test(
          state,
        )
      )
        await expect(page.getByRole('dialog')).toBeVisible();
      if (/^(react|emoji)$/.test(state)) await expect(page.locator('.grid button').first()).toBeVisible();
      // Motion that is under way would be judged by a colour on its way.
      await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finish())));
      found.push(...(await violations(page)).map((violation) => `${state}: ${violation}`));
    }
    expect(found).toEqual([]);
  });

test('nothing is wider than a screen of 320 px', async ({ server, somebody }) => {
  const { page } = await somebody({ viewport: { width: 320, height: 640 } });
  await gallery.serve(page);
  for (const state of STATES) {
    await page.goto(`${server.url}/gallery/?state=${state}`);
    await expect(page.locator('.home, .app')).toBeVisible();
    const wide = await page.evaluate(() =>
      [...document.querySelectorAll('.bar, .composer, .home main, dialog, .bar > *')]
        .filter((part) => part.getBoundingClientRect().right > innerWidth + 0.5)
        .map((part) => part.className),
    );
    expect(wide, state).toEqual([]);
  }
});

test('everything that matters is done by keyboard alone', async ({ server, somebody, tool }) => {
  const ana = await somebody();
  const { keyboard } = ana.page;
  await ana.page.goto(server.url);
  await expect(ana.page.getByRole('textbox', { name: 'Name of the room' })).toBeFocused();
  await keyboard.type('keyboard-walk');
  await keyboard.press('Enter');
  await expect(ana.field).toBeFocused();
  await expect(ana.page.getByText('Connected', { exact: true })).toBeVisible();
  const hose = await tool('/ws/keyboard-walk?name=Hose');
  hose.say('first');
  await expect(ana.messages.last()).toContainText('first');
  await keyboard.type('hello :tada');
  await expect(ana.page.getByRole('listbox', { name: 'Suggestions' })).toBeVisible();
  await keyboard.press('Enter');
  await keyboard.press('Enter');
  await expect(ana.messages.last()).toContainText('hello 🎉');

  // Up to the list, to a message, to its menu, and back to where one was.
  const list = ana.page.getByRole('region', { name: 'Messages in keyboard-walk' });
  for (let step = 0; step < 12 && !(await list.evaluate((element) => element.matches(':focus'))); step++)
    await keyboard.press('Shift+Tab');
  await expect(list).toBeFocused();
  await keyboard.press('Home');
  await expect(ana.messages.first()).toBeFocused();
  await keyboard.press('Enter');
  const menu = ana.page.getByRole('dialog', { name: 'What to do with this message' });
  await expect(menu.getByRole('button', { name: '👍' })).toBeFocused();
  await keyboard.press('Escape');
  await expect(ana.messages.first()).toBeFocused();
  await keyboard.press('+');
  await expect(ana.page.getByRole('searchbox')).toBeFocused();
  await keyboard.type('rocket');
  await expect(ana.page.locator('.grid button').first()).toHaveText('🚀');
  await keyboard.press('Enter');
  await expect(ana.messages.first().getByRole('button', { name: '🚀: 1 person' })).toBeVisible();
  await expect(ana.messages.first()).toBeFocused();
  await keyboard.press('r');
  await expect(ana.field).toBeFocused();
  await keyboard.type('answered');
  await keyboard.press('Enter');
  await expect(ana.messages.last()).toContainText('answered');
  await expect(ana.messages.last()).toContainText('Sent');
  await keyboard.press('ArrowUp');
  await expect(ana.field).toHaveValue('answered');
  await keyboard.type('!');
  await keyboard.press('Enter');
  await expect(ana.messages.last()).toContainText('answered!');
});

test('a room reads in order: rooms, topic, messages with their authors and times, where to write, members', async ({
  server,
  somebody,
}) => {
  const { page } = await somebody({ timezoneId: 'UTC' });
  await gallery.serve(page);
  await page.goto(`${server.url}/gallery/?state=full`);
  await expect(page.getByRole('main')).toMatchAriaSnapshot(`
    - main:
      - heading "general" [level=1]
      - paragraph: Ship on Thursdays. Notes in the reading group.
      - button "Search this room"
      - 'button "Notifications: None"'
      - button "Share this room"
      - button "Members, 5 here" [expanded]
      - region "Messages in general":
        - paragraph:
          - strong: "This is where #general begins."
        - list:
          - listitem:
            - time: Friday 20 November
          - listitem:
            - article:
              - text: Ana Souza owner
              - time: 12:00
              - paragraph: /The room kept all 50 sockets/
          - listitem:
            - article:
              - time: 12:02
              - text: "Ana Souza:"
              - paragraph: Nothing was billed in between.
              - list "Reactions":
                - listitem:
                  - 'button "👏: 3 people" [pressed]'
                - listitem:
                  - 'button "🎉: 2 people"'
                - listitem:
                  - button "Add a reaction"
          - listitem:
            - article:
              - text: 李雷 moderator
              - time: 12:04
              - button /In reply to Ana Souza The room kept all 50 sockets/
              - paragraph: /太好了/
          - listitem:
            - paragraph: Kofi joined · Kofi lost the connection · 5 here
      - textbox "Message to general"
      - button "Send"
  `);
});
