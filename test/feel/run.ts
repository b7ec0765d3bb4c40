/** One measurement of how the page feels, with a browser and a server of its own and a room of 10,000 messages. */

import { setTimeout as delay } from 'node:timers/promises';
import { type Browser, type CDPSession, chromium, expect, type Page } from '@playwright/test';
import { needBrowser } from '../browser/find.ts';
import { Writer } from '../e2e/support/writer.ts';
import { type Server, startServer } from '../support/server.ts';
import { type Arrival, arrive, DESKTOP, PHONE } from './arrival.ts';
import { floodSoFar, type Interaction, interactions, listen, seqsOnPage, watchFlood } from './probes.ts';

export const MESSAGES = 10_000;
/** Messages in the room of the first visit. */
const ARRIVAL_MESSAGES = 200;
const FLOOD_PER_SECOND = 50;
const FLOOD_SECONDS = 10;
const SWITCHES = 20;
/** How often each interaction is repeated. */
const TIMES = 12;
const KEYS = 200;

/** Measurements on every device. Times are in milliseconds. */
export interface Basics {
  arrival: Arrival;
  typing: { p95: number; code95: number };
}

/** The results of one run on a desktop. Times are in milliseconds, sizes in bytes. */
export interface Feel extends Basics {
  heap: { empty: number; full: number; switched: number };
  rows: number;
  /** `bare95` is for the same keys in a page that has only a `<textarea>`. */
  typing: { p95: number; code95: number; bare95: number };
  /** Interaction to next paint, as https://web.dev/articles/inp defines it, over all interactions. */
  inp: number;
  slowest: Record<'type' | 'send' | 'react' | 'menu' | 'switch', Interaction>;
  flood: { longestMs: number; over100: number; rendersPerFrame: number; inOrder: boolean; busyMs: number };
}

/** Texts of realistic lengths. Every tenth has text marks and a link. */
function text(index: number): string {
  const words = 'the list keeps its place while many people write at once and nobody waits for anything'.split(' ');
  const said = words.slice(0, 2 + (index % (words.length - 2))).join(' ');
  return index % 10 === 0 ? `**${said}** \`${index}\` https://example.com/${index}` : `${said} ${index}`;
}

/** @param root the directory of the built project; default: this project */
export async function measureFeel(root: string | undefined): Promise<Feel> {
  return withServer(root, async (server, browser) => {
    const { context: arrived, arrival } = await arrive(browser, DESKTOP, `${server.url}/r/arrival`);
    await arrived.close();
    const context = await browser.newContext(DESKTOP.context);
    const page = await context.newPage();
    const tools = await page.context().newCDPSession(page);
    await tools.send('HeapProfiler.enable');
    await tools.send('Performance.enable');
    await page.goto(`${server.url}/r/beside`);
    await page.goto(`${server.url}/r/full`);
    await expect(page.getByText('Connected', { exact: true })).toBeVisible();
    await page.evaluate(listen);
    const empty = await heapOf(tools);
    const writer = await Writer.connect(server.url, 'full', 'Writer');
    const head = await writer.fill(MESSAGES, text);
    await page.locator(`li[data-key="m${head}"]`).waitFor();
    const full = await heapOf(tools);

    const bare = await bareTyping(page);
    await page.bringToFront();
    const typed = await typing(page);
    const found = {
      type: typed,
      send: await sending(page),
      react: await reacting(page),
      menu: await menus(page),
      switch: await switching(page, TIMES),
    };
    const flood = await flooding(page, tools, writer);
    // At least two switches, so that both rooms have been open before.
    await switching(page, 2);
    const before = await heapOf(tools);
    await switching(page, SWITCHES);
    const after = await heapOf(tools);
    const rows = await page.locator('.scroller li[data-key]').count();
    writer.close();
    return {
      arrival,
      heap: { empty, full, switched: after / before },
      rows,
      typing: {
        p95: p95(typed.map(({ durationMs }) => durationMs)),
        code95: p95(typed.map(({ codeMs }) => codeMs)),
        bare95: p95(bare.map(({ durationMs }) => durationMs)),
      },
      inp: inpOf(Object.values(found).flat()),
      slowest: {
        type: slowest(found.type),
        send: slowest(found.send),
        react: slowest(found.react),
        menu: slowest(found.menu),
        switch: slowest(found.switch),
      },
      flood,
    };
  });
}

/** @param root the directory of the built project; default: this project */
export async function measurePhone(root: string | undefined): Promise<Basics> {
  return withServer(root, async (server, browser) => {
    const { page, arrival } = await arrive(browser, PHONE, `${server.url}/r/arrival`);
    await page.evaluate(listen);
    const typed = await typing(page);
    return {
      arrival,
      typing: {
        p95: p95(typed.map(({ durationMs }) => durationMs)),
        code95: p95(typed.map(({ codeMs }) => codeMs)),
      },
    };
  });
}

/** Runs `measure` with a browser and a server that has a room for the first visit. */
async function withServer<Found>(
  root: string | undefined,
  measure: (server: Server, browser: Browser) => Promise<Found>,
): Promise<Found> {
  const server = await startServer({ ...(root === undefined ? {} : { root }), vars: { RATE_LIMITS: 'off' } });
  try {
    const browser = await chromium.launch({
      ...needBrowser(),
      args: ['--no-sandbox', '--disable-gpu', '--enable-precise-memory-info'],
    });
    try {
      const writer = await Writer.connect(server.url, 'arrival', 'Writer');
      await writer.fill(ARRIVAL_MESSAGES, text);
      writer.close();
      return await measure(server, browser);
    } finally {
      await browser.close();
    }
  } finally {
    await server.stop();
  }
}

