/**
 * Offline use: the page opens, shows what was read last, and sends what was written. The page also renews itself after
 * a deployment.
 */

import type { Page } from '@playwright/test';
import { makeRelease } from '../support/release.ts';
import { type Server, startServer } from '../support/server.ts';
import { copies, expect, type Person, test } from './fixtures.ts';

/** Waits until the worker has stored its build and controls the page. */
async function ready(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (navigator.serviceWorker.controller) return;
    await new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', resolve));
  });
}

/** Waits until `text` is in the stored copies. */
async function kept(person: Person, text: string): Promise<void> {
  await expect.poll(() => copies(person.page)).toContain(text);
}

const noConnection = (page: Page) => page.getByRole('status').filter({ hasText: 'No connection' });

/** The offer of a newer build of the page. */
const offerOn = (page: Page) =>
  page.getByRole('status').filter({ hasText: 'A new version of this page is available.' });

/** The build of the open page. */
const buildOf = (page: Page) => page.locator('html').getAttribute('data-build');

test('the page can be installed', async ({ server, somebody }) => {
  const ana = await somebody();
  await ana.enter(`${server.url}/r/install`);
  await ready(ana.page);
  const devtools = await ana.page.context().newCDPSession(ana.page);
  const { url, errors, data } = await devtools.send('Page.getAppManifest');
  expect(url).toBe(`${server.url}/manifest.webmanifest`);
  expect(errors).toEqual([]);
  const manifest = JSON.parse(data ?? '');
  expect(manifest).toMatchObject({ id: '/', start_url: '/', scope: '/', display: 'standalone' });
  for (const { src, sizes, type } of manifest.icons) {
    const answer = await ana.page.request.get(`${server.url}${src}`);
    expect(answer.headers()['content-type']).toBe(type);
    if (type !== 'image/png') continue;
    const body = await answer.body();
    expect(`${body.readUInt32BE(16)}x${body.readUInt32BE(20)}`).toBe(sizes);
  }
  const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors');
  // All windows of a test are private ones, in which the page can't be installed.
  expect(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([]);
});

test('while the server is down, rooms show their last messages, and the home page lists them', async ({ somebody }) => {
  const server = await startServer();
  try {
    const [ana, bo] = [await somebody(), await somebody()];
    await ana.enter(`${server.url}/r/last`);
    await bo.enter(`${server.url}/r/last`);
    await bo.say('read me offline');
    await ana.say('so do I');
    await kept(ana, 'so do I');
    await ready(ana.page);
    await server.kill('SIGKILL');
    await ana.page.reload();
    await expect.poll(() => ana.texts()).toEqual(['read me offline', 'so do I']);
    await expect(noConnection(ana.page)).toBeVisible();
    await expect(ana.page.getByRole('button', { name: 'Edit', exact: true })).toHaveCount(0);
    // A room that was never opened still has an address.
    await ana.page.goto(`${server.url}/r/never-seen`);
    await expect(ana.page.getByRole('heading', { name: 'never-seen' })).toBeVisible();
    await expect(noConnection(ana.page)).toBeVisible();
    await expect(ana.field).toBeEditable();
    await ana.page.goto(server.url);
    await expect(ana.page.getByRole('link', { name: /last/ })).toBeVisible();
    // Parts that weren't used while online also work: menus, dialogs, the other language.
    await ana.page.getByRole('combobox', { name: 'Language' }).selectOption('zh');
    await expect(ana.page.getByRole('heading', { name: '你的房间' })).toBeVisible();
    await ana.page.getByRole('link', { name: /last/ }).click();
    await ana.messages.last().hover();
    await ana.page.getByRole('button', { name: '更多', exact: true }).click();
    await expect(ana.page.getByRole('dialog')).toBeVisible();
  } finally {
    await server.stop();
  }
});

test('messages written offline survive an offline reload, and are sent once and in order', async ({
  server,
  somebody,
}) => {
  const [ana, bo] = [await somebody(), await somebody()];
  await ana.enter(`${server.url}/r/away`);
  await bo.enter(`${server.url}/r/away`);
  await bo.say('before');
  await kept(ana, 'before');
  await ready(ana.page);
  await ana.page.context().setOffline(true);
  await ana.page.reload();
  await expect.poll(() => ana.texts()).toEqual(['before']);
  await expect(noConnection(ana.page)).toBeVisible();
  for (const text of ['one', 'two']) await ana.say(text);
  await ana.page.reload();
  await expect.poll(() => ana.texts()).toEqual(['before', 'one', 'two']);
  await ana.say('three');
  await ana.field.fill('not finished');
  await bo.say('meanwhile');
  await ana.page.context().setOffline(false);
  const all = ['before', 'meanwhile', 'one', 'two', 'three'];
  for (const person of [ana, bo]) await expect.poll(() => person.texts(), { timeout: 45_000 }).toEqual(all);
  await expect(ana.field).toHaveValue('not finished');
  // The copy includes what arrived since. Another reload shows the same, without duplicates.
  await kept(ana, 'three');
  await ana.page.reload();
  await expect(ana.page.getByText('Connected', { exact: true })).toBeVisible();
  expect(await ana.texts()).toEqual(all);
});

test('a message is shown offline after an immediate reload, because the copy is saved as the page closes', async ({
  server,
  somebody,
}) => {
  const ana = await somebody();
  await ana.enter(`${server.url}/r/at-once`);
  await ana.say('first');
  await kept(ana, 'first');
  await ready(ana.page);
  await ana.say('just now');
  await expect(ana.messages.last()).toContainText('Sent');
  await ana.page.goto('about:blank');
  await ana.page.context().setOffline(true);
  await ana.page.goto(`${server.url}/r/at-once`);
  await expect.poll(() => ana.texts()).toEqual(['first', 'just now']);
});

test('deleted messages are removed from the copy, even from an earlier one', async ({ server, somebody }) => {
  const [ana, bo] = [await somebody(), await somebody()];
  await ana.enter(`${server.url}/r/forget`);
  await bo.enter(`${server.url}/r/forget`);
  const remove = async (text: string): Promise<void> => {
    await bo.messages.filter({ hasText: text }).hover();
    await bo.page.getByRole('button', { name: 'More', exact: true }).click();
    await bo.page.getByRole('button', { name: /^Delete/ }).click();
    await bo.page.getByRole('dialog', { name: 'Delete this message?' }).getByRole('button', { name: 'Delete' }).click();
    await expect(bo.messages.getByText(text)).toHaveCount(0);
  };
  for (const text of ['first slip', 'second slip', 'well said']) await bo.say(text);
  await kept(ana, 'well said');
  await remove('first slip');
  await expect.poll(() => copies(ana.page)).not.toContain('first slip');
  expect(await copies(ana.page)).toContain('second slip');
  // Deleted while she is away. The message disappears when she is back.
  await ana.page.goto('about:blank');
  await remove('second slip');
  await ana.enter(`${server.url}/r/forget`);
  await expect(ana.messages.getByText('second slip')).toHaveCount(0);
  await expect.poll(() => copies(ana.page)).not.toContain('second slip');
  expect(await copies(ana.page)).toContain('well said');
});

test('a room that is left is forgotten, and the copy never contains the key of a locked room', async ({
  server,
  somebody,
}) => {
  const ana = await somebody();
  await ana.enter(`${server.url}/r/secret-copy`);
  await ana.say('between us');
  await expect(ana.messages.last()).toContainText('owner');
  await ana.say('/lock sesame under the lime tree');
  await kept(ana, '"locked":true');
  const key = await ana.page.evaluate(() => localStorage.getItem('parley:key:secret-copy') ?? '');
  const all = await copies(ana.page);
  expect(all).toContain('between us');
  expect(all).not.toContain('sesame');
  expect(key).not.toBe('');
  expect(all).not.toContain(key);
  await ana.page.getByRole('button', { name: 'Leave secret-copy' }).click();
  await expect.poll(() => copies(ana.page)).toBe('[]');
});

test('a new build reaches a reopened page, and an open page at once if nobody is looking at it', async ({
  somebody,
}) => {
  const release = await makeRelease({
    file: 'src/page/features/composer/words.first.en.ts',
    from: "'Enter to send ·",
    to: "'Enter really sends ·",
  });
  let server: Server = await startServer();
  const { port, persistTo } = server;
  const first = server;
  try {
    const [ana, bo, cy] = [await somebody(), await somebody(), await somebody()];
    for (const person of [ana, bo, cy]) {
      await person.enter(`${server.url}/r/deploy`);
      await ready(person.page);
    }
    const old = await buildOf(ana.page);
    expect(old).not.toBe(release.build);
    // Cy has left before the deployment, and comes back after it.
    await cy.page.goto('about:blank');
    // Simulates Bo's switch to another tab.
    await bo.page.evaluate(() => {
      Object.defineProperty(document, 'hidden', { get: () => true });
    });
    await ana.field.fill('half a sentence');
    await server.kill('SIGKILL');
    await ana.say('written while it was down');
    await ana.field.fill('half a sentence');
    server = await startServer({ port, persistTo, root: release.root });

    // Ana is asked, keeps what she is typing, and reloads when she wants to.
    const offer = offerOn(ana.page);
    await expect(offer).toBeVisible({ timeout: 45_000 });
    // All files have loaded already, so a slow server can't bring back the old page.
    const kept = await ana.page.evaluate(async (name) => {
      const { installing, waiting } = (await navigator.serviceWorker.getRegistration()) ?? {};
      return [await caches.has(name), installing ?? waiting];
    }, `parley-${release.build}`);
    expect(kept).toEqual([true, null]);
    expect(await buildOf(ana.page)).toBe(old);
    await expect(ana.field).toHaveValue('half a sentence');
    await offer.getByRole('button', { name: 'Reload' }).click();
    await expect(ana.page.getByText('Enter really sends')).toBeVisible();
    expect(await buildOf(ana.page)).toBe(release.build);
    await expect(ana.field).toHaveValue('half a sentence');
    await expect(offer).toHaveCount(0);

    await expect.poll(() => buildOf(bo.page), { timeout: 45_000 }).toBe(release.build);
    await expect(bo.page.getByText('Enter really sends')).toBeVisible();
    await cy.enter(`${server.url}/r/deploy`);
    // If the server took longer to answer than the worker waits, the old page opens and offers the new one.
    if ((await buildOf(cy.page)) === old) await offerOn(cy.page).getByRole('button', { name: 'Reload' }).click();
    await expect.poll(() => buildOf(cy.page)).toBe(release.build);
    for (const person of [ana, bo, cy])
      await expect.poll(() => person.texts(), { timeout: 45_000 }).toEqual(['written while it was down']);

    // The page is now the new one, even offline.
    await expect
      .poll(() => ana.page.evaluate(async () => (await caches.keys()).at(-1)))
      .toBe(`parley-${release.build}`);
    const workers = () =>
      ana.page.evaluate(async () => {
        const { installing, waiting, active } = (await navigator.serviceWorker.getRegistration()) ?? {};
        // The old worker stays active until the new one has all its files.
        return [installing?.state, waiting?.state, active?.state];
      });
    await expect.poll(workers, { timeout: 45_000 }).toEqual([undefined, undefined, 'activated']);
    await server.kill('SIGKILL');
    await ana.page.reload();
    await expect(ana.page.getByText('Enter really sends')).toBeVisible();
    expect(await buildOf(ana.page)).toBe(release.build);
  } finally {
    await server.kill('SIGKILL');
    await first.stop();
    await release.remove();
  }
});

test('a page whose server still serves the old build is not reloaded again and again', async ({ server, somebody }) => {
  // Without a worker, the test can answer these requests.
  const ana = await somebody({ serviceWorkers: 'block' });
  const { page } = ana;
  const loads: string[] = [];
  page.on('load', () => loads.push(page.url()));
  // A deployment that is spreading: the room is ahead of the files.
  await page.routeWebSocket(/\/ws\//, (socket) => {
    const upstream = socket.connectToServer();
    upstream.onMessage((frame) => socket.send(String(frame).replace(/"build":"\w+"/, '"build":"ahead"')));
  });
  const offer = offerOn(page);
  const asked = page.waitForResponse('**/build.txt');
  await ana.enter(`${server.url}/r/ahead`);
  await (await asked).finished();
  await ana.say('still here');
  await expect(ana.messages.last()).toContainText('Sent');
  await expect(offer).toHaveCount(0);
  expect(loads).toHaveLength(1);

  // The server now announces the new page but keeps serving the old one.
  await page.route('**/build.txt', (route) => route.fulfill({ body: 'ahead' }));
  await page.addInitScript(() => {
    Object.defineProperty(document, 'hidden', { get: () => true });
  });
  await page.reload();
  await expect(offer).toHaveCount(1);
  await expect.poll(() => loads.length).toBe(3);
  await expect(offer).toBeVisible();
  await ana.say('and here');
  await expect(ana.messages.last()).toContainText('Sent');
  expect(loads).toHaveLength(3);
});

