/**
 * A browser in which an earlier version of the page was used. The present page must find what that version stored.
 * former/make.ts creates the browser profile and the rooms of its server.
 */

import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from '@playwright/test';
import { type Server, startServer } from '../support/server.ts';
import { expect, Person, row, test as serverless, Tool } from './fixtures.ts';
import {
  atOrigin,
  CELLAR,
  EMOJI,
  FACTS,
  type Facts,
  GARDEN,
  HARBOUR,
  MILL,
  MUTED,
  NAME,
  ORIGIN,
  PROFILE,
  ROOMS,
} from './former/story.ts';
import { stored } from './support/stored.ts';

const facts: Facts = JSON.parse(readFileSync(FACTS, 'utf8'));

/** All databases of the page's origin, with their stores and keys. */
function databases(page: Page): Promise<Record<string, Record<string, IDBValidKey[]>>> {
  return page.evaluate(async () => {
    const ended = <Result>(request: IDBRequest<Result>): Promise<Result> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const found: Record<string, Record<string, IDBValidKey[]>> = {};
    for (const { name = '' } of await indexedDB.databases()) {
      const db = await ended(indexedDB.open(name));
      const keys: Record<string, IDBValidKey[]> = {};
      for (const store of db.objectStoreNames)
        keys[store] = await ended(db.transaction(store).objectStore(store).getAllKeys());
      db.close();
      found[name] = keys;
    }
    return found;
  });
}

/** The server with Ana's rooms, her browser, and a new tab in it. */
interface Former {
  former: { server: Server; context: BrowserContext; ana: Person };
}

const test = serverless.extend<Former>({
  former: async ({ launchOptions }, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'parley-former-'));
    const [profile, rooms] = [join(folder, 'profile'), join(folder, 'rooms')];
    unpack(PROFILE, profile);
    unpack(ROOMS, rooms);
    const server = await startServer({ persistTo: rooms, vars: { RATE_LIMITS: 'off' } });
    try {
      const context = await chromium.launchPersistentContext(profile, {
        ...launchOptions,
        args: [...(launchOptions.args ?? []), ...atOrigin(server.port)],
        // English was chosen on the page, which takes precedence over the browser's language.
        locale: 'zh-CN',
        viewport: { width: 1280, height: 800 },
      });
      try {
        const page = await context.newPage();
        const problems: string[] = [];
        page.on('pageerror', (error) => problems.push(String(error)));
        await use({ server, context, ana: new Person(page) });
        expect(problems).toEqual([]);
      } finally {
        await context.close();
      }
    } finally {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    }
  },
});

function unpack(file: string, directory: string): void {
  mkdirSync(directory);
  execFileSync('tar', ['-xzf', file, '-C', directory]);
}

const enter = (person: Person, room: string): Promise<void> => person.enter(`${ORIGIN}/r/${room}`);

interface Copy {
  state: { self: { id: string; name: string }; messages: { data: string }[] };
}

/** The copy of the room that contains a message with `text`. */
async function copyWith(page: Page, text: string): Promise<Copy['state']['self'] | undefined> {
  const copies = await stored<Copy>(page, 'parley-copies', 'rooms');
  return copies.find(({ state }) => state.messages.some(({ data }) => data === text))?.state.self;
}

test('messages queued by an earlier version are sent once and in order, under the same member and name', async ({
  former: { server, ana },
}) => {
  const hose = await Tool.connect(server.url, `/ws/${HARBOUR.room}`);
  await enter(ana, HARBOUR.room);
  await expect.poll(() => hose.heard).toEqual(HARBOUR.waiting);
  const sent = hose.frames.flatMap((frame) => (frame.type === 'broadcast' ? [[frame.fromId, frame.from]] : []));
  expect(sent).toEqual(HARBOUR.waiting.map(() => [facts.memberId, NAME]));
  hose.close();
  const all = [...HARBOUR.stored, HARBOUR.reached, ...HARBOUR.waiting];
  await expect.poll(() => ana.texts()).toEqual(all);
  await expect(row(ana, HARBOUR.waiting.at(-1) ?? '')).toContainText('Sent');
  // Ana owns the room that she created, because the server knows her by her key.
  await expect(row(ana, HARBOUR.stored[0] ?? '')).toContainText('owner');
  await expect(
    row(ana, HARBOUR.stored[1] ?? '').getByRole('button', { name: `${HARBOUR.reaction}: 1 person` }),
  ).toHaveAttribute('aria-pressed', 'true');
  await expect.poll(() => stored(ana.page, 'parley-outbox', 'entries')).toEqual([]);
  await expect
    .poll(() => copyWith(ana.page, HARBOUR.waiting.at(-1) ?? ''))
    .toMatchObject({ id: facts.memberId, name: NAME });
  await ana.page.reload();
  await expect.poll(() => ana.texts()).toEqual(all);
});

test('room copies stored by an earlier version are shown offline', async ({ former: { ana } }) => {
  await ana.page.addInitScript(() => {
    const silent = class extends EventTarget {
      send() {}
      close() {}
    };
    Object.defineProperty(window, 'WebSocket', { value: silent });
  });
  const kept = {
    [HARBOUR.room]: [...HARBOUR.stored, HARBOUR.reached, ...HARBOUR.waiting],
    [CELLAR.room]: [CELLAR.stored],
    [GARDEN.room]: [...GARDEN.stored, ...GARDEN.unread],
    [MILL.room]: [MILL.stored],
  };
  for (const [room, texts] of Object.entries(kept)) {
    await ana.page.goto(`${ORIGIN}/r/${room}`);
    await expect.poll(() => ana.texts(), room).toEqual(texts);
  }
  await expect(ana.field).toHaveValue(MILL.edit);
});

