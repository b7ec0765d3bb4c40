/** The rooms of a browser: opening them, listing them, leaving them and coming back. */

import { expect, type Person, PHONE, test } from './fixtures.ts';

const link = (person: Person, room: string) => person.page.getByRole('link', { name: new RegExp(`^#?${room}`) });
const leave = (person: Person, room: string) => person.page.getByRole('button', { name: `Leave ${room}` });
const stored = (person: Person, room: string) =>
  person.page.evaluate((name) => Object.keys(localStorage).filter((key) => key.endsWith(`:${name}`)), room);

/** Where the text of the room's name and of its topic is in the header. */
const headerOf = ({ page }: Person) =>
  page.evaluate(() => {
    const boxOf = (selector: string) => {
      const range = document.createRange();
      range.selectNodeContents(document.querySelector(selector) ?? document.body);
      const { top, bottom, left, right } = range.getBoundingClientRect();
      return { top, bottom, left, right, lines: new Set([...range.getClientRects()].map(({ top }) => top)).size };
    };
    const { top = 0, bottom = 0 } = document.querySelector('.bar')?.getBoundingClientRect() ?? {};
    return { heading: boxOf('.bar h1 bdi'), line: boxOf('.topic'), bar: { top, bottom } };
  });

test('a mistyped address leads to its room, or to an explanation and a suggestion', async ({ server, somebody }) => {
  const ana = await somebody();
  const { page } = ana;
  for (const path of ['/R/Typed', '/typed']) {
    await page.goto(server.url + path);
    await expect(page).toHaveURL(`${server.url}/r/typed`);
    await expect(page.getByRole('heading', { name: 'typed' })).toBeVisible();
  }
  await page.goto(`${server.url}/r/`);
  await expect(page).toHaveURL(`${server.url}/`);
  await expect(page.getByText('Every room is a link.')).toHaveCount(0);

  await page.goto(`${server.url}/r/Lobby%20x`);
  await expect(page.getByText('“\u2068Lobby x\u2069” isn’t a valid room name. Did you mean #lobby-x?')).toBeVisible();
  await expect(page.getByLabel('Name of the room')).toHaveValue('lobby-x');
  const response = await page.goto(`${server.url}/some/where.html`);
  expect(response?.status()).toBe(404);
  await expect(page.getByText('There is no page at “/\u2068some/where.html\u2069”. Did you mean #some?')).toBeVisible();
  await page.getByRole('button', { name: 'Open room' }).click();
  await expect(page.getByRole('heading', { name: 'some' })).toBeVisible();
});

test('a room that was left comes back complete, and no leave button slides under the pointer', async ({
  server,
  somebody,
  tool,
}) => {
  const ana = await somebody();
  const { page } = ana;
  for (const room of ['undo-a', 'undo-b', 'undo-c']) await ana.enter(`${server.url}/r/${room}`);
  await page.getByRole('link', { name: 'undo-b' }).click();
  await ana.say('before I go');
  await expect(ana.messages.last()).toContainText('Sent');
  await ana.field.fill('half a sen');
  await expect.poll(() => stored(ana, 'undo-b')).toContain('parley:draft:undo-b');
  const was = await page.evaluate(() => localStorage.getItem('parley:room:undo-b'));
  const bo = await tool('/ws/undo-b?name=Bo');

  await leave(ana, 'undo-b').click();
  await page.getByRole('button', { name: 'Leave anyway' }).click();
  await expect(page).toHaveURL(/undo-c$/);
  await expect.poll(() => bo.frames.some((frame) => frame.type === 'system' && frame.event === 'leave')).toBe(true);
  expect(await stored(ana, 'undo-b')).toEqual([]);
  await expect(page.getByRole('status').filter({ hasText: 'Left #undo-b' })).toBeVisible();
  bo.say('are you gone?');
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(page).toHaveURL(/undo-b$/);
  await expect(ana.field).toHaveValue('half a sen');
  await expect(ana.messages.last()).toContainText('are you gone?');
  expect(await ana.texts()).toEqual(['before I go', 'are you gone?']);
  expect(await page.getByRole('navigation').getByRole('listitem').locator('.room-name').allInnerTexts()).toEqual([
    'undo-a',
    'undo-b',
    'undo-c',
  ]);
  const { added } = JSON.parse(was ?? '{}');
  expect(JSON.parse((await page.evaluate(() => localStorage.getItem('parley:room:undo-b'))) ?? '{}')).toMatchObject({
    added,
  });
  await page.reload();
  await expect(ana.field).toHaveValue('half a sen');
  await ana.field.fill('');

  // With the mouse, the entries below stay in place until the pointer leaves the list.
  await leave(ana, 'undo-a').hover();
  const spot = await leave(ana, 'undo-a').boundingBox();
  await page.mouse.down();
  await page.mouse.up();
  await expect(link(ana, 'undo-a')).toHaveCount(0);
  const under = () =>
    page.evaluate(({ x, y }) => document.elementFromPoint(x, y)?.closest('.leave')?.ariaLabel ?? null, {
      x: (spot?.x ?? 0) + 8,
      y: (spot?.y ?? 0) + 8,
    });
  expect(await under()).toBeNull();
  await page.mouse.down();
  await page.mouse.up();
  await expect(link(ana, 'undo-b')).toHaveCount(1);
  await ana.field.hover();
  await expect(page.locator('.gap')).toHaveCount(0);
  // With the keyboard, focus moves to the neighbouring room, and the usual keys undo the action.
  await leave(ana, 'undo-c').focus();
  await page.keyboard.press('Enter');
  await expect(link(ana, 'undo-b')).toBeFocused();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(link(ana, 'undo-c')).toHaveCount(1);
  // When that room opens, its field has focus. While the field is empty, the keys undo leaving the room.
  await leave(ana, 'undo-b').focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/undo-c$/);
  await expect(ana.field).toBeFocused();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(page).toHaveURL(/undo-b$/);
});

