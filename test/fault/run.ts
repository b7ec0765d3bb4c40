/**
 * A fault run: a real server behind a bad network, clients that keep sending, injected faults, and a judge at the end.
 */

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';
import { type Identity, identityOf, makeKey } from '../../src/client/index.ts';
import { type Entry, judge, type RoomEnd, type StoredRow } from '../support/judge.ts';
import { freePort, type Server, startServer } from '../support/server.ts';
import { Tab, Tool, type World, workDir } from './population.ts';
import { FaultyProxy } from './proxy.ts';
import { Recorder } from './recorder.ts';

export interface FaultOptions {
  minutes: number;
  /** The same seed makes the same choices, but their effects depend on timing. */
  seed: number;
  log: (line: string) => void;
}

/** What the run did. A run that did too little proves nothing. */
export interface FaultReport {
  seed: number;
  violations: string[];
  faults: Record<FaultKind, number>;
  figures: {
    seconds: number;
    messagesSent: number;
    messagesStored: number;
    eventsDelivered: number;
    acks: number;
    duplicatesSuppressed: number;
    sessionsResumed: number;
    /** Resumes that should have been recovered but weren't. */
    notRecovered: number;
    freshWindows: number;
    notices: number;
    /** Batches of events that left the room together, not counting replays. */
    liveBatches: number;
    connections: number;
  };
}

type FaultKind =
  | 'kill'
  | 'freeze'
  | 'cut'
  | 'reset'
  | 'swallowUp'
  | 'swallowDown'
  | 'stall'
  | 'latency'
  | 'crash'
  | 'close'
  | 'wake'
  | 'rush';

/** Two rooms: one that is always busy, and one that is quiet long enough to hibernate between messages. */
const BUSY = { room: 'busy', tabs: 48, tools: 4, everyMs: 6_000 };
const QUIET = { room: '安静', tabs: 4, tools: 1, everyMs: 25_000 };

/** The number of members with a key. Every third tab belongs to one of them, so each member has several. */
const KEYS = 8;
const KEYED_TABS = 3;

/** How many messages a tool sends at once in a rush, because it doesn't wait for acks. */
const RUSH = 25;
/** The longest time between the start of a rush and the kill of the server. */
const RUSH_MS = 400;

/** The average number of seconds between server kills. A restart takes two to three. */
const KILL_EVERY_S = 3;
/** How long clients may take to settle after the last fault: the heartbeat timeout with its slack, and the backoff. */
const REST_S = 150;

/** Longer than the room may hold back a notice. */
const NOTICE_MS = 1_500;

const VARS = { HEARTBEAT_INTERVAL_S: 5, HEARTBEAT_TIMEOUT_S: 20, RATE_LIMITS: 'off', MESSAGE_RATE: 0 };

