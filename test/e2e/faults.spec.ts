/** Broken connections, a dying server, and a reload while sending: every message arrives once and in order. */

import { FaultyProxy } from '../fault/proxy.ts';
import { startServer } from '../support/server.ts';
import { expect, Person, test } from './fixtures.ts';

async function live(person: Person): Promise<void> {
  await expect(person.page.getByText('Connected', { exact: true })).toBeVisible({ timeout: 45_000 });
}

test('a server that is killed with SIGKILL and restarted has lost nothing', async ({ somebody }) => {
  let server = await startServer();
  const { port, persistTo } = server;
  const first = server;
  try {
    const [ana, bo] = [await somebody(), await somebody()];
    await ana.enter(`${server.url}/r/kill`);
    await bo.enter(`${server.url}/r/kill`);
    const texts = Array.from({ length: 10 }, (_, i) => `before ${i}`);
    for (const text of texts) await ana.say(text);
    await expect(bo.messages.getByText('before 9')).toBeVisible();
    await server.kill('SIGKILL');
    await expect(ana.page.getByRole('status').filter({ hasText: 'No connection' })).toBeVisible();
    await ana.say('while it was dead');
    server = await startServer({ port, persistTo });
    await live(ana);
    await live(bo);
    await bo.say('and after');
    const all = [...texts, 'while it was dead', 'and after'];
    for (const person of [ana, bo])
      await expect.poll(async () => (await person.texts()).toSorted(), { timeout: 45_000 }).toEqual(all.toSorted());
    expect(await ana.texts()).toEqual(await bo.texts());
    const cy = await somebody();
    await cy.enter(`${server.url}/r/kill`);
    await expect.poll(() => cy.texts()).toEqual(await ana.texts());
  } finally {
    await server.kill('SIGKILL');
    await first.stop();
  }
});

test('offline messages are sent once and in order after a reload and the return of the network', async ({
  server,
  somebody,
}) => {
  const [ana, bo] = [await somebody(), await somebody()];
  await ana.enter(`${server.url}/r/offline`);
  await bo.enter(`${server.url}/r/offline`);
  // Frames are lost from now on, but the page is still served.
  await ana.page.context().setOffline(true);
  for (const text of ['one', 'two', 'three']) await ana.say(text);
  expect(await ana.texts()).toEqual(['one', 'two', 'three']);
  await ana.page.context().setOffline(false);
  await ana.page.reload();
  await live(ana);
  await expect.poll(() => bo.texts()).toEqual(['one', 'two', 'three']);
  await expect.poll(() => ana.texts()).toEqual(['one', 'two', 'three']);
});

test('a browser that loses its network says so within moments, and recovers at once', async ({
  server,
  somebody,
  tool,
}) => {
  const ana = await somebody();
  await ana.enter(`${server.url}/r/no-network`);
  const hose = await tool('/ws/no-network');
  await ana.page.context().setOffline(true);
  await expect(ana.page.getByText('Connected', { exact: true })).toBeHidden();
  await expect(ana.page.getByRole('status').filter({ hasText: 'No connection' })).toBeVisible();
  await ana.say('written without');
  hose.say('meanwhile');
  await expect(ana.messages).toHaveCount(1);
  await ana.page.context().setOffline(false);
  await expect(ana.page.getByText('Connected', { exact: true })).toBeVisible();
  await expect(ana.page.getByRole('status').filter({ hasText: 'No connection' })).toBeHidden();
  await expect.poll(() => hose.heard).toEqual(['written without']);
  await expect.poll(() => ana.texts()).toEqual(['meanwhile', 'written without']);
});

test('two tabs of one browser are two sessions, and each shows the other’s message once', async ({
  server,
  somebody,
}) => {
  const ana = await somebody();
  await ana.enter(`${server.url}/r/tabs`);
  const second = await ana.page.context().newPage();
  await second.goto(`${server.url}/r/tabs`);
  await expect(second.getByText('Connected', { exact: true })).toBeVisible();
  await ana.say('from the first tab');
  const other = new Person(second);
  await expect.poll(() => other.texts()).toEqual(['from the first tab']);
  // A duplicate would have arrived before this answer.
  await other.say('from the second tab');
  for (const tab of [ana, other])
    await expect.poll(() => tab.texts()).toEqual(['from the first tab', 'from the second tab']);
});

test('a message is stored once if the server dies before acknowledging it', async ({ somebody }) => {
  let server = await startServer();
  const { port, persistTo } = server;
  const first = server;
  const proxy = await FaultyProxy.start(port);
  try {
    const [ana, bo] = [await somebody(), await somebody()];
    await ana.enter(`${proxy.url}/r/between`);
    await bo.enter(`${server.url}/r/between`);
    // The server's frames no longer reach her, but hers still reach the server.
    const links = proxy.links;
    for (const link of links) link.swallow('down');
    expect(links.length).toBeGreaterThan(0);
    await ana.say('stored, and never acknowledged');
    await expect(bo.messages.getByText('stored, and never acknowledged')).toBeVisible();
    await expect(ana.messages.last()).toContainText('Sending');
    await server.kill('SIGKILL');
    for (const link of links) link.reset();
    server = await startServer({ port, persistTo });
    await live(ana);
    await ana.say('next');
    for (const person of [ana, bo])
      await expect.poll(() => person.texts(), { timeout: 45_000 }).toEqual(['stored, and never acknowledged', 'next']);
    await expect(ana.messages.first()).not.toContainText('Sending');
  } finally {
    await proxy.stop();
    await server.kill('SIGKILL');
    await first.stop();
  }
});

test('a reload while sending sends each unacknowledged message once', async ({ server, somebody }) => {
  const proxy = await FaultyProxy.start(server.port);
  try {
    const [ana, bo] = [await somebody(), await somebody()];
    await ana.enter(`${proxy.url}/r/reload`);
    await bo.enter(`${server.url}/r/reload`);
    for (const link of proxy.links) link.swallow('down');
    for (const text of ['one', 'two', 'three']) await ana.say(text);
    await expect(bo.messages.getByText('one')).toBeVisible();
    for (const link of proxy.links) link.reset();
    await ana.page.reload();
    await live(ana);
    for (const person of [ana, bo])
      await expect.poll(() => person.texts(), { timeout: 45_000 }).toEqual(['one', 'two', 'three']);
  } finally {
    await proxy.stop();
  }
});

test('a laptop that wakes from sleep shows the messages it missed', async ({ server, somebody, tool }) => {
  const proxy = await FaultyProxy.start(server.port);
  try {
    const ana = await somebody();
    await ana.enter(`${proxy.url}/r/sleep`);
    const hose = await tool('/ws/sleep');
    hose.say('before');
    await expect(ana.messages.getByText('before')).toBeVisible();
    const devtools = await ana.page.context().newCDPSession(ana.page);
    await devtools.send('Page.setWebLifecycleState', { state: 'frozen' });
    // A sleeping machine isn't told that its connection is gone.
    const links = proxy.links;
    for (const link of links) {
      link.swallow('up');
      link.swallow('down');
    }
    expect(links.length).toBeGreaterThan(0);
    const missed = Array.from({ length: 20 }, (_, i) => `while it slept ${i}`);
    for (const text of missed) hose.say(text);
    await devtools.send('Page.setWebLifecycleState', { state: 'active' });
    await ana.page.evaluate(() => dispatchEvent(new Event('online')));
    await expect.poll(() => ana.texts(), { timeout: 30_000 }).toEqual(['before', ...missed]);
  } finally {
    await proxy.stop();
  }
});