test('unsent text and a room key come back with a room, and are gone after a reload', async ({ server, somebody }) => {
  // Without a worker, nothing can be fetched while the page is offline.
  const ana = await somebody({ serviceWorkers: 'block' });
  const { page } = ana;
  await ana.enter(`${server.url}/r/undo-locked`);
  await ana.say('mine');
  await expect(ana.messages.last()).toContainText('owner');
  await ana.say('/lock seven herons over water');
  await expect.poll(() => stored(ana, 'undo-locked')).toContain('parley:key:undo-locked');
  await page.context().setOffline(true);
  await ana.say('written in a tunnel');
  await leave(ana, 'undo-locked').click();
  await page.getByRole('button', { name: 'Leave anyway' }).click();
  await expect(page).toHaveURL(`${server.url}/`);
  await page.context().setOffline(false);
  expect(await stored(ana, 'undo-locked')).toEqual([]);
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(ana.messages.last()).toContainText('written in a tunnel');
  await expect(ana.messages.last()).toContainText('Sent');
  expect(await ana.texts()).toEqual(['mine', 'written in a tunnel']);
  expect(await stored(ana, 'undo-locked')).toContain('parley:key:undo-locked');
  await leave(ana, 'undo-locked').click();
  await expect(page.getByRole('button', { name: 'Undo', exact: true })).toBeVisible();
  await page.reload();
  await expect(page.getByText('Every room is a link.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Undo', exact: true })).toHaveCount(0);
});

test('on a phone, rooms are sorted by latest activity and show their last message and topic, and no tap on one leaves it', async ({
  server,
  somebody,
  tool,
}) => {
  const ana = await somebody(PHONE);
  const { page } = ana;
  for (const room of ['news-a', 'news-b', 'news-c']) {
    await page.goto(`${server.url}/r/${room}`);
    await expect(page.getByRole('button', { name: 'Members, 1 here' })).toBeVisible();
  }
  const topic = `Everything about tea. ${'And more of it. '.repeat(10)}`.trim();
  await ana.field.fill(`/topic ${topic}`);
  await page.getByRole('button', { name: 'Send' }).tap();
  await page.getByRole('button', { name: /^Everything about tea/ }).tap();
  await expect(page.getByRole('dialog', { name: 'Topic of #news-c' })).toContainText(topic);
  await page.getByRole('button', { name: 'Close' }).tap();
  for (const [width, height] of [
    [390, 844],
    [844, 390],
    [667, 375],
    [568, 320],
  ] as const) {
    await page.setViewportSize({ width, height });
    const { heading, line, bar } = await headerOf(ana);
    expect(heading.top, `the heading at ${width} × ${height}`).toBeGreaterThanOrEqual(bar.top + 4);
    expect(line.bottom, `the topic at ${width} × ${height}`).toBeLessThanOrEqual(bar.bottom - 4);
    expect(heading.bottom <= line.top + 0.5 || heading.right <= line.left).toBe(true);
    expect([heading.lines, line.lines]).toEqual([1, 1]);
    const button = await page.locator('.topic').boundingBox();
    expect(button?.height).toBeGreaterThanOrEqual(43.9);
    expect(button?.y).toBeGreaterThanOrEqual(bar.top);
  }
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole('link', { name: /^All rooms/ }).tap();
  const [one, two] = [await tool('/ws/news-a?name=Uno'), await tool('/ws/news-b?name=Dos')];
  one.say('*first* line\nand `another`');
  await expect(page.getByRole('link', { name: /news-a.*Uno: first line and another.*1 unread/ })).toBeVisible();
  two.say('second');
  const names = page.getByRole('listitem').locator('.room-name bdi');
  await expect.poll(() => names.allInnerTexts()).toEqual(['news-b', 'news-a', 'news-c']);
  // A visit to a room without messages doesn't count as activity. A look-alike is explained in this list as well.
  await page.goto(`${server.url}/r/news-none`);
  await expect(page.getByRole('button', { name: 'Members, 1 here' })).toBeVisible();
  await page.getByRole('link', { name: /^All rooms/ }).tap();
  await expect.poll(() => names.allInnerTexts()).toEqual(['news-b', 'news-a', 'news-none', 'news-c']);
  (await tool('/ws/news-b?name=DOS')).say('not the same');
  await expect(
    page.getByRole('link', { name: /news-b.*DOS·[\w-]+ looks like Dos’s name: not the same/ }),
  ).toBeVisible();
  await expect(page.getByRole('list', { name: 'Rooms' }).getByRole('time').first()).toHaveText(/^\d\d:\d\d$/);
  await expect(page.getByText('Every room is a link.')).toHaveCount(0);
  await expect(leave(ana, 'news-a')).toHaveCount(0);
  await page.getByRole('link', { name: /news-a/ }).tap();
  await page.getByRole('button', { name: 'Room actions' }).tap();
  await page.getByRole('button', { name: 'Leave news-a' }).tap();
  await expect(page.getByRole('status').filter({ hasText: 'Left #news-a' })).toBeVisible();
  await page.getByRole('button', { name: 'Undo', exact: true }).tap();
  await expect(page).toHaveURL(/news-a$/);
  await expect(ana.messages.last()).toContainText('first line');
});

