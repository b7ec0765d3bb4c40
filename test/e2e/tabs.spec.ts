/** Several tabs of one browser: each is a session of its own, and all share read marks and drafts. */

import type { BrowserContext } from '@playwright/test';
import { expect, needWholeBrowser, Person, test } from './fixtures.ts';

/** Records the notifications and sounds that the pages of `context` request from the browser. */
async function listen(context: BrowserContext): Promise<string[]> {
  const heard: string[] = [];
  await context.exposeFunction('heard', (what: string) => heard.push(what));
  await context.addInitScript(() => {
    const tell = (what: string): void => Reflect.get(globalThis, 'heard')(what);
    const { showNotification } = ServiceWorkerRegistration.prototype;
    ServiceWorkerRegistration.prototype.showNotification = function (title, options) {
      tell(`shown: ${options?.body}`);
      return showNotification.call(this, title, options);
    };
    const { start } = OscillatorNode.prototype;
    OscillatorNode.prototype.start = function (when) {
      // A sound has two notes.
      if (this.frequency.value < 700) tell('rung');
      start.call(this, when);
    };
  });
  return heard;
}

test('a draft and its reply appear in the other tab, and disappear once they are sent', async ({
  server,
  somebody,
}) => {
  const ana = await somebody();
  await ana.enter(`${server.url}/r/tabs-draft`);
  await ana.say('who brings tea?');
  await expect(ana.messages.last()).toContainText('Sent');
  const second = new Person(await ana.page.context().newPage());
  await second.enter(`${server.url}/r/tabs-draft`);

  await ana.messages.last().hover();
  await ana.page.getByRole('button', { name: 'Reply', exact: true }).click();
  await ana.field.pressSequentially('I do');
  await expect(second.field).toHaveValue('I do');
  await expect(second.page.locator('.writing')).toContainText('who brings tea?');
  await second.field.press('Enter');
  await expect(ana.field).toHaveValue('');
  await expect(ana.page.locator('.writing')).toHaveCount(0);
  await expect(ana.messages.last()).toContainText('I do');
  await expect(ana.messages.last()).toContainText('who brings tea?');
});

test('messages read in one tab are read in the other', async ({ server, somebody, tool }) => {
  const ana = await somebody();
  await ana.enter(`${server.url}/r/tabs-read`);
  await ana.enter(`${server.url}/r/tabs-elsewhere`);
  const hose = await tool('/ws/tabs-read?name=Hose');
  hose.say('drip');
  const link = ana.roomLink(/tabs-read/);
  await expect(link).toContainText('1 unread');
  const second = new Person(await ana.page.context().newPage());
  await second.enter(`${server.url}/r/tabs-read`);
  await expect(second.messages.last()).toContainText('drip');
  await expect(link).not.toContainText('unread');
});

test('a duplicated tab is a session of its own', async ({ server, somebody }) => {
  const ana = await somebody();
  await ana.enter(`${server.url}/r/tabs-twin`);
  const session = (person: Person) => person.page.evaluate(() => sessionStorage.getItem('parley:sid:tabs-twin'));
  const first = await session(ana);
  // What "Duplicate tab" does: the new tab begins with a copy of the old one's session storage.
  const twin = new Person(await ana.page.context().newPage());
  await twin.page.addInitScript((sid) => sessionStorage.setItem('parley:sid:tabs-twin', sid ?? ''), first);
  await twin.enter(`${server.url}/r/tabs-twin`);
  expect(await session(twin)).not.toBe(first);
  await twin.say('from the twin');
  await ana.say('from the first');
  for (const tab of [ana, twin]) await expect.poll(() => tab.texts()).toEqual(['from the twin', 'from the first']);
});

test('a session taken over by another tab says so, in the room list too, and can be taken back', async ({
  server,
  somebody,
}) => {
  const ana = await somebody();
  const url = `${server.url}/r/tabs-taken`;
  await ana.enter(url);
  const sid = await ana.page.evaluate(() => sessionStorage.getItem('parley:sid:tabs-taken'));
  // A tab without locks can't know that its session lives in another tab.
  const twin = new Person(await ana.page.context().newPage());
  await twin.page.addInitScript((taken) => {
    sessionStorage.setItem('parley:sid:tabs-taken', taken ?? '');
    Object.defineProperty(navigator, 'locks', { value: undefined });
  }, sid);
  await twin.enter(url);
  await twin.page.reload();
  for (const [out, inside] of [
    [ana, twin],
    [twin, ana],
  ] as const) {
    await expect(inside.page.getByText('Connected', { exact: true })).toBeVisible();
    await expect(out.page.getByText('This room is now open in another tab.')).toBeVisible();
    await expect(out.page.locator('.self small')).toHaveText('Open in another tab');
    const room = out.roomLink(/tabs-taken/);
    await expect(room).toContainText('Open in another tab');
    await expect(out.field).toHaveCount(0);
    if (out === ana) await out.page.getByRole('button', { name: 'Use here' }).click();
  }
  await ana.say('here again');
  await expect(ana.messages.last()).toContainText('Sent');
});

