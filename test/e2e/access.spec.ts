/** Accessibility: axe in every state of the page, small windows, and what a screen reader reads. */

import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { type StateName, statesIn } from '../../src/page/gallery/list.ts';
import { expect, test } from './fixtures.ts';
import { buildGallery, type Gallery } from './gallery.ts';

let gallery: Gallery;
test.beforeAll(async () => {
  gallery = await buildGallery();
});

async function violations(page: Page) {
  const { violations } = await new AxeBuilder({ page })
    .options({ resultTypes: ['violations'] })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    // The default mode opens a window for each check, in order to include frames of other origins. The page has none.
    .setLegacyMode()
    .analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
}

/**
 * States that together contain every part of the page. All looks except the first are checked only in these, or in
 * every state with `AXE=all`.
 */
const TELLING: ReadonlySet<string> = new Set<StateName>([
  'home',
  'empty',
  'full',
  'completion',
  'polls',
  'failed',
  'offline',
  'moderated',
  'silenced',
  'menu',
  'emoji',
  'settings',
  'search',
]);

const looks = [
  { name: 'desktop, light', options: { colorScheme: 'light' }, all: true },
  {
    name: 'phone, dark, Chinese',
    options: { colorScheme: 'dark', locale: 'zh-CN', viewport: { width: 390, height: 844 } },
  },
  { name: 'right to left, dark', options: { colorScheme: 'dark' }, query: '&dir=rtl' },
  { name: '200 % zoom, light', options: { colorScheme: 'light', viewport: { width: 640, height: 400 } } },
  { name: 'forced colours', options: { forcedColors: 'active' } },
] as const;

for (const { name, options, ...look } of looks)
  test(`axe finds no problem: ${name}`, async ({ server, somebody }) => {
    // axe takes some seconds per state, and much longer on a busy machine.
    test.setTimeout(600_000);
    const { page } = await somebody(options);
    await gallery.serve(page);
    const found: string[] = [];
    for (const { name: state, selectors } of statesIn(page.viewportSize()?.width ?? 0)) {
      if (!('all' in look) && process.env.AXE !== 'all' && !TELLING.has(state)) continue;
      await page.goto(`${server.url}/gallery/?state=${state}${'query' in look ? look.query : ''}`);
      for (const selector of selectors) await expect(page.locator(selector).first()).toBeVisible();
      // Animations must finish, because their intermediate colours would be judged.
      await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finish())));
      found.push(...(await violations(page)).map((violation) => `${state}: ${violation}`));
    }
    expect(found).toEqual([]);
  });

test('nothing is wider than a screen of 320 px, and no field’s placeholder is cut off', async ({
  server,
  somebody,
}) => {
  const { page } = await somebody({ viewport: { width: 320, height: 640 } });
  await gallery.serve(page);
  for (const { name: state, selectors } of statesIn(320)) {
    await page.goto(`${server.url}/gallery/?state=${state}`);
    for (const selector of selectors) await expect(page.locator(selector).first()).toBeVisible();
    const wide = await page.evaluate(() =>
      [...document.querySelectorAll('.bar, .composer, .home main, dialog, .bar > *')]
        .filter((part) => part.getBoundingClientRect().right > innerWidth + 0.5)
        .map((part) => part.className),
    );
    expect(wide, state).toEqual([]);
    const cut = await page.evaluate(() =>
      [...document.querySelectorAll('input')].flatMap((field) => {
        const { placeholder, value } = field;
        if (!placeholder || !field.checkVisibility()) return [];
        field.value = placeholder;
        const isCut = field.scrollWidth > field.clientWidth;
        field.value = value;
        return isCut ? [placeholder] : [];
      }),
    );
    expect(cut, state).toEqual([]);
  }
});

for (const [width, height] of [
  [320, 200],
  [320, 256],
  [740, 240],
] as const)
  test(`messages can be read in a window of ${width} × ${height}`, async ({ server, somebody }) => {
    const { page } = await somebody({ viewport: { width, height } });
    await gallery.serve(page);
    for (const state of ['full', 'nameless', 'offline', 'silenced', 'reply']) {
      await page.goto(`${server.url}/gallery/?state=${state}`);
      await expect(page.getByRole('article').first()).toBeAttached();
      const seen = await page.locator('.scroller').evaluate((scroller) => scroller.clientHeight);
      // Three lines of messages, and the whole composer below them.
      expect(seen, state).toBeGreaterThanOrEqual(80);
      await page.getByRole('textbox', { name: 'Message to general' }).focus();
      await expect(page.getByRole('textbox', { name: 'Message to general' })).toBeInViewport({ ratio: 1 });
    }
  });