export async function faultRun({ minutes, seed, log }: FaultOptions): Promise<FaultReport> {
  const random = mulberry32(seed);
  const recorder = new Recorder();
  const stopping = new AbortController();
  const faults = Object.fromEntries(KINDS.map((kind) => [kind, 0])) as Record<FaultKind, number>;
  const port = await freePort();
  const dir = await workDir();
  const persistTo = join(dir.path, 'server');
  let server = await startServer({ port, persistTo, vars: VARS });
  const proxy = await FaultyProxy.start(port);
  const world: World = { url: () => proxy.url, recorder, random, signal: stopping.signal };
  const tabs: Tab[] = [];
  const tools: Tool[] = [];
  const keyed = await Promise.all(Array.from({ length: KEYS }, async () => identityOf(await makeKey(false))));
  const ownerOf = (tab: number): Identity | undefined =>
    tab % KEYED_TABS === 0 ? keyed[(tab / KEYED_TABS) % KEYS] : undefined;
  for (const { room, ...many } of [BUSY, QUIET]) {
    for (let i = 0; i < many.tabs; i++)
      tabs.push(new Tab(world, room, join(dir.path, `${tabs.length}.json`), ownerOf(tabs.length)));
    for (let i = 0; i < many.tools; i++) tools.push(new Tool(world, room));
  }

  const started = Date.now();
  const until = started + minutes * 60_000;
  const talking = [...tabs, ...tools].map((client) => talk(client, until, random));
  const beating = setInterval(() => {
    for (const tool of tools) tool.ping();
  }, 4_000);

  const restart = async () => {
    await server.kill('SIGKILL');
    await server.stop();
    server = await startServer({ port, persistTo, vars: VARS });
  };
  let nextKill = started + KILL_EVERY_S * 1_000;
  let nextLog = started + 60_000;
  try {
    while (Date.now() < until) {
      await delay(50 + random() * 250);
      if (Date.now() >= nextKill) {
        // Every other kill comes during a rush, so that events are waiting in the batch window when the server dies.
        if (faults.kill % 2 === 0) {
          faults.rush++;
          rush(tabs, tools);
          await delay(random() * RUSH_MS);
        }
        faults.kill++;
        await restart();
        nextKill = Date.now() + KILL_EVERY_S * 1_000 * (0.3 + random() * 0.8);
      } else {
        const kind = await injectFault({ proxy, tabs, tools, server, random });
        if (kind) faults[kind]++;
      }
      if (Date.now() >= nextLog) {
        nextLog += 60_000;
        log(
          `${Math.round((Date.now() - started) / 60_000)} min: ${summary(faults)}, ${recorder.entries.length} entries`,
        );
      }
    }
    await Promise.all(talking);
    proxy.latencyMs = 0;
    log('at rest …');
    await untilSettled(tabs, tools);
  } finally {
    clearInterval(beating);
  }

  const here = new Map([BUSY, QUIET].map(({ room }) => [room, membersOf(room, tabs, tools)]));
  const entries = [...recorder.entries];
  const violations = tabs.flatMap((tab) => viewViolations(tab));
  for (const tab of tabs) tab.leave();
  stopping.abort();
  for (const tool of tools) tool.stop();
  await server.kill('SIGKILL');
  const rows = readRooms(persistTo);
  const ends = new Map<string, RoomEnd>(
    [BUSY, QUIET].map(({ room }) => [room, { rows: rows.get(room) ?? [], here: here.get(room) ?? [] }]),
  );
  const verdict = judge(entries, ends);
  await proxy.stop();
  await server.stop();
  await dir.remove();
  return {
    seed,
    violations: [...verdict.violations, ...violations, ...viewAgainstStore(tabs, ends)],
    faults,
    figures: {
      seconds: Math.round((Date.now() - started) / 1_000),
      messagesSent: [...tabs].reduce((sum, { sent }) => sum + sent, 0),
      messagesStored: [...ends.values()].reduce((sum, end) => sum + end.rows.length, 0),
      eventsDelivered: verdict.stats.events,
      acks: verdict.stats.acks,
      duplicatesSuppressed: verdict.stats.duplicates + replayedOwn(entries),
      sessionsResumed: verdict.stats.resumes,
      notRecovered: verdict.stats.notRecovered,
      freshWindows: verdict.stats.freshWindows,
      notices: verdict.stats.notices,
      liveBatches: recorder.liveBatches,
      connections: entries.filter(({ kind }) => kind === 'open').length,
    },
  };
}

const KINDS: FaultKind[] = [
  'kill',
  'freeze',
  'cut',
  'reset',
  'swallowUp',
  'swallowDown',
  'stall',
  'latency',
  'crash',
  'close',
  'wake',
  'rush',
];

interface Targets {
  proxy: FaultyProxy;
  tabs: Tab[];
  tools: Tool[];
  server: Server;
  random: () => number;
}

/** Injects a random fault. Returns `undefined` if there was no target for it. */
async function injectFault({ proxy, tabs, tools, server, random }: Targets): Promise<FaultKind | undefined> {
  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)];
  const link = pick(proxy.links);
  const roll = random();
  if (roll < 0.03) {
    process.kill(-server.pid, 'SIGSTOP');
    await delay(500 + random() * 2_500);
    process.kill(-server.pid, 'SIGCONT');
    return 'freeze';
  }
  if (roll < 0.15) {
    pick(tabs)?.crash();
    return 'crash';
  }
  if (roll < 0.25) {
    pick(tools)?.close(pick([undefined, 1000, 1001, 4321]));
    return 'close';
  }
  if (roll < 0.32) {
    proxy.latencyMs = random() < 0.5 ? 0 : random() * 250;
    for (const each of proxy.links) each.latencyMs = proxy.latencyMs;
    return 'latency';
  }
  if (roll < 0.42) {
    // As when the network returns, waiting clients reconnect at once.
    for (let i = 0; i < 8; i++) pick(tabs)?.client.reconnectNow();
    return 'wake';
  }
  if (!link) return undefined;
  if (roll < 0.6) {
    link.cutAfter(Math.floor(random() * 400));
    return 'cut';
  }
  if (roll < 0.75) {
    link.reset();
    return 'reset';
  }
  if (roll < 0.82) {
    link.swallow('up');
    return 'swallowUp';
  }
  if (roll < 0.9) {
    link.swallow('down');
    return 'swallowDown';
  }
  void link.stall(1_000 + random() * 4_000);
  return 'stall';
}

function rush(tabs: Tab[], tools: Tool[]): void {
  for (const tab of tabs) for (let i = 0; i < 3; i++) tab.say();
  for (const tool of tools) for (let i = 0; i < RUSH; i++) tool.say();
}

