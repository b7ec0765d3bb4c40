/** A browser without storage can still chat. Nothing is remembered then, but nothing else is lost. */

import { expect, test } from './fixtures.ts';

/** What a browser may refuse, and how. Runs in the page before its scripts. */
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
  locks: () => {
    LockManager.prototype.request = () => Promise.reject(new DOMException('Denied.', 'SecurityError'));
  },
  'a channel to its other tabs': () => {
    window.BroadcastChannel = new Proxy(BroadcastChannel, {
      construct() {
        throw new DOMException('The operation is insecure.', 'SecurityError');
      },
    });
  },
};

/** Forbids the first access to each of `names` in the window or the navigator. */
function forbid(names: readonly string[]): void {
  for (const name of names)
    Object.defineProperty(name in navigator ? navigator : window, name, {
      get() {
        throw new DOMException('The operation is insecure.', 'SecurityError');
      },
    });
}

/** All APIs that store something, or that a site needs permission for. */
const FORBIDDEN = [
  ...['localStorage', 'sessionStorage', 'indexedDB', 'caches', 'BroadcastChannel', 'Notification', 'AudioContext'],
  ...['locks', 'serviceWorker', 'storage', 'clipboard', 'share', 'userActivation'],
];

for (const [index, [what, refuse]] of Object.entries(refusals).entries())
  test(`a page that is refused ${what} connects and sends messages`, async ({ server, somebody, tool }) => {
    const hose = await tool(`/ws/no-storage-${index}`);
    const ana = await somebody();
    await ana.page.addInitScript(refuse);
    await ana.enter(`${server.url}/r/no-storage-${index}`);
    await ana.say(`without ${what}`);
    await expect.poll(() => hose.heard.at(-1)).toBe(`without ${what}`);
  });

test('a message written while the page still waits for storage is shown at once and sent', async ({
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

test('a message written while the page still waits for storage survives a reload as a draft', async ({
  server,
  somebody,
}) => {
  const ana = await somebody();
  await ana.page.addInitScript(refusals['an answer from IndexedDB']);
  await ana.page.goto(`${server.url}/r/gone-early`);
  await ana.say('not lost');
  await ana.say('/multipoll Nor this? | Yes | No');
  await expect(ana.messages).toHaveCount(2);
  await ana.page.reload();
  await expect(ana.field).toHaveValue('not lost\n/multipoll Nor this? | Yes | No');
});

test('the page works whichever API the browser forbids', async ({ server, somebody }) => {
  for (const name of FORBIDDEN) {
    const ana = await somebody();
    await ana.page.addInitScript(forbid, [name]);
    await ana.enter(`${server.url}/r/forbidden-${name.toLowerCase()}`);
    await ana.say(`without ${name}`);
    await expect(ana.messages, name).toContainText('Sent');
    // This button comes with the late part.
    await expect(ana.page.getByRole('button', { name: 'Keyboard shortcuts and commands' }), name).toBeVisible();
    await ana.page.keyboard.press('Control+k');
    await expect(ana.page.getByRole('dialog'), name).toBeVisible();
    await ana.page.close();
  }
});

test('a browser that forbids all storage can chat, remembers while the page is open, and says what will be lost', async ({
  server,
  somebody,
}) => {
  const [ana, bo] = [await somebody(), await somebody()];
  await ana.page.addInitScript(forbid, FORBIDDEN);
  await ana.enter(`${server.url}/r/nothing`);
  await bo.enter(`${server.url}/r/nothing`);
  await bo.say('hello');
  await expect(ana.messages.filter({ hasText: 'hello' })).toBeVisible();
  await ana.say('hello yourself');
  await expect(bo.messages.filter({ hasText: 'hello yourself' })).toBeVisible();
  const told = ana.page.getByRole('status').filter({ hasText: 'This browser isn’t storing any data' });
  await expect(told).toBeVisible();
  await told.getByRole('button', { name: 'Dismiss' }).click();
  await expect(told).toBeHidden();
  // A chosen setting lasts as long as the page is open.
  await ana.page.getByRole('button', { name: /^Notifications/ }).click();
  await ana.page.getByRole('radio', { name: 'All messages' }).click();
  await expect(
    ana.page.getByRole('alert').filter({ hasText: 'This browser doesn’t support notifications.' }),
  ).toBeVisible();
  await ana.page.keyboard.press('Escape');
  await ana.page.getByRole('button', { name: 'Share this room' }).click();
  await ana.page.getByRole('button', { name: 'Copy' }).click();
  await expect(ana.page.getByRole('dialog').getByRole('textbox')).toHaveValue(`${server.url}/r/nothing`);
  await expect(bo.page.getByRole('status').filter({ hasText: 'This browser isn’t storing' })).toHaveCount(0);
});
