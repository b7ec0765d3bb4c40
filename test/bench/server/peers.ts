/**
 * The servers that are measured: Parley, and what a reader might use instead. All do the same job; only Parley stores
 * messages.
 */

import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { DialectName } from '../client/dialect.ts';
import { isInstalled } from '../packages.ts';
import { startProcess } from './process.ts';
import { countMessages } from './stored.ts';
import { flagsOf, OUR_FLAGS, startWorkerd, workerd } from './workerd.ts';

const run = promisify(execFile);
const PEERS = join(import.meta.dirname, '../peers');
const WORKERS = join(import.meta.dirname, '../workers');
/** The folder in which Debian's golang-github-gorilla-websocket-dev installs its source. */
const DEBIAN_GOPATH = '/usr/share/gocode';
const GORILLA = 'src/github.com/gorilla/websocket';

export interface BenchServer {
  pid: number;
  /** `ws://…` without a path. */
  url: string;
  printed(): string;
  /**
   * Ends the server and counts the messages that it has stored; `undefined` if it stores nothing. Further calls do
   * nothing.
   */
  stop(): Promise<number | undefined>;
}

export interface Peer {
  name: string;
  title: string;
  dialect: DialectName;
  /** Whether the peer is only measured if `--peers` names it. Such peers explain the figures of other peers. */
  aside?: true;
  /** The software that the server runs on, with versions. */
  version(): Promise<string>;
  /** @returns why it can't run here; `undefined` if it can */
  missing(): Promise<string | undefined>;
  start(vars: Readonly<Record<string, string>>): Promise<BenchServer>;
}

/**
 * Switches off all limits, because the whole load comes from one address. Older code ignores variables it doesn't know.
 */
export const PARLEY_VARS = { RATE_LIMITS: 'off', MESSAGE_RATE: '0', MAX_MEMBERS: '0' };

const nothing = async (): Promise<undefined> => undefined;

/** Calls `act` once. Later calls return the first result. */
function once<T>(act: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined;
  return () => {
    result ??= act();
    return result;
  };
}

/**
 * The version of an installed package.
 * @param importer the module that imports it
 */
function versionOf(name: string, importer: string): string {
  const path = createRequire(importer)
    .resolve.paths(name)
    ?.map((dir) => join(dir, name, 'package.json'));
  const found = path?.find((file) => existsSync(file));
  const { version }: { version: string } = found ? JSON.parse(readFileSync(found, 'utf8')) : { version: '?' };
  return `${name} ${version}`;
}

interface OnWorkerd {
  packages?: readonly string[];
  flags?: readonly string[];
}

function onWorkerd(
  name: string,
  title: string,
  entry: string,
  { packages = [], flags = OUR_FLAGS }: OnWorkerd = {},
): Peer {
  return {
    name,
    title,
    dialect: 'plain',
    version: async () =>
      [...packages.map((library) => versionOf(library, join(WORKERS, entry))), `workerd ${workerd.version}`].join(', '),
    missing: nothing,
    start: async (vars) => {
      const server = await startWorkerd(join(WORKERS, entry), vars, flags);
      const stop = once(async () => {
        await server.stop();
        await server.remove();
        return undefined;
      });
      return { pid: server.pid, url: `ws://127.0.0.1:${server.port}`, printed: server.printed, stop };
    },
  };
}

/** @param flags called when the server starts */
function parley(entry: string, flags = async () => OUR_FLAGS): Peer {
  return {
    ...onWorkerd('parley', 'Parley', entry),
    dialect: 'parley',
    start: async (vars) => {
      const server = await startWorkerd(resolve(WORKERS, entry), { ...PARLEY_VARS, ...vars }, await flags());
      const stop = once(async () => {
        await server.stop();
        const stored = countMessages(server.storage);
        await server.remove();
        return stored;
      });
      return { pid: server.pid, url: `ws://127.0.0.1:${server.port}`, printed: server.printed, stop };
    },
  };
}

/**
 * Parley from another checkout, to compare versions in one run.
 * @param directory the checkout, with its packages installed and its page built
 */
export function parleyBefore(directory: string): Peer {
  const entry = join(resolve(directory), 'src/index.ts');
  const built = join(resolve(directory), 'public/build.txt');
  return {
    ...parley(entry, () => flagsOf(directory)),
    name: 'before',
    title: 'Parley before',
    missing: async () => [entry, built].filter((file) => !existsSync(file)).map((file) => `there is no ${file}`)[0],
  };
}