test('the longest room name leaves space for the topic', async ({ server, somebody }) => {
  const { page } = await somebody({ viewport: { width: 1280, height: 800 } });
  await gallery.serve(page);
  await page.goto(`${server.url}/gallery/?state=moderated`);
  await page.locator('.bar h1 bdi').evaluate((name) => {
    name.textContent = 'x'.repeat(64);
  });
  expect((await page.locator('.topic').boundingBox())?.width).toBeGreaterThan(60);
});

test('a screen reader reads a room in order: name, topic, messages with authors and times, composer', async ({
  server,
  somebody,
}) => {
  const { page } = await somebody({ timezoneId: 'UTC' });
  await gallery.serve(page);
  await page.goto(`${server.url}/gallery/?state=full`);
  await expect(page.getByRole('navigation')).toMatchAriaSnapshot(`
    - navigation "Rooms":
      - link "Parley"
      - list "Rooms":
        - listitem:
          - link /^general/
          - button "Leave general"
        - listitem:
          - link "聊天室 1 mention or reply 5 unread"
          - button "Leave 聊天室"
      - button "Open another room Ctrl K"
      - button "Mira Change your name"
      - text: Connected
      - group "Theme and language":
        - combobox "Theme":
          - option "System" [selected]
          - option "Light"
          - option "Dark"
        - combobox "Language"
      - button "Keyboard shortcuts and commands"
  `);
  await expect(page.getByRole('main')).toMatchAriaSnapshot(`
    - main:
      - heading "general" [level=1]
      - button "Ship on Thursdays. Notes in the reading group."
      - button "Search this room"
      - 'button "Notifications: Off"'
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
                  - button "Add reaction"
          - listitem:
            - article:
              - text: 李雷 moderator
              - time: 12:04
              - button /In reply to Ana Souza The room kept all 50 sockets/
              - paragraph: /太好了/
          - listitem:
            - paragraph: Kofi stopped by, 5 here
      - textbox "Message to general"
      - button "Emoji"
      - button "Send"
  `);
});

test('a screen reader reads a Chinese room in order', async ({ server, somebody }) => {
  const { page } = await somebody({ timezoneId: 'UTC', locale: 'zh-CN' });
  await gallery.serve(page);
  await page.goto(`${server.url}/gallery/?state=full`);
  await expect(page.getByRole('main')).toMatchAriaSnapshot(`
    - main:
      - heading "general" [level=1]
      - button "Ship on Thursdays. Notes in the reading group."
      - button "搜索这个房间"
      - button "通知：关闭"
      - button "分享这个房间"
      - button "成员，5 人在线" [expanded]
      - region "general 的消息":
        - paragraph:
          - strong: "#general 从这里开始。"
        - list:
          - listitem:
            - time: 11月20日星期五
          - listitem:
            - article:
              - text: Ana Souza 房主
              - time: 12:00
              - paragraph: /The room kept all 50 sockets/
          - listitem:
            - article:
              - time: 12:02
              - text: "Ana Souza:"
              - paragraph: Nothing was billed in between.
              - list "回应":
                - listitem:
                  - button "👏：3 人" [pressed]
                - listitem:
                  - button "🎉：2 人"
                - listitem:
                  - button "添加回应"
          - listitem:
            - article:
              - text: 李雷 管理员
              - time: 12:04
              - button /回复 Ana Souza The room kept all 50 sockets/
              - paragraph: /太好了/
          - listitem:
            - paragraph: Kofi 来过，5 人在线
      - textbox "发到 general 的消息"
      - button "表情"
      - button "发送"
  `);
});

test('a screen reader reads the message sheet as a menu of actions', async ({ server, somebody }) => {
  const { page } = await somebody();
  await gallery.serve(page);
  await page.goto(`${server.url}/gallery/?state=menu`);
  await expect(page.getByRole('dialog')).toMatchAriaSnapshot(`
    - dialog "Message actions":
      - group "React":
        - button "👍"
        - button "❤️"
        - button "😂"
        - button "🎉"
        - button "😮"
        - button "🙏"
        - button "More emoji"
      - list:
        - listitem:
          - button "Reply R"
        - listitem:
          - button "Edit E"
        - listitem:
          - button "Copy text"
        - listitem:
          - button "Copy link to message C"
        - listitem:
          - button "Delete Del"
  `);
});