async function talk(client: Tab | Tool, until: number, random: () => number): Promise<void> {
  const { everyMs } = client.room === BUSY.room ? BUSY : QUIET;
  for (;;) {
    await delay(everyMs * (0.5 + random()));
    if (Date.now() >= until) return;
    client.say();
  }
}

/** Waits until all clients are connected, all requests are answered, and no lost member is counted any more. */
async function untilSettled(tabs: Tab[], tools: Tool[]): Promise<void> {
  const deadline = Date.now() + REST_S * 1_000;
  while (Date.now() < deadline) {
    await delay(500);
    // An edit of a message that was deleted meanwhile has failed, as it should.
    for (const { client } of tabs)
      for (const { id, status } of client.state.changes) if (status === 'failed') client.discard(id);
    const live = tabs.every(
      ({ client: { state } }) => state.link.status === 'live' && state.outbox.length + state.changes.length === 0,
    );
    if (!live || !tools.every((tool) => tool.open)) continue;
    // The request wakes the room, which then announces the leaves of lost members.
    const probes = await Promise.all(tabs.map(({ client }) => client.request({ type: 'who' })));
    const settled = tabs.every(({ client, room }, i) => {
      const [reply, members] = [probes[i], membersOf(room, tabs, tools)];
      if (!reply?.ok || reply.frame.type !== 'who') return false;
      return reply.frame.count === members.length && client.state.count === members.length;
    });
    // A base client can't request the members, and a stalled connection may still hold back some of its frames.
    if (!settled || !tools.every(({ count, room }) => count === membersOf(room, tabs, tools).length)) continue;
    // Notices may be held back for a second. After them the result must be the same.
    await delay(NOTICE_MS);
    return;
  }
}

/** The ids of a room's members, without duplicates of members with several tabs. */
function membersOf(room: string, tabs: Tab[], tools: Tool[]): string[] {
  return [
    ...new Set([
      ...tabs.filter((tab) => tab.room === room).flatMap(({ client }) => client.state.self?.id ?? []),
      ...tools.filter((tool) => tool.room === room).flatMap(({ id }) => id ?? []),
    ]),
  ];
}

/** Checks the view of a client: connected, in order, without duplicates or unsent messages. */
function viewViolations({ client: { state } }: Tab): string[] {
  const problems: string[] = [];
  if (state.link.status !== 'live') problems.push(`a client of ${state.room} ended ${JSON.stringify(state.link)}`);
  for (const { id, status, error } of state.outbox) problems.push(`${id} is still ${status}: ${JSON.stringify(error)}`);
  state.messages.forEach(({ seq }, i) => {
    const before = state.messages[i - 1];
    if (before && before.seq >= seq) problems.push(`the view of ${state.room} has ${before.seq} before ${seq}`);
  });
  return problems;
}

/** Checks that a client's messages are the newest of the store, without gaps. */
function viewAgainstStore(tabs: Tab[], ends: ReadonlyMap<string, RoomEnd>): string[] {
  return tabs.flatMap(({ room, client: { state } }) => {
    const rows = ends.get(room)?.rows.filter(({ kind }) => kind === 'msg') ?? [];
    const tail = rows.slice(rows.length - state.messages.length);
    const same = tail.every((row, i) => row.seq === state.messages[i]?.seq && row.data === state.messages[i]?.data);
    return same && tail.length === state.messages.length ? [] : [`a view of ${room} differs from the store`];
  });
}

/** The client's own events in replays. The client didn't know that they were stored and would have sent them again. */
function replayedOwn(entries: readonly Entry[]): number {
  return entries.filter((entry) => entry.kind === 'frame' && entry.frame.type === 'ack' && entry.frame.event).length;
}

/** Reads the logs of all rooms from disk, without the server. The texts name the room to which a file belongs. */
function readRooms(persistTo: string): Map<string, StoredRow[]> {
  const rooms = new Map<string, StoredRow[]>();
  for (const file of readdirSync(persistTo, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.sqlite')) continue;
    const db = new DatabaseSync(join(persistTo, file));
    try {
      const table = db.prepare("SELECT 1 FROM sqlite_master WHERE name = 'event'").get();
      if (!table) continue;
      const rows = db
        .prepare('SELECT seq, kind, cid, data, ref FROM event ORDER BY seq')
        .all() as unknown as StoredRow[];
      const room = /@(.+?)@/.exec(rows.find(({ kind }) => kind === 'msg')?.data ?? '')?.[1];
      if (room !== undefined) rooms.set(room, rows);
    } finally {
      db.close();
    }
  }
  return rooms;
}

export function summary(faults: Record<string, number>): string {
  return Object.entries(faults)
    .map(([kind, n]) => `${n} ${kind}`)
    .join(', ');
}

/**
 * A small seeded random number generator (mulberry32, public domain), so that a run can be repeated with the same
 * choices.
 */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
