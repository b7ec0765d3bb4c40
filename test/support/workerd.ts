/** Parley on the bare runtime, without the development proxy, and on any build of the runtime. */

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { freePort } from './server.ts';
import { readWranglerConfig } from './wrangler-config.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const READY_MS = 30_000;
const POLL_MS = 20;

/** The runtime that the tests and `wrangler dev` use. */
export const WORKERD = join(ROOT, 'node_modules/workerd/bin/workerd');
/** A later runtime, if there is one for this platform. It reports how many bytes of a socket are unsent. */
export const WORKERD_NEXT = join(ROOT, 'node_modules/workerd-next/bin/workerd');

export interface Workerd {
  port: number;
  pid: number;
  /** The directory of the rooms, one SQLite file each. */
  storage: string;
  /** Everything that the process has printed. */
  logs(): string;
  /** Ends the process and removes its storage. */
  stop(): Promise<void>;
}

/**
 * Starts the runtime with the Worker as deployed, and waits until it answers.
 * @param vars variables, as in wrangler.toml
 */
export async function startWorkerd(vars: Readonly<Record<string, string>>, binary = WORKERD): Promise<Workerd> {
  const dir = await mkdtemp(join(tmpdir(), 'parley-workerd-'));
  await mkdir(join(dir, 'storage'));
  await build({
    entryPoints: [join(ROOT, 'src/index.ts')],
    outfile: join(dir, 'index.js'),
    bundle: true,
    format: 'esm',
    target: 'esnext',
    conditions: ['workerd'],
    external: ['cloudflare:workers'],
    loader: { '.txt': 'text' },
    logLevel: 'error',
  });
  const port = await freePort();
  await writeFile(join(dir, 'config.capnp'), await configFor(port, dir, vars));
  let printed = '';
  const child = spawn(binary, ['serve', join(dir, 'config.capnp')], { stdio: ['ignore', 'pipe', 'pipe'] });
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
    });
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    await rm(dir, { recursive: true, force: true });
  };
  try {
    await ready(child, port, () => printed);
  } catch (error) {
    await stop();
    throw error;
  }
  return { port, pid: child.pid ?? 0, storage: join(dir, 'storage', 'parley'), logs: () => printed, stop };
}

async function configFor(port: number, dir: string, vars: Readonly<Record<string, string>>): Promise<string> {
  const { compatibility_date: date, compatibility_flags: flags = [] } = await readWranglerConfig(ROOT);
  const bindings = Object.entries(vars).map(
    ([name, value]) => `(name = ${JSON.stringify(name)}, text = ${JSON.stringify(value)})`,
  );
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = .parley),
    # In place of workerd's own, which does not start on a machine without CA certificates. Nothing is asked for out there.
    (name = "internet", network = (allow = [])),
    (name = "disk", disk = (path = ${JSON.stringify(join(dir, 'storage'))}, writable = true)),
  ],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "main")],
);
const parley :Workerd.Worker = (
  modules = [(name = "index.js", esModule = embed "index.js")],
  compatibilityDate = ${JSON.stringify(date)},
  compatibilityFlags = ${JSON.stringify(flags)},
  bindings = [${['(name = "ROOM", durableObjectNamespace = "Room")', ...bindings].join(', ')}],
  durableObjectNamespaces = [(className = "Room", uniqueKey = "parley", enableSql = true)],
  durableObjectStorage = (localDisk = "disk"),
);
`;
}

async function ready(child: ChildProcess, port: number, logs: () => string): Promise<void> {
  const deadline = Date.now() + READY_MS;
  for (;;) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`workerd ended:\n${logs()}`);
    if (Date.now() > deadline) throw new Error(`workerd was not ready after ${READY_MS} ms:\n${logs()}`);
    const answer = await fetch(`http://127.0.0.1:${port}/api/health`).catch(() => undefined);
    if (answer?.ok) return;
    await delay(POLL_MS);
  }
}
