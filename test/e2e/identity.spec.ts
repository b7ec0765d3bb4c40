/** A member's identity in a browser: a key that lasts, that all tabs share, and that nobody can steal. */

import type { Page } from '@playwright/test';
import { expect, Person, test } from './fixtures.ts';

/** The key that the page stores, and what happens when somebody tries to read it. */
function keptKey(page: Page) {
  return page.evaluate(async () => {
    const request = indexedDB.open('parley-identity');
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const keys = db.transaction('keys').objectStore('keys').getAll();
    const kept = await new Promise<CryptoKeyPair[]>((resolve) => {
      keys.onsuccess = () => resolve(keys.result);
    });
    db.close();
    const [pair] = kept;
    if (!pair) return undefined;
    const attempts = await Promise.allSettled(
      (['jwk', 'pkcs8', 'raw'] as const).map((format) => crypto.subtle.exportKey(format, pair.privateKey)),
    );
    const { x } = await crypto.subtle.exportKey('jwk', pair.publicKey);
    return {
      pairs: kept.length,
      extractable: pair.privateKey.extractable,
      exports: attempts.map(({ status }) => status),
      publicKey: x,
    };
  });
}

test('a person is the same member after a reload, in another room, and in a second tab', async ({
  server,
  somebody,
  tool,
}) => {
  const ana = await somebody();
  const hose = await tool('/ws/key?name=Hose');
  const ids = () => hose.frames.flatMap((frame) => (frame.type === 'broadcast' ? frame.fromId : []));
  const members = ana.page.getByRole('complementary', { name: 'Members' }).getByRole('listitem');
  await ana.enter(`${server.url}/r/key`);
  await ana.say('one');
  await expect.poll(() => ids().length).toBe(1);
  await ana.page.reload();
  await ana.say('two');
  await expect.poll(() => ids().length).toBe(2);

  const second = new Person(await ana.page.context().newPage());
  await second.enter(`${server.url}/r/key`);
  await second.say('three');
  await expect.poll(() => ids().length).toBe(3);
  expect(ids()[0]).toMatch(/^[A-Za-z0-9_-]{16}$/);
  expect(new Set(ids()).size).toBe(1);
  // The members are Ana and the tool.
  await expect(members).toHaveCount(2);

  // Closing one of two tabs doesn't leave the room.
  await second.page.close();
  await ana.say('four');
  await expect.poll(() => ids().length).toBe(4);
  const notices = hose.frames.flatMap((frame) => (frame.type === 'system' && 'who' in frame ? frame : []));
  expect(notices.filter(({ who }) => who.some(({ id }) => id === ids()[0])).map(({ event }) => event)).toEqual([
    'join',
  ]);
});

test('the key can’t be read, and two tabs that start together create one', async ({ server, somebody }) => {
  const ana = await somebody();
  const context = ana.page.context();
  const tabs = [ana, ...(await Promise.all([1, 2, 3].map(async () => new Person(await context.newPage()))))];
  await Promise.all(tabs.map((tab) => tab.enter(`${server.url}/r/together`)));
  const members = ana.page.getByRole('complementary', { name: 'Members' }).getByRole('listitem');
  await expect(members).toHaveCount(1);
  const kept = await keptKey(ana.page);
  expect(kept).toMatchObject({ pairs: 1, extractable: false, exports: ['rejected', 'rejected', 'rejected'] });
  await ana.page.reload();
  await ana.enter(`${server.url}/r/together`);
  expect(await keptKey(ana.page)).toEqual(kept);
});

test('a browser that can’t store a key joins as a guest', async ({ server, somebody, tool }) => {
  const ana = await somebody();
  await ana.page.addInitScript(() => {
    Object.defineProperty(IDBFactory.prototype, 'open', {
      value: () => {
        throw new DOMException('Not in a private window.', 'SecurityError');
      },
    });
  });
  const hose = await tool('/ws/guest');
  await ana.enter(`${server.url}/r/guest`);
  await ana.say('no key');
  await expect.poll(() => hose.heard).toEqual(['no key']);
  expect(hose.frames.findLast((frame) => frame.type === 'broadcast')).toMatchObject({
    fromId: expect.stringMatching(/^~/),
  });
});
