/** Firefox over WebDriver BiDi (https://w3c.github.io/webdriver-bidi/), which it supports without a driver program. */

import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import WebSocket from 'ws';
import type { Driver, InputSource, Launcher } from './driver.ts';
import { findProgram, Program } from './program.ts';

/** The name of the program in Debian, and elsewhere. */
const NAMES = ['firefox-esr', 'firefox'];

interface Answer {
  id?: number;
  result?: unknown;
  error?: string;
  message?: string;
}

/** Sends commands and matches the answers to them. */
class Connection {
  readonly #ws: WebSocket;
  readonly #open = new Map<number, { resolve: (result: unknown) => void; reject: (error: Error) => void }>();
  #commands = 0;

  private constructor(ws: WebSocket) {
    this.#ws = ws;
    ws.on('message', (data) => {
      const { id = 0, result, error, message }: Answer = JSON.parse(String(data));
      const waiting = this.#open.get(id);
      this.#open.delete(id);
      if (error === undefined) waiting?.resolve(result);
      else waiting?.reject(new Error(`${error}: ${message}`));
    });
    ws.on('close', () => {
      for (const { reject } of this.#open.values()) reject(new Error('Firefox has ended the connection'));
    });
  }

  static async open(url: string): Promise<Connection> {
    const ws = new WebSocket(url);
    await once(ws, 'open');
    return new Connection(ws);
  }

  ask(method: string, params: unknown): Promise<unknown> {
    const id = ++this.#commands;
    this.#ws.send(JSON.stringify({ id, method, params }));
    return new Promise((resolve, reject) => this.#open.set(id, { resolve, reject }));
  }

  close(): void {
    this.#ws.close();
  }
}

async function launch(): Promise<Driver> {
  const command = NAMES.map((name) => findProgram(name)).find((path) => path !== undefined);
  if (command === undefined) throw new Error('Firefox is not installed');
  const profile = await mkdtemp(join(tmpdir(), 'parley-firefox-'));
  const args = ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port', '0', 'about:blank'];
  const program = Program.start(command, args, { HOME: profile });
  const quit = async () => {
    await program.stop();
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const address = await program.started((printed) => /WebDriver BiDi listening on (ws:\S+)/.exec(printed)?.[1]);
    const bidi = await Connection.open(`${address}/session`);
    const session = (await bidi.ask('session.new', { capabilities: {} })) as {
      capabilities: { browserName: string; browserVersion: string };
    };
    // The tab that Firefox starts with never has focus.
    const { context } = (await bidi.ask('browsingContext.create', { type: 'tab' })) as { context: string };
    const { browserVersion } = session.capabilities;
    return {
      name: `Firefox ${browserVersion}`,
      open: async (url) => {
        await bidi.ask('browsingContext.navigate', { context, url, wait: 'complete' });
      },
      reload: async () => {
        await bidi.ask('browsingContext.reload', { context, wait: 'complete' });
      },
      run: async (source) => {
        const answer = (await bidi.ask('script.callFunction', {
          functionDeclaration: `async () => JSON.stringify(await (${source})())`,
          target: { context },
          awaitPromise: true,
          userActivation: true,
        })) as { result?: { value?: string }; exceptionDetails?: { text: string } };
        if (answer.exceptionDetails) throw new Error(answer.exceptionDetails.text);
        return answer.result?.value ?? 'null';
      },
      perform: async (actions: readonly InputSource[]) => {
        await bidi.ask('input.performActions', { context, actions });
      },
      resize: async (width, height) => {
        await bidi.ask('browsingContext.setViewport', { context, viewport: { width, height } });
      },
      quit: async () => {
        bidi.close();
        await quit();
      },
    };
  } catch (error) {
    await quit();
    throw error;
  }
}

export const firefox: Launcher = {
  name: 'Firefox',
  packages: ['firefox-esr'],
  missing: () => (NAMES.some((name) => findProgram(name)) ? [] : ['firefox-esr']),
  launch,
};
