/** A Worker with one Durable Object class on bare workerd, without a development proxy and with storage on disk. */

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { freePort } from '../../support/server.ts';
import { readWranglerConfig } from '../../support/wrangler-config.ts';
import { type ServerProcess, startProcess } from './process.ts';

export interface WorkerdServer extends ServerProcess {
  /** The directory of its objects' SQLite files. */
  storage: string;
  /** Deletes everything that it wrote. Call it after `stop`. */
  remove(): Promise<void>;
}

/**
 * The runtime that wrangler and the tests use: the path of its binary, and the newest compatibility date that it
 * supports.
 */
export const workerd: { default: string; compatibilityDate: string; version: string } = createRequire(import.meta.url)(
  'workerd',
);

/** The compatibility flags with which the Parley in a directory is deployed. */
export async function flagsOf(directory: string): Promise<readonly string[]> {
  const { compatibility_flags: flags = [] } = await readWranglerConfig(directory);
  return flags;
}

const ROOT = join(import.meta.dirname, '../../..');
export const OUR_FLAGS = await flagsOf(ROOT);

/**
 * Bundles a Worker that exports `Room`, bound as `ROOM`, and serves it on a free port.
 * @param entry the Worker's module
 * @param vars plain-text bindings
 * @param flags compatibility flags
 */
export async function startWorkerd(
  entry: string,
  vars: Readonly<Record<string, string>> = {},
  flags: readonly string[] = OUR_FLAGS,
): Promise<WorkerdServer> {
  const dir = await mkdtemp(join(tmpdir(), 'parley-bench-'));
  const storage = join(dir, 'storage');
  await mkdir(storage);
  await build({
    entryPoints: [entry],
    outfile: join(dir, 'worker.js'),
    bundle: true,
    format: 'esm',
    target: 'es2024',
    conditions: ['workerd', 'worker', 'browser'],
    external: ['cloudflare:*', 'node:*'],
    loader: { '.txt': 'text' },
    logLevel: 'warning',
  });
  const port = await freePort();
  const config = join(dir, 'config.capnp');
  await writeFile(config, capnp(port, storage, vars, flags));
  const server = await startProcess(workerd.default, ['serve', config], port).catch(async (error: unknown) => {
    await rm(dir, { recursive: true, force: true });
    throw error;
  });
  return { ...server, storage, remove: () => rm(dir, { recursive: true, force: true }) };
}

function capnp(
  port: number,
  storage: string,
  vars: Readonly<Record<string, string>>,
  flags: readonly string[],
): string {
  const texts = Object.entries(vars).map(([name, value]) => `, (name = ${quoted(name)}, text = ${quoted(value)})`);
  return `using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "main", worker = .main),
    # In place of workerd's own, which does not start on a machine without CA certificates. Nothing is asked for out there.
    (name = "internet", network = (allow = [])),
    (name = "storage", disk = (path = ${quoted(storage)}, writable = true)),
  ],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "main")],
);

const main :Workerd.Worker = (
  modules = [(name = "worker.js", esModule = embed "worker.js")],
  compatibilityDate = ${quoted(workerd.compatibilityDate)},
  compatibilityFlags = ${JSON.stringify(flags)},
  durableObjectNamespaces = [(className = "Room", uniqueKey = "room", enableSql = true)],
  durableObjectStorage = (localDisk = "storage"),
  bindings = [(name = "ROOM", durableObjectNamespace = "Room")${texts.join('')}],
);
`;
}

function quoted(text: string): string {
  return JSON.stringify(text);
}