async function heapOf(tools: CDPSession): Promise<number> {
  // The second collection frees what became unreachable only through the first.
  for (let round = 0; round < 2; round++) await tools.send('HeapProfiler.collectGarbage');
  return (await tools.send('Runtime.getHeapUsage')).usedSize;
}

const fieldOf = (page: Page) => page.locator('textarea');

/** Typing in a bare page, to find the share of the machine and the browser. */
async function bareTyping(page: Page): Promise<Interaction[]> {
  const bare = await page.context().newPage();
  await bare.setContent('<!doctype html><textarea rows="1"></textarea>');
  await bare.evaluate(listen);
  const found = await typing(bare);
  await bare.close();
  return found;
}

async function typing(page: Page): Promise<Interaction[]> {
  await fieldOf(page).focus();
  await page.evaluate(interactions);
  const sentence = 'typing goes on while the room is full ';
  const keys = sentence.repeat(Math.ceil(KEYS / sentence.length)).slice(0, KEYS);
  await page.keyboard.type(keys, { delay: 40 });
  const found = await page.evaluate(interactions);
  await fieldOf(page).fill('');
  return found;
}

async function sending(page: Page): Promise<Interaction[]> {
  await fieldOf(page).focus();
  for (let time = 0; time < TIMES; time++) {
    await fieldOf(page).fill(`own ${time}`);
    await page.evaluate(interactions);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('article').last()).toContainText(`own ${time}`);
  }
  return page.evaluate(interactions);
}

async function reacting(page: Page): Promise<Interaction[]> {
  await openMenu(page);
  await page.getByRole('dialog').getByRole('button', { name: '👍' }).click();
  const chip = page.getByRole('article').last().getByRole('button', { name: /👍/ });
  await chip.waitFor();
  await page.evaluate(interactions);
  for (let time = 0; time < TIMES; time++) {
    const others = page.getByRole('article').last().getByRole('button', { name: /👍/ });
    if ((await others.count()) > 0) {
      await others.click();
      await expect(others).toHaveCount(0);
    } else {
      await openMenu(page);
      await page.getByRole('dialog').getByRole('button', { name: '👍' }).click();
      await others.waitFor();
    }
  }
  return page.evaluate(interactions);
}

async function menus(page: Page): Promise<Interaction[]> {
  await page.evaluate(interactions);
  for (let time = 0; time < TIMES; time++) {
    await openMenu(page);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
  return page.evaluate(interactions);
}

async function openMenu(page: Page): Promise<void> {
  const last = page.getByRole('article').last();
  await last.hover();
  await last.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('dialog').waitFor();
}

/** Switches between two rooms, `times` times in all. */
async function switching(page: Page, times: number): Promise<Interaction[]> {
  await page.evaluate(interactions);
  for (let time = 0; time < times; time++) {
    const name = time % 2 === 0 ? 'beside' : 'full';
    await page
      .getByRole('navigation', { name: 'Rooms' })
      .getByRole('link', { name: new RegExp(name) })
      .click();
    await page.getByRole('region', { name: `Messages in ${name}` }).waitFor();
  }
  return page.evaluate(interactions);
}

async function flooding(page: Page, tools: CDPSession, writer: Writer): Promise<Feel['flood']> {
  await page.evaluate(watchFlood);
  const busyBefore = await busyMs(tools);
  const count = FLOOD_PER_SECOND * FLOOD_SECONDS;
  const begin = performance.now();
  const stored: Promise<number>[] = [];
  for (let index = 0; index < count; index++) {
    await delay(Math.max(0, begin + (index * 1_000) / FLOOD_PER_SECOND - performance.now()));
    stored.push(writer.say(`flood ${index}`));
  }
  const seqs = await Promise.all(stored);
  await page.locator(`li[data-key="m${Math.max(...seqs)}"]`).waitFor();
  const { longTasksMs, rendersPerFrame } = await page.evaluate(floodSoFar);
  const shown = await page.evaluate(seqsOnPage);
  const last = seqs.slice(-shown.length);
  return {
    longestMs: longTasksMs[0] ?? 0,
    over100: longTasksMs.filter((ms) => ms > 100).length,
    rendersPerFrame,
    inOrder: shown.slice(-last.length).join() === last.join(),
    busyMs: (await busyMs(tools)) - busyBefore,
  };
}

/** How long the page's main thread has been busy so far. */
async function busyMs(tools: CDPSession): Promise<number> {
  const { metrics } = await tools.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1_000;
}

/**
 * The slowest interaction, ignoring one in fifty. Interactions under 16 ms aren't reported and therefore don't count.
 */
function inpOf(found: readonly Interaction[]): number {
  const times = found.map(({ durationMs }) => durationMs).sort((a, b) => b - a);
  return times[Math.floor(times.length / 50)] ?? 0;
}

function slowest(found: readonly Interaction[]): Interaction {
  return {
    durationMs: Math.max(0, ...found.map(({ durationMs }) => durationMs)),
    codeMs: Math.max(0, ...found.map(({ codeMs }) => codeMs)),
  };
}

/**
 * The 95th percentile over all keys. The browser only reports keys that took at least 16 ms, so the others count as 0.
 */
function p95(told: readonly number[]): number {
  return [...told].sort((a, b) => b - a)[Math.floor(KEYS * 0.05)] ?? 0;
}
