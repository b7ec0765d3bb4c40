/**
 * Unsent messages survive a crashed tab, nothing is sent twice, and storing takes about one transaction per message.
 */

import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { build } from 'esbuild';
import { expect, Person, row, test } from './fixtures.ts';
import { stored } from './support/stored.ts';

const CLIENT = fileURLToPath(new URL('../../src/client', import.meta.url));

interface Parley {
  RoomClient: typeof import('../../src/client/room-client.ts').RoomClient;
  idbOutbox: typeof import('../../src/client/outbox/outbox-idb.ts').idbOutbox;
  newSessionSecret: typeof import('../../src/client/identity/session.ts').newSessionSecret;
}
declare const parley: Parley;

/** The client as a script that sets `parley`. */
async function clientScript(): Promise<string> {
  const contents = ['room-client', 'outbox/outbox-idb', 'identity/session']
    .map((file) => `export * from './${file}.ts';`)
    .join('\n');
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: CLIENT, loader: 'ts' },
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'parley',
  });
  return outputFiles[0]?.text ?? '';
}

/**
 * Sends `count` messages, each after the ack of the one before. The client's clock stands still until all are
 * acknowledged.
 */
async function sendAll({ room, count }: { room: string; count: number }) {
  let transactions = 0;
  const begin = IDBDatabase.prototype.transaction;
  IDBDatabase.prototype.transaction = function (stores, mode, options) {
    if (this.name === 'parley-outbox' && mode === 'readwrite') transactions++;
    return begin.call(this, stores, mode, options);
  };
  const sid = parley.newSessionSecret();
  const outbox = parley.idbOutbox(room, sid);
  let runs: (() => void)[] = [];
  const clock = {
    now: () => Date.now(),
    after: (_ms: number, run: () => void) => {
      runs.push(run);
      return () => {
        runs = runs.filter((other) => other !== run);
      };
    },
  };
  const client = new parley.RoomClient({ url: location.origin, room, session: { sid }, outbox, clock });
  const until = (is: () => boolean) =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (!is()) return;
        stop();
        resolve();
      };
      const stop = client.on('state', look);
      look();
    });
  client.connect();
  await until(() => client.state.link.status === 'live');
  for (let i = 0; i < count; i++) {
    client.send(`message ${i}`);
    await until(() => client.state.outbox.length === 0);
  }
  const sending = transactions;
  // The client removes the last acknowledged message from the store a second later.
  for (const run of runs.splice(0)) run();
  await client.keepOutbox();
  const left = (await outbox.load()).length;
  client.leave();
  return { sending, removing: transactions - sending, left };
}

for (const count of [100, 1_000])
  test(`storing ${count} messages takes as many transactions, and removing the last takes one`, async ({
    server,
    somebody,
    tool,
  }) => {
    const room = `transactions-${count}`;
    const hose = await tool(`/ws/${room}`);
    const { page } = await somebody();
    await page.goto(`${server.url}/robots.txt`);
    await page.evaluate(await clientScript());
    expect(await page.evaluate(sendAll, { room, count })).toEqual({ sending: count, removing: 1, left: 0 });
    await expect.poll(() => hose.heard).toEqual(Array.from({ length: count }, (_, i) => `message ${i}`));
  });

/** The number of events that the browser has stored. */
const unsent = async (page: Page): Promise<number> => (await stored(page, 'parley-outbox', 'entries')).length;

/** Crashes the tab, and opens the room in another one. */
async function crash({ page }: Person, url: string): Promise<Person> {
  const devtools = await page.context().newCDPSession(page);
  const crashed = page.waitForEvent('crash');
  devtools.send('Page.crash').catch(() => {});
  await crashed;
  const next = new Person(await page.context().newPage());
  await next.enter(url);
  return next;
}

test('a message is not sent twice if the tab crashes between the ack and its removal', async ({
  server,
  somebody,
  tool,
}) => {
  const hose = await tool('/ws/crash-acked');
  const ana = await somebody();
  await ana.page.addInitScript(() => {
    Object.defineProperty(IDBObjectStore.prototype, 'delete', { value() {} });
  });
  const url = `${server.url}/r/crash-acked`;
  await ana.enter(url);
  for (const text of ['one', 'two']) {
    await ana.say(text);
    await expect(row(ana, text)).toContainText('Sent');
  }
  // The second message has replaced the first.
  expect(await unsent(ana.page)).toBe(1);
  const again = await crash(ana, url);
  await expect.poll(() => again.texts()).toEqual(['one', 'two']);
  await expect.poll(() => unsent(again.page)).toBe(0);
  await again.say('three');
  await expect.poll(() => hose.heard).toEqual(['one', 'two', 'three']);
  expect(await again.texts()).toEqual(['one', 'two', 'three']);
});

test('the messages of a crashed tab are sent once and in order by the next tab', async ({ server, somebody, tool }) => {
  const hose = await tool('/ws/crash-unsent');
  const ana = await somebody();
  await ana.page.addInitScript(() => {
    const send = WebSocket.prototype.send;
    WebSocket.prototype.send = function (data) {
      if (!String(data).includes('"msg"')) send.call(this, data);
    };
  });
  const url = `${server.url}/r/crash-unsent`;
  await ana.enter(url);
  for (const text of ['one', 'two', 'three']) await ana.say(text);
  await expect.poll(() => unsent(ana.page)).toBe(3);
  const again = await crash(ana, url);
  await expect.poll(() => hose.heard).toEqual(['one', 'two', 'three']);
  await expect.poll(() => again.texts()).toEqual(['one', 'two', 'three']);
});

test('acknowledged messages are removed before the page reloads', async ({ server, somebody }) => {
  const ana = await somebody();
  await ana.page.addInitScript(() => {
    const later = window.setTimeout;
    // The page never reaches the second after which it would remove the message by itself.
    Object.defineProperty(window, 'setTimeout', {
      value: (run: TimerHandler, ms?: number) => (ms === 1_000 ? 0 : later(run, ms)),
    });
  });
  await ana.enter(`${server.url}/r/reload-acked`);
  await ana.say('one');
  await expect(row(ana, 'one')).toContainText('Sent');
  expect(await unsent(ana.page)).toBe(1);
  await ana.page.goto(`${server.url}/robots.txt`);
  expect(await unsent(ana.page)).toBe(0);
});