test('drafts, a reply, an edit, read marks and a room key of an earlier version are restored', async ({
  former: { ana },
}) => {
  const { page } = ana;
  await enter(ana, MILL.room);
  await expect(ana.field).toHaveValue(MILL.edit);
  await expect(ana.roomLink(/garden/)).toContainText(`${GARDEN.unread.length} unread`);
  await page.getByRole('button', { name: 'Save' }).click();
  await expect.poll(() => ana.texts()).toEqual([`${MILL.edit} edited`]);

  await enter(ana, CELLAR.room);
  await expect(ana.field).toHaveValue(CELLAR.draft);
  await expect(page.locator('.bar').getByText(/^Locked:/)).toBeAttached();
  await ana.field.press('Enter');
  await expect(row(ana, CELLAR.draft)).toContainText('Sent');

  await enter(ana, GARDEN.room);
  await expect.poll(() => ana.texts()).toEqual([...GARDEN.stored, ...GARDEN.unread]);
  const rows = page
    .getByRole('list')
    .filter({ has: page.locator('.separator.new') })
    .locator('> li');
  await expect(rows.filter({ hasText: /^New$|the red ones/ })).toHaveText(['New', /the red ones/]);
  await expect(ana.field).toHaveValue(GARDEN.draft);
  await ana.field.press('Enter');
  await expect(
    row(ana, GARDEN.draft).getByRole('button', { name: new RegExp(`In reply to .* ${GARDEN.stored[0]}`) }),
  ).toBeVisible();
});

test('preferences chosen in an earlier version are kept', async ({ former: { ana, context } }) => {
  await context.grantPermissions(['notifications'], { origin: ORIGIN });
  const { page } = ana;
  await enter(ana, HARBOUR.room);
  await expect(
    page.getByRole('navigation', { name: 'Rooms' }).getByRole('link', { name: /cellar|garden|mill|harbour/ }),
  ).toContainText([HARBOUR.room, CELLAR.room, GARDEN.room, MILL.room]);
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(page.getByLabel('Language', { exact: true })).toHaveValue('en');
  await expect(page.getByRole('button', { name: /^Members/ })).toHaveAttribute('aria-expanded', 'false');
  await expect(page.getByRole('complementary', { name: 'Members' })).toHaveCount(0);
  await expect(row(ana, HARBOUR.stored[0] ?? '')).toBeVisible();
  await expect(row(ana, MUTED.text)).toHaveCount(0);
  await page.getByRole('button', { name: /^Notifications/ }).click();
  await expect(page.getByRole('checkbox')).toBeChecked();
  // A headless shell has no notifications even if they are permitted. There, the level is only stored.
  if (await page.evaluate(() => Notification.permission === 'granted'))
    await expect(page.getByRole('radio', { name: 'All messages' })).toBeChecked();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Emoji', exact: true }).click();
  const picker = page.getByRole('dialog', { name: 'Emoji' });
  await expect(picker.getByRole('group', { name: 'Recently used' }).getByRole('button')).toContainText([EMOJI]);
  expect(await page.evaluate(() => localStorage.getItem('parley:notify:harbour'))).toBe('all');
});

serverless(
  'the key, copies and unsent messages are stored where every version looks for them',
  async ({ server, somebody }) => {
    const ana = await somebody();
    const { page } = ana;
    await page.addInitScript(() => {
      const send = WebSocket.prototype.send;
      WebSocket.prototype.send = function (data) {
        if (!String(data).includes('unsent')) send.call(this, data);
      };
    });
    await ana.enter(`${server.url}/r/places`);
    await ana.say('stored');
    await expect(row(ana, 'stored')).toContainText('Sent');
    await ana.say('unsent');
    const sid = await page.evaluate(() => sessionStorage.getItem('parley:sid:places') ?? '');
    expect(sid).toHaveLength(22);
    await expect
      .poll(() => databases(page))
      .toEqual({
        'parley-identity': { keys: ['member'] },
        'parley-copies': { rooms: ['places'] },
        'parley-outbox': { entries: [['places', sid, 1]] },
      });
    // All databases have version 1. A higher version would cut off earlier pages that are still open from their data.
    expect(await page.evaluate(async () => (await indexedDB.databases()).map(({ version }) => version))).toEqual([
      1, 1, 1,
    ]);
    const kept = await page.evaluate(
      () =>
        new Promise<unknown>((resolve) => {
          const opening = indexedDB.open('parley-identity');
          opening.onsuccess = () => {
            const reading = opening.result.transaction('keys').objectStore('keys').get('member');
            reading.onsuccess = async () => {
              const { publicKey, privateKey } = reading.result;
              const { crv, kty, x } = await crypto.subtle.exportKey('jwk', publicKey);
              const text = new TextEncoder().encode(JSON.stringify({ crv, kty, x }));
              const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', text));
              const thumbprint = btoa(String.fromCharCode(...digest))
                .replaceAll('+', '-')
                .replaceAll('/', '_');
              resolve([thumbprint.slice(0, 16), privateKey.type, privateKey.extractable, publicKey.algorithm.name]);
            };
          };
        }),
    );
    const { id } = (await copyWith(page, 'stored')) ?? {};
    expect(kept).toEqual([id, 'private', false, 'Ed25519']);
  },
);
