/**
 * Makes the browser profile of an earlier version, and the rooms of its server, by using the page of that version in a
 * real browser. To make them again, with <commit> built beside this tree:
 *
 *     git worktree add --detach ../former <commit> && (cd ../former && npm ci && npm run build)
 *     npm run former -- ../former
 *
 * A real profile is stored rather than a list of its contents, because the member's key can't be read from the browser.
 */

import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium } from '@playwright/test';
import { needBrowser } from '../../browser/find.ts';
import { type Server, startServer } from '../../support/server.ts';
import { copies, expect, Person, row, Tool } from '../fixtures.ts';
import { stored } from '../support/stored.ts';
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
  PASSPHRASE,
  PROFILE,
  ROOMS,
} from './story.ts';

/**
 * The parts of a profile that contain what the page stores. The rest belongs to the browser, and its caches would
 * contain the old page.
 */
const KEPT_OF_PROFILE = ['Default/Local Storage', 'Default/IndexedDB', 'Default/WebStorage'];
/** The part of a server's storage that contains the rooms. */
const KEPT_OF_SERVER = ['v3/do'];
/** Files that databases create when they are opened, and logs, which name this machine's folders. */
const LEFT_OUT = ['LOG', 'LOG.old', 'LOCK', '*.sqlite-shm'];

const [former] = process.argv.slice(2);
if (former === undefined)
  throw new Error('Give the folder where a former version is built: npm run former -- ../former');
const root = resolve(former);
const folder = await mkdtemp(join(tmpdir(), 'parley-former-'));
const [profile, rooms] = [join(folder, 'profile'), join(folder, 'rooms')];
const server = await startServer({ root, persistTo: rooms, vars: { RATE_LIMITS: 'off' } });
try {
  const memberId = await live(server);
  pack(PROFILE, profile, KEPT_OF_PROFILE);
  pack(ROOMS, rooms, KEPT_OF_SERVER);
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim();
  await writeFile(FACTS, `${JSON.stringify({ commit, memberId } satisfies Facts, undefined, 2)}\n`);
} finally {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}

function pack(file: string, directory: string, names: string[]): void {
  execFileSync('tar', ['-czf', file, ...LEFT_OUT.map((name) => `--exclude=${name}`), '-C', directory, ...names]);
}

/**
 * Everything that Ana does.
 * @returns her member id
 */
async function live(server: Server): Promise<string> {
  const launch = { ...needBrowser(), args: ['--no-sandbox', '--disable-gpu', ...atOrigin(server.port)] };
  const size = { viewport: { width: 1280, height: 800 }, locale: 'en-GB' };
  const anas = await chromium.launchPersistentContext(profile, { ...launch, ...size });
  await anas.grantPermissions(['notifications'], { origin: ORIGIN });
  const others = await chromium.launch(launch);
  try {
    const ana = new Person(await anas.newPage());
    await arrive(ana);
    await meetBo(ana, new Person(await others.newPage(size)));
    await prefer(ana);
    await write(ana, new Person(await others.newPage(size)));
    for (const text of [CELLAR.stored, GARDEN.unread.at(-1) ?? '', MILL.stored, HARBOUR.stored.at(-1) ?? ''])
      await expect.poll(() => copies(ana.page)).toContain(text);
    const [copy] = await stored<{ state: { self: { id: string } } }>(ana.page, 'parley-copies', 'rooms');
    if (!copy) throw new Error('No copy of a room was kept.');
    await lose(ana, server);
    return copy.state.self.id;
  } finally {
    await others.close();
    await anas.close();
  }
}

async function enter(person: Person, room: string): Promise<void> {
  await person.enter(`${ORIGIN}/r/${room}`);
}

async function send(person: Person, text: string): Promise<void> {
  await person.say(text);
  await expect(row(person, text)).toContainText('Sent');
}

/** She first declines to take a name, and then takes one. */
async function arrive(ana: Person): Promise<void> {
  await enter(ana, HARBOUR.room);
  await ana.page.getByRole('button', { name: /^(Not now|Stay without a name)$/ }).click();
  await ana.say(`/name ${NAME}`);
  for (const text of HARBOUR.stored) await send(ana, text);
  await expect(row(ana, HARBOUR.stored[0] ?? '')).toContainText(NAME);
}