test('a new tab sends the unsent messages of a dead tab', async ({ server, somebody, tool }) => {
  const ana = await somebody();
  const hose = await tool('/ws/tabs-heir');
  await ana.enter(`${server.url}/r/tabs-heir`);
  const { page } = ana;
  // The worker's script has been fetched by then, so the browser reports no error when it is offline.
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.context().setOffline(true);
  await ana.say('last words');
  await expect(ana.messages.last()).toContainText('last words');
  const heir = new Person(await page.context().newPage());
  await page.close();
  await heir.page.context().setOffline(false);
  await heir.enter(`${server.url}/r/tabs-heir`);
  await expect(heir.messages.last()).toContainText('last words');
  await expect.poll(() => hose.heard).toEqual(['last words']);
});

test('a room that nobody opened for a day is not connected, and says so', async ({ server, somebody, tool }) => {
  const ana = await somebody();
  const day = 24 * 60 * 60_000;
  await ana.enter(`${server.url}/r/tabs-awake`);
  await ana.page.evaluate(
    (looked) => localStorage.setItem('parley:room:tabs-asleep', JSON.stringify({ added: looked, looked })),
    Date.now() - day - 60_000,
  );
  const hose = await tool('/ws/tabs-asleep');
  await ana.page.reload();
  const link = ana.roomLink(/tabs-asleep/);
  await expect(link).toContainText('Not connected: not opened for a day');
  await expect(ana.page.getByText('Connected', { exact: true })).toBeVisible();
  const joins = () => hose.frames.filter((frame) => frame.type === 'system' && frame.event === 'join').length;
  const before = joins();
  await link.click();
  await expect(ana.page.getByText('Connected', { exact: true })).toBeVisible();
  await expect.poll(joins).toBe(before + 1);
  await expect(link).not.toContainText('Not connected');
});

test('one tab shows a notification for a message, and none does while any tab shows the room', async ({
  server,
  somebody,
  tool,
}) => {
  const ana = await somebody({ permissions: ['notifications'] });
  const context = ana.page.context();
  const heard = await listen(context);
  await ana.page.addInitScript(() => localStorage.setItem('parley:sound', 'on'));
  const tabs = [ana, new Person(await context.newPage()), new Person(await context.newPage())];
  await ana.enter(`${server.url}/r/tabs-ring`);
  await needWholeBrowser(ana.page);
  for (const tab of tabs) {
    await tab.enter(`${server.url}/r/tabs-ring-other`);
    await tab.page.evaluate(() => navigator.serviceWorker.ready);
    await tab.field.click();
  }
  const shown = () => heard.filter((what) => what !== 'rung');
  const rings = () => heard.filter((what) => what === 'rung').length;
  const hose = await tool('/ws/tabs-ring?name=Hose');
  const link = (tab: Person) => tab.page.getByRole('link', { name: /tabs-ring(?!-)/ });
  hose.say('water');
  for (const tab of tabs) {
    // By then the tab is connected, so it would show a notification.
    await expect(link(tab)).toContainText('1 unread');
    await tab.page.evaluate(() => localStorage.setItem('parley:notify:tabs-ring', 'all'));
  }
  for (const text of ['first', 'second']) {
    hose.say(text);
    await expect.poll(shown).toContain(`shown: ${text}`);
  }
  for (const tab of tabs) await expect(link(tab)).toContainText('3 unread');

  await link(ana).click();
  hose.say('in sight of one');
  await expect(ana.messages.last()).toContainText('in sight of one');
  await ana.page.getByRole('link', { name: /tabs-ring-other/ }).click();
  await expect(ana.page).toHaveURL(/tabs-ring-other$/);
  // Duplicate or wrong notifications would come before the next one.
  for (const text of ['third', 'fourth']) {
    hose.say(text);
    await expect.poll(shown).toContain(`shown: ${text}`);
  }
  await expect.poll(rings).toBe(4);
  expect(shown()).toEqual(['first', 'second', 'third', 'fourth'].map((text) => `shown: ${text}`));
});

