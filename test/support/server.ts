/**
 * A real server for tests: `wrangler dev` in a process group of its own, on a free port, with its own storage. It can
 * be killed at any moment and restarted on the same storage.
 */

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { readWranglerConfig } from './wrangler-config.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const READY_MS = 60_000;
const STOP_MS = 10_000;
const POLL_MS = 25;

export interface ServerOptions {
  /** Variables that replace those in wrangler.toml. */
  vars?: Readonly<Record<string, string | number>>;
  /** The storage of an earlier server, to continue with. By default a new directory, which `stop` removes. */
  persistTo?: string;
  /** A free port by default. */
  port?: number;
  /** The root directory of the built project. Default: this project. */
  root?: string;
}

export interface Server {
  /** Without a trailing slash. */
  url: string;
  port: number;
  /** The id of the process group. */
  pid: number;
  persistTo: string;
  /** Ends the whole process group and waits until the port is free. Keeps the storage. */
  kill(signal: NodeJS.Signals): Promise<void>;
  /** Shuts the server down and removes what `startServer` created. Safe after `kill`. */
  stop(): Promise<void>;
  /** Everything that the server has printed. */
  logs(): string;
}

/** Process groups to kill if the test run ends first. */
const running = new Set<number>();
process.once('exit', () => {
  for (const pid of running) signalGroup(pid, 'SIGKILL');
});

/**
 * Starts a server and waits until it answers.
 * @throws Error with its output, if it exits or doesn't answer within a minute
 */
export async function startServer(options: ServerOptions = {}): Promise<Server> {
  const { root = ROOT } = options;
  if (!existsSync(join(root, 'public/build.txt'))) throw new Error('The page has not been built. Run npm run build.');
  const dir = await mkdtemp(join(tmpdir(), 'parley-server-'));
  const port = options.port ?? (await freePort());
  const persistTo = options.persistTo ?? join(dir, 'state');
  const config = join(dir, 'wrangler.json');
  await writeFile(config, JSON.stringify(await configFor(root, options.vars ?? {})));

  let printed = '';
  const child = spawn(
    // wrangler needs Node 22, which the Node that runs the tests may not be.
    join(ROOT, 'node_modules/.bin/node'),
    [
      join(ROOT, 'node_modules/wrangler/bin/wrangler.js'),
      'dev',
      ...['--config', config, '--port', String(port), '--persist-to', persistTo, '--inspector-port', '0'],
      '--show-interactive-dev-session=false',
    ],
    {
      cwd: dir,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        CLOUDFLARE_CF_FETCH_ENABLED: 'false',
        WRANGLER_SEND_METRICS: 'false',
        // Tests read the log.
        WRANGLER_LOG: 'log',
        // Servers with the same name would find each other in a shared registry.
        WRANGLER_REGISTRY_PATH: join(dir, 'registry'),
        WRANGLER_LOG_PATH: join(dir, 'logs'),
        NO_COLOR: '1',
      },
    },
  );
  const { pid } = child;
  if (pid === undefined) throw new Error('wrangler could not be started. Run npm ci.');
  running.add(pid);
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
    });

  const url = `http://127.0.0.1:${port}`;
  const kill = async (signal: NodeJS.Signals) => {
    await end(child, pid, port, signal);
    running.delete(pid);
  };
  const stop = async () => {
    await kill('SIGTERM');
    await rm(dir, { recursive: true, force: true });
  };
  try {
    await ready(child, url, () => printed);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, port, pid, persistTo, kill, stop, logs: () => printed };
}

/**
 * The project's configuration without `[build]`, because a build restarts every other server that watches the same
 * files.
 */
async function configFor(root: string, vars: Readonly<Record<string, string | number>>): Promise<unknown> {
  const { build: _, ...config } = await readWranglerConfig(root);
  return {
    ...config,
    main: join(root, config.main ?? ''),
    assets: { ...config.assets, directory: join(root, config.assets?.directory ?? '') },
    vars: { ...config.vars, ...vars },
  };
}

async function ready(child: ChildProcess, url: string, logs: () => string): Promise<void> {
  const deadline = Date.now() + READY_MS;
  for (;;) {
    if (hasEnded(child)) throw new Error(`wrangler dev ended before it was ready:\n${logs()}`);
    if (Date.now() > deadline) throw new Error(`wrangler dev was not ready after ${READY_MS} ms:\n${logs()}`);
    const answer = await fetch(`${url}/api/health`).catch(() => undefined);
    if (answer?.ok) return;
    await delay(POLL_MS);
  }
}

async function end(child: ChildProcess, pid: number, port: number, signal: NodeJS.Signals): Promise<void> {
  signalGroup(pid, signal);
  const patience = AbortSignal.timeout(STOP_MS);
  if (!hasEnded(child)) await once(child, 'exit', { signal: patience }).catch(() => {});
  while (!patience.aborted && (await isListening(port)))
    await delay(POLL_MS, undefined, { signal: patience }).catch(() => {});
  // Any processes that are left have had time to exit by themselves.
  signalGroup(pid, 'SIGKILL');
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // The group has already ended.
  }
}

/** A port on which nothing listens. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port was assigned');
  return address.port;
}

/** Whether anything listens on a port of this machine. */
export function isListening(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  return new Promise((resolve) => {
    socket
      .once('error', () => resolve(false))
      .once('connect', () => {
        socket.destroy();
        resolve(true);
      });
  });
}