async function meetBo(ana: Person, bo: Person): Promise<void> {
  await enter(bo, HARBOUR.room);
  await bo.say(`/name ${MUTED.name}`);
  await send(bo, MUTED.text);
  await row(ana, MUTED.text).hover();
  await ana.page.getByRole('button', { name: 'More', exact: true }).click();
  await ana.page.getByRole('button', { name: `Mute ${MUTED.name} for me` }).click();
  await expect(row(ana, MUTED.text)).toHaveCount(0);
}

/** Changes every preference from its default. */
async function prefer(ana: Person): Promise<void> {
  const { page } = ana;
  await page.getByLabel('Theme', { exact: true }).selectOption('dark');
  await page.getByLabel('Language', { exact: true }).selectOption('en');
  await page.getByRole('button', { name: /^Notifications/ }).click();
  await page.getByRole('radio', { name: 'All messages' }).click();
  await page.getByRole('checkbox').check();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^Members/ }).click();
  await expect(page.getByRole('complementary', { name: 'Members' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Emoji', exact: true }).click();
  const picker = page.getByRole('dialog', { name: 'Emoji' });
  await picker.getByRole('combobox', { name: 'Skin tone' }).selectOption({ label: '✋🏽 Medium' });
  await picker.getByRole('searchbox').fill('waving hand');
  await picker.getByRole('searchbox').press('Enter');
  await expect(ana.field).toHaveValue(EMOJI);
  await ana.field.fill('');
}

/** She writes in the other rooms, and leaves some text unfinished. */
async function write(ana: Person, cy: Person): Promise<void> {
  await enter(ana, CELLAR.room);
  await send(ana, CELLAR.stored);
  await ana.say(`/lock ${PASSPHRASE}`);
  await expect(ana.page.locator('.bar').getByText(/^Locked:/)).toBeAttached();
  await ana.field.fill(CELLAR.draft);

  await enter(cy, GARDEN.room);
  for (const text of GARDEN.stored) await send(cy, text);
  await enter(ana, GARDEN.room);
  await row(ana, GARDEN.stored[0] ?? '').hover();
  await ana.page.getByRole('button', { name: 'Reply', exact: true }).click();
  await ana.field.fill(GARDEN.draft);

  await enter(ana, MILL.room);
  await send(ana, MILL.stored);
  await row(ana, MILL.stored).hover();
  await ana.page.getByRole('button', { name: 'Edit', exact: true }).click();
  await ana.field.fill(MILL.edit);

  await enter(ana, HARBOUR.room);
  for (const text of GARDEN.unread) await send(cy, text);
  await expect(ana.roomLink(/garden/)).toContainText(String(GARDEN.unread.length));
}

/** The connection breaks: one message arrives without its ack, and the rest isn't even sent. */
async function lose(ana: Person, server: Server): Promise<void> {
  const { page } = ana;
  const tool = await Tool.connect(server.url, `/ws/${HARBOUR.room}`);
  await page.evaluate(deafen);
  await ana.say(HARBOUR.reached);
  await expect.poll(() => tool.heard).toContain(HARBOUR.reached);
  tool.close();
  await server.kill('SIGKILL');
  for (const text of HARBOUR.waiting) await ana.say(text);
  await row(ana, HARBOUR.stored[1] ?? '').hover();
  await page.getByRole('button', { name: 'React', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: HARBOUR.reaction }).first().click();
  await expect
    .poll(async () =>
      (await stored<Waiting>(page, 'parley-outbox', 'entries')).map(({ type, first }) => [type, first?.head]),
    )
    .toEqual([
      ['msg', expect.any(Number)],
      ['msg', undefined],
      ['msg', undefined],
      ['msg', undefined],
      ['react', undefined],
    ]);
  // Drafts, read marks and copies are stored at the latest when the page is closed.
  await page.goto('about:blank');
}

interface Waiting {
  type: string;
  first?: { head: number };
}

/** Keeps all further acks from the page. */
function deafen(): void {
  const parse = JSON.parse;
  JSON.parse = (text: string, ...rest: []) => {
    const frame = parse(text, ...rest);
    if (frame?.type === 'ack') throw new SyntaxError('lost');
    return frame;
  };
}
