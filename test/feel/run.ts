/** One measurement of how the page feels: a browser and a server of its own, and a room of 10,000 messages. */

import { setTimeout as delay } from 'node:timers/promises';
import { type Browser, type CDPSession, chromium, expect, type Page } from '@playwright/test';
import { needBrowser } from '../browser/find.ts';
import { Writer } from '../e2e/support/writer.ts';
import { type Server, startServer } from '../support/server.ts';
import { type Arrival, arrive, DESKTOP, PHONE } from './arrival.ts';
import { floodSoFar, type Interaction, interactions, listen, seqsOnPage, watchFlood } from './probes.ts';

export const MESSAGES = 10_000;
/** In the room that is opened on a page that was never there before. */
const ARRIVAL_MESSAGES = 200;
const FLOOD_PER_SECOND = 50;
const FLOOD_SECONDS = 10;
const SWITCHES = 20;
/** Each thing that is done is done so often. */
const TIMES = 12;
const KEYS = 200;

/** What is measured on every device. Times in milliseconds. */
export interface Basics {
  arrival: Arrival;
  typing: { p95: number; code95: number };
}

/** What one run found on a desktop. Times in milliseconds, sizes in bytes. */
export interface Feel extends Basics {
  heap: { empty: number; full: number; switched: number };
  rows: number;
  /** `bare95`: of the same keys into a page that is a bare `<textarea>`. */
  typing: { p95: number; code95: number; bare95: number };
  /** Interaction to next paint, as https://web.dev/articles/inp defines it, of all that was done. */
  inp: number;
  slowest: Record<'type' | 'send' | 'react' | 'menu' | 'switch', Interaction>;
  flood: { longestMs: number; over100: number; rendersPerFrame: number; inOrder: boolean; busyMs: number };
}

/** The texts are of the lengths that people write, and every tenth has marks. */
function text(index: number): string {
  const words = 'the list keeps its place while many people write at once and nobody waits for anything'.split(' ');
  const said = words.slice(0, 2 + (index % (words.length - 2))).join(' ');
  return index % 10 === 0 ? `**${said}** \`${index}\` https://example.com/${index}` : `${said} ${index}`;
}

/** @param root where the built project is; default: here */
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
    // Twice at least, so that both rooms were seen before.
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

/** @param root where the built project is; default: here */
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

/** A server with a room to arrive in, and a browser, for as long as `measure` takes. */
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
  // The first collection lets go of what the second can take.
  for (let round = 0; round < 2; round++) await tools.send('HeapProfiler.collectGarbage');
  return (await tools.send('Runtime.getHeapUsage')).usedSize;
}

const fieldOf = (page: Page) => page.locator('textarea');

/** What the machine and the browser take by themselves. */
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

/** Back and forth between two rooms, so often in all. */
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

/** What the page's main thread has worked so far. */
async function busyMs(tools: CDPSession): Promise<number> {
  const { metrics } = await tools.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1_000;
}

/** The slowest, but for one in fifty. What took less than 16 ms isn't told, and so not counted. */
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

/** Of all keys, of which the browser tells only those that took 16 ms: 0 stands for the others. */
function p95(told: readonly number[]): number {
  return [...told].sort((a, b) => b - a)[Math.floor(KEYS * 0.05)] ?? 0;
}