function onNode(name: string, title: string, file: string, dialect: DialectName, library: string): Peer {
  return {
    name,
    title,
    dialect,
    version: async () => `${versionOf(library, join(PEERS, file))}, Node ${process.versions.node}`,
    missing: nothing,
    start: async () => fromProcess(await startProcess(process.execPath, [join(PEERS, file)])),
  };
}

/** A peer that consists of a package which only the bench uses. */
function packaged(library: Parameters<typeof isInstalled>[0], peer: Peer): Peer {
  return {
    ...peer,
    missing: async () =>
      isInstalled(library) ? undefined : `${library} is not installed (run npm run bench:packages)`,
  };
}

function inGo(name: string, title: string, folder: string, dialect: DialectName, args: string[] = []): Peer {
  return {
    name,
    title,
    dialect,
    version: async () =>
      `gorilla/websocket, ${(await run('go', ['version'])).stdout.trim().replace('go version ', '')}`,
    missing: async () => {
      const go = await run('go', ['version']).catch(() => undefined);
      if (!go) return '`go` is not installed';
      return goPath() === undefined ? 'golang-github-gorilla-websocket-dev is not installed' : undefined;
    },
    start: async () => fromProcess(await startProcess(await goBinary(folder), args)),
  };
}

function fromProcess({ pid, port, printed, stop }: Awaited<ReturnType<typeof startProcess>>): BenchServer {
  const end = async (): Promise<undefined> => {
    await stop();
  };
  return { pid, url: `ws://127.0.0.1:${port}`, printed, stop: end };
}

function goPath(): string | undefined {
  const paths = [...(process.env.GOPATH ?? '').split(delimiter), DEBIAN_GOPATH];
  return paths.find((path) => path !== '' && existsSync(join(path, GORILLA)));
}

const binaries = new Map<string, Promise<string>>();
let buildDir: Promise<string> | undefined;

/** Builds the program once per run. */
function goBinary(folder: string): Promise<string> {
  const build = async (): Promise<string> => {
    buildDir ??= mkdtemp(join(tmpdir(), 'parley-bench-go-'));
    const dir = await buildDir;
    const out = join(dir, folder);
    const env = { ...process.env, GO111MODULE: 'off', GOPATH: goPath() ?? '', GOCACHE: join(dir, 'cache') };
    await run('go', ['build', '-o', out, 'main.go'], { cwd: join(PEERS, folder), env });
    return out;
  };
  const known = binaries.get(folder) ?? build();
  binaries.set(folder, known);
  return known;
}

/** Deletes the built programs. */
export async function removeBuilds(): Promise<void> {
  if (buildDir) await rm(await buildDir, { recursive: true, force: true });
  buildDir = undefined;
  binaries.clear();
}

export const PARLEY: Peer = parley('../../../src/index.ts');
/** Parley with counters for what is billed: wakes, alarms, rows, active time (workers/counted.ts). */
export const COUNTED: Peer = parley('counted.ts');

/** All peers in the order of the tables. */
export const ALL_PEERS: readonly Peer[] = [
  PARLEY,
  inGo('article', "Go, the article's room", 'article', 'plain'),
  inGo('hub', 'Go, hub with channels', 'hub', 'plain'),
  inGo('hub-join', 'Go, hub that joins what waits', 'hub', 'lines', ['-join']),
  onNode('ws', 'Node, ws', 'ws.ts', 'plain', 'ws'),
  packaged('socket.io', onNode('socketio', 'Node, Socket.IO', 'npm/socketio.ts', 'socketio', 'socket.io')),
  // With the runtime's default flags. Like all peers, it accepts or declines compression by its own defaults.
  packaged(
    'partyserver',
    onWorkerd('partyserver', 'workerd, partyserver', '../peers/npm/party.ts', { packages: ['partyserver'], flags: [] }),
  ),
  onWorkerd('bare', 'workerd, bare send loop', 'bare.ts'),
  { ...onWorkerd('bare-stored', 'workerd, bare send loop that stores', 'bare-stored.ts'), aside: true },
  {
    ...parley('../../../src/index.ts', async () => []),
    name: 'parley-deflate',
    title: 'Parley, compressing',
    aside: true,
  },
];
