/** WebKitGTK's MiniBrowser over WebDriver (https://www.w3.org/TR/webdriver2/), on a virtual display of its own. */

import { readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../support/server.ts';
import type { Driver, InputSource, Launcher } from './driver.ts';
import { findProgram, Program } from './program.ts';

const PROGRAMS = ['WebKitWebDriver', 'Xvfb', 'dbus-run-session'];
const SCREEN = '1280x900x24';

/** Debian installs it beside the library, in a folder that depends on the architecture. */
function findMiniBrowser(): string | undefined {
  const folders = ['/usr/lib', ...namesIn('/usr/lib').map((name) => join('/usr/lib', name)), '/usr/libexec'];
  return folders
    .flatMap((folder) =>
      ['webkitgtk-6.0', 'webkit2gtk-4.1', 'webkit2gtk-4.0'].map((kind) => join(folder, kind, 'MiniBrowser')),
    )
    .find((path) => findProgram(path));
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith('-linux-gnu'));
  } catch {
    return [];
  }
}

/**
 * Sends a request to the driver.
 * @throws Error with the driver's message if the request fails
 */
async function ask(url: string, body?: unknown, method = body === undefined ? 'GET' : 'POST'): Promise<unknown> {
  const response = await fetch(url, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  const { value } = (await response.json()) as { value: unknown };
  if (response.ok) return value;
  const { error, message } = value as { error: string; message: string };
  throw new Error(`${error}: ${message}`);
}

async function launch(): Promise<Driver> {
  const binary = findMiniBrowser();
  if (binary === undefined) throw new Error('MiniBrowser is not installed');
  const home = await mkdtemp(join(tmpdir(), 'parley-webkit-'));
  const programs: Program[] = [];
  const quit = async () => {
    for (const program of programs.reverse()) await program.stop();
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    // Xvfb chooses a free display number and prints it on this descriptor, its standard error.
    const screen = Program.start('Xvfb', ['-displayfd', '2', '-screen', '0', SCREEN, '-nolisten', 'tcp']);
    programs.push(screen);
    const display = await screen.started((printed) => /^(\d+)\n/m.exec(printed)?.[1]);
    const port = await freePort();
    const env = {
      DISPLAY: `:${display}`,
      GDK_BACKEND: 'x11',
      HOME: home,
      XDG_CACHE_HOME: join(home, 'cache'),
      XDG_CONFIG_HOME: join(home, 'config'),
      XDG_DATA_HOME: join(home, 'data'),
      NO_AT_BRIDGE: '1',
    };
    const driver = Program.start('dbus-run-session', ['--', 'WebKitWebDriver', `--port=${port}`], env);
    programs.push(driver);
    const url = `http://127.0.0.1:${port}`;
    await driver.started(() =>
      ask(`${url}/status`).then(
        () => true,
        () => undefined,
      ),
    );
    const session = (await ask(`${url}/session`, {
      capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': { binary, args: ['--automation'] } } },
    })) as { sessionId: string; capabilities: { browserVersion: string } };
    const at = `${url}/session/${session.sessionId}`;
    await ask(`${at}/timeouts`, { script: 120_000 });
    return {
      name: `WebKitGTK ${session.capabilities.browserVersion}`,
      open: async (address) => {
        await ask(`${at}/url`, { url: address });
      },
      reload: async () => {
        await ask(`${at}/refresh`, {});
      },
      run: async (source) => {
        const script = `const done = arguments[0];
          (async () => (${source})())().then(
            (value) => done(JSON.stringify({ value })), (error) => done(JSON.stringify({ error: String(error) })));`;
        const { value, error } = JSON.parse(String(await ask(`${at}/execute/async`, { script, args: [] })));
        if (error !== undefined) throw new Error(error);
        return JSON.stringify(value ?? null);
      },
      perform: async (actions: readonly InputSource[]) => {
        await ask(`${at}/actions`, { actions });
      },
      resize: async (width, height) => {
        await ask(`${at}/window/rect`, { width, height });
      },
      quit: async () => {
        await ask(at, undefined, 'DELETE').catch(() => {});
        await quit();
      },
    };
  } catch (error) {
    await quit();
    throw error;
  }
}

export const webkit: Launcher = {
  name: 'WebKit',
  packages: ['webkit2gtk-driver', 'xvfb'],
  missing: () => [...PROGRAMS.filter((name) => !findProgram(name)), ...(findMiniBrowser() ? [] : ['MiniBrowser'])],
  launch,
};