test('a sleeping room still shows its last message and unread count until it is left', async ({
  server,
  somebody,
  tool,
}) => {
  const ana = await somebody();
  const { page } = ana;
  await ana.enter(`${server.url}/r/news-asleep`);
  await ana.say('good night');
  await expect(ana.messages.last()).toContainText('Sent');
  await ana.enter(`${server.url}/r/news-awake`);
  const bo = await tool('/ws/news-asleep?name=Bo');
  bo.say('sleep well');
  await expect(link(ana, 'news-asleep')).toContainText('1 unread');
  // On a page of the same origin without rooms, nobody looks at them for a day.
  await page.goto(`${server.url}/robots.txt`);
  await page.evaluate(() => {
    const key = 'parley:room:news-asleep';
    const record = JSON.parse(localStorage.getItem(key) ?? '{}');
    localStorage.setItem(key, JSON.stringify({ ...record, looked: record.looked - 25 * 60 * 60_000 }));
  });
  bo.say('are you there?');
  await page.goto(server.url);
  await expect(page.getByRole('link', { name: /news-asleep.*Not connected.*Bo: sleep well.*1 unread/ })).toBeVisible();
  const copies = () =>
    page.evaluate(
      () =>
        new Promise<IDBValidKey[]>((resolve) => {
          indexedDB.open('parley-copies').onsuccess = ({ target }) => {
            if (!(target instanceof IDBOpenDBRequest)) return;
            const { result } = target;
            const keys = result.transaction('rooms').objectStore('rooms').getAllKeys();
            keys.onsuccess = () => {
              result.close();
              resolve(keys.result);
            };
          };
        }),
    );
  expect(await copies()).toContain('news-asleep');
  await leave(ana, 'news-asleep').click();
  await expect(link(ana, 'news-asleep')).toHaveCount(0);
  await expect.poll(copies).not.toContain('news-asleep');
});

test('a member who joins and takes a name is shown as joining under that name, and a look-alike is explained', async ({
  server,
  somebody,
  tool,
}) => {
  const [ana, bo] = [await somebody(), await somebody({ locale: 'zh-CN' })];
  const { page } = ana;
  await ana.enter(`${server.url}/r/alike`);
  await ana.say('/name Ana');
  await bo.enter(`${server.url}/r/alike`);
  await bo.say('/name 小明');
  // Ana was already present when she took her name.
  await expect(page.locator('.notices')).toHaveText(/^guest-\S{4} is now Ana, 小明 joined, 2 here$/);
  const twin = await tool('/ws/alike?name=ana');
  twin.say('I am Ana');
  const row = ana.messages.filter({ hasText: 'I am Ana' });
  await expect(row.locator('.author')).toHaveText(/^ana·\S{4} looks like Ana’s name/);
  // If the line is too narrow, the explanation wraps below, and the time stays with the name.
  const spots = () =>
    row
      .locator('.author > *')
      .evaluateAll((parts) =>
        parts.map((part) => [part.className || part.localName, part.getBoundingClientRect().top]),
      );
  await page.setViewportSize({ width: 280, height: 640 });
  const { name = 0, time = 0, alike = 0 } = Object.fromEntries(await spots());
  expect(Math.abs(time - name)).toBeLessThan(10);
  expect(alike).toBeGreaterThan(time + 10);
  expect(await row.locator('.alike').evaluate((words) => words.scrollWidth > words.clientWidth)).toBe(false);
  await page.setViewportSize({ width: 1280, height: 720 });
  const people = page.getByRole('complementary', { name: 'Members' });
  await people.getByRole('button', { name: /^ana·\S{4} looks like Ana’s name$/ }).click();
  await expect(page.getByRole('dialog')).toContainText('looks like Ana’s name');
  await page.keyboard.press('Escape');
  await expect(bo.messages.last().locator('.author')).toHaveText(/^ana·\S{4} 与 Ana 的名字相似/);
  const hues = await people.locator('.face').evaluateAll((faces) => faces.map((face) => getComputedStyle(face).color));
  expect(new Set(hues).size).toBe(3);
});
