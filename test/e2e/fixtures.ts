/**
 * Fixtures of the end-to-end tests: a server, browser windows on it, and a check for errors that the browser reports.
 */

import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BrowserContext, test as base, expect, type Page, type TestInfo } from '@playwright/test';
import WebSocket from 'ws';
import type { ServerFrame } from '../../src/protocol/frames.ts';
import { type Server, startServer } from '../support/server.ts';
import { stored } from './support/stored.ts';

/** A phone's viewport. */
export const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

/** A person with a browser of their own. */
export class Person {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get field() {
    return this.page.getByLabel(/^(Message to|发到)/);
  }

  get messages() {
    return this.page.getByRole('article');
  }

  async enter(url: string): Promise<void> {
    await this.page.goto(url);
    await expect(this.page.getByText(/^(Connected|已连接)$/)).toBeVisible();
  }

  async say(text: string): Promise<void> {
    await this.field.fill(text);
    await this.field.press('Enter');
    await expect(this.field).toHaveValue('');
  }

  /** A room in the side bar. */
  roomLink(name: RegExp) {
    return this.page.getByRole('navigation', { name: 'Rooms' }).getByRole('link', { name });
  }

  /** The texts of the messages on the page, in order. */
  texts(): Promise<string[]> {
    return this.messages.locator('.text').allInnerTexts();
  }
}

/** The row of the message with this text. */
export const row = (person: Person, text: string) => person.messages.filter({ hasText: text });

/** Any WebSocket tool. */
export class Tool {
  readonly frames: ServerFrame[] = [];
  readonly #ws: WebSocket;

  constructor(ws: WebSocket) {
    this.#ws = ws;
    ws.on('message', (data) => this.frames.push(JSON.parse(String(data))));
  }

  static async connect(url: string, path: string): Promise<Tool> {
    const ws = new WebSocket(`${url.replace('http', 'ws')}${path}`);
    const tool = new Tool(ws);
    await new Promise((resolve, reject) => ws.once('open', resolve).once('error', reject));
    return tool;
  }

  say(data: string): void {
    this.#ws.send(JSON.stringify({ type: 'msg', data }));
  }

  /** The texts of the messages that arrived. */
  get heard(): string[] {
    return this.frames.flatMap((frame) => (frame.type === 'broadcast' ? frame.data : []));
  }

  close(): void {
    this.#ws.close(1000);
  }
}

/** Everything that the browser stores of rooms for offline use. */
export async function copies(page: Page): Promise<string> {
  return JSON.stringify(await stored(page, 'parley-copies', 'rooms'));
}

interface Fixtures {
  /** Opens a window for a new person. */
  somebody: (options?: Parameters<import('@playwright/test').Browser['newContext']>[0]) => Promise<Person>;
  /** Connects a tool, which is closed when the test ends. */
  tool: (path: string) => Promise<Tool>;
}

interface WorkerFixtures {
  server: Server;
}

/**
 * Skips the test in a headless shell, which is installed where no other browser is. It has no notifications even if
 * they are permitted, and all its pages have focus at once.
 * @param page of a context in which notifications are permitted
 */
export async function needWholeBrowser(page: Page): Promise<void> {
  const permission = await page.evaluate(() => Notification.permission);
  test.skip(
    permission !== 'granted',
    'This browser is a headless shell: it has no notifications, and all its pages have focus.',
  );
}

/**
 * Reserves the room in an address for a test, because a room of another test would contain its people and messages.
 * Which tests share a server differs between runs, so all tests of a run are compared.
 * @returns what is wrong if another test uses the room
 */
function takeRoom(address: string, { titlePath, project }: TestInfo): string[] {
  const [, room] = /^\/(?:r|ws)\/([^/]+)/.exec(new URL(address).pathname) ?? [];
  if (room === undefined) return [];
  // Playwright empties this folder before each run.
  const folder = join(project.outputDir, 'rooms');
  const file = join(folder, createHash('sha256').update(room).digest('hex'));
  const title = titlePath.join(' › ');
  mkdirSync(folder, { recursive: true });
  try {
    writeFileSync(file, title, { flag: 'wx' });
  } catch {
    const owner = readFileSync(file, 'utf8');
    if (owner !== title) return [`The room ${room} belongs to another test: ${owner}`];
  }
  return [];
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  server: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern
    async ({}, use) => {
      const server = await startServer({ vars: { RATE_LIMITS: 'off' } });
      await use(server);
      await server.stop();
    },
    { scope: 'worker' },
  ],
  somebody: async ({ browser }, use, info) => {
    const contexts: BrowserContext[] = [];
    const complaints: string[] = [];
    await use(async (options) => {
      const context = await browser.newContext(options);
      contexts.push(context);
      const page = await context.newPage();
      await page.addInitScript(() => {
        document.addEventListener('securitypolicyviolation', (event) => {
          console.error(`CSP violation: ${event.violatedDirective} ${event.blockedURI}`);
        });
      });
      page.on('framenavigated', (frame) => complaints.push(...takeRoom(frame.url(), info)));
      page.on('pageerror', (error) => complaints.push(String(error)));
      page.on('console', (message) => {
        // Network failures are the subject of these tests, but the browser reports them as errors.
        if (
          message.type() === 'error' &&
          !/WebSocket|ERR_|Failed to load|when fetching the script/.test(message.text())
        )
          complaints.push(message.text());
      });
      return new Person(page);
    });
    for (const context of contexts) await context.close();
    expect(complaints, 'the browser has nothing to complain about, and each test has its rooms to itself').toEqual([]);
  },
  tool: async ({ server }, use, info) => {
    const tools: Tool[] = [];
    await use(async (path) => {
      expect(takeRoom(server.url + path, info)).toEqual([]);
      const tool = await Tool.connect(server.url, path);
      tools.push(tool);
      return tool;
    });
    for (const tool of tools) tool.close();
  },
});

export { expect };