test('a notification disappears once its room was read in any tab', async ({ server, somebody, tool }) => {
  const ana = await somebody({ permissions: ['notifications'] });
  await ana.page.addInitScript(() => localStorage.setItem('parley:notify:tabs-noticed', 'all'));
  await ana.enter(`${server.url}/r/tabs-noticed`);
  await needWholeBrowser(ana.page);
  await ana.page.evaluate(() => navigator.serviceWorker.ready);
  await ana.enter(`${server.url}/r/tabs-noticed-other`);
  const second = new Person(await ana.page.context().newPage());
  await second.enter(`${server.url}/r/tabs-noticed-other`);
  const shown = () =>
    ana.page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      return (await registration.getNotifications()).map(({ body }) => body);
    });
  const hose = await tool('/ws/tabs-noticed?name=Hose');
  const link = (tab: Person) => tab.page.getByRole('link', { name: /tabs-noticed(?!-)/ });
  // Messages from before the room was connected aren't notified.
  hose.say('water');
  for (const tab of [ana, second]) await expect(link(tab)).toContainText('1 unread');
  hose.say('come here');
  await expect.poll(shown).toEqual(['come here']);
  await link(second).click();
  await expect(second.messages.last()).toContainText('come here');
  await expect.poll(shown).toEqual([]);
});

test('a notification opens the tab that shows the room, or switches a tab to it', async ({
  server,
  somebody,
  tool,
}) => {
  const ana = await somebody({ permissions: ['notifications'] });
  const { page } = ana;
  await page.addInitScript(() => localStorage.setItem('parley:notify:tabs-click', 'all'));
  await ana.enter(`${server.url}/r/tabs-click`);
  await needWholeBrowser(ana.page);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await ana.enter(`${server.url}/r/tabs-click-other`);
  const second = new Person(await page.context().newPage());
  await second.enter(`${server.url}/r/tabs-click-third`);
  const [worker] = page.context().serviceWorkers();
  if (!worker) throw new Error('There is no worker.');
  // A synthetic click may not focus a window, so the test listens where the worker asks for it.
  await worker.evaluate(() => {
    const asked: string[] = [];
    Object.assign(globalThis, { asked });
    Reflect.get(globalThis, 'WindowClient').prototype.focus = async function (this: { url: string }) {
      asked.push(new URL(this.url).pathname);
    };
  });
  const asked = () => worker.evaluate(() => Reflect.get(globalThis, 'asked'));
  const shown = () =>
    page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      return (await registration.getNotifications()).map(({ title, body }) => `${title}: ${body}`);
    });
  const click = () =>
    worker.evaluate(async () => {
      const [notification] = await Reflect.get(globalThis, 'registration').getNotifications();
      const NotificationEvent = Reflect.get(globalThis, 'NotificationEvent');
      dispatchEvent(new NotificationEvent('notificationclick', { notification }));
    });
  const hose = await tool('/ws/tabs-click?name=Hose');
  // Messages from before the room was connected aren't notified.
  hose.say('water');
  for (const tab of [ana, second])
    await expect(tab.page.getByRole('link', { name: /tabs-click .*1 unread/ })).toBeVisible();
  hose.say('come **here**');
  await expect.poll(shown).toEqual(['Hose · #tabs-click: come here']);
  await click();
  // No tab shows the room, so the tab that was used last opens it.
  await expect.poll(asked).toEqual(['/r/tabs-click-third']);
  await expect(second.page).toHaveURL(/tabs-click$/);
  await expect(page).toHaveURL(/tabs-click-other$/);
  await expect.poll(shown).toEqual([]);

  // Now another tab shows the room, which it reached by a link. It isn't the tab that was used last.
  await second.page.getByRole('link', { name: /tabs-click-third/ }).click();
  await page.getByRole('link', { name: /tabs-click(?!-)/ }).click();
  await second.page.bringToFront();
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    await registration.showNotification('again', { data: '/r/tabs-click' });
  });
  await click();
  await expect.poll(asked).toEqual(['/r/tabs-click-third', '/r/tabs-click-other']);
  await expect(page).toHaveURL(/tabs-click$/);
  await expect(second.page).toHaveURL(/tabs-click-third$/);
});