test('the worker stores only the files of the page', async ({ server, somebody }) => {
  const ana = await somebody();
  await ana.enter(`${server.url}/r/kept`);
  await ana.say('not for the cache');
  await ready(ana.page);
  const missing = await ana.page.evaluate(async () => {
    const answers = [];
    for (const path of ['/assets/none-ABCDEFGH.js', '/api/health', '/build.txt'])
      answers.push((await fetch(path)).status);
    return answers;
  });
  expect(missing).toEqual([404, 200, 200]);
  const paths = await ana.page.evaluate(async () => {
    const found: string[] = [];
    for (const name of await caches.keys())
      for (const { url } of await (await caches.open(name)).keys()) found.push(new URL(url).pathname);
    return found;
  });
  expect(paths).toContain('/');
  for (const path of paths)
    expect(path).toMatch(/^\/(assets\/.*|favicon(-unread)?\.svg|icon-192\.png|manifest\.webmanifest)?$/);
  expect(paths).not.toContain('/assets/none-ABCDEFGH.js');
});

test('the diagnostics page registers no service worker', async ({ server, somebody }) => {
  const ana = await somebody();
  await ana.page.goto(`${server.url}/diagnostics`);
  await expect(ana.page.getByRole('heading').first()).toBeVisible();
  expect(await ana.page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0);
});
