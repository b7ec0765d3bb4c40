/** The measurements. Each starts a fresh server and a crowd of clients and combines what both report. */

import { setTimeout as delay } from 'node:timers/promises';
import { micros } from './client/clock.ts';
import { Crowd } from './client/crowd.ts';
import { DIALECTS } from './client/dialect.ts';
import { Generator, type GeneratorPlan } from './client/generator.ts';
import { LoadSocket } from './client/socket.ts';
import { type Figures, latencyFigures } from './figures.ts';
import { cpuMicros, memoryBytes, openFilesLimit } from './server/accounting.ts';
import { type BenchServer, COUNTED, type Peer } from './server/peers.ts';
import type { Settings } from './settings.ts';

export interface TalkShape {
  rooms: number;
  perRoom: number;
  /** How many members of each room send. */
  speakers: number;
  /** Messages that each speaker sends per second. */
  rate: number;
  vars?: Readonly<Record<string, string>>;
}

const WARM_MS = 1_000;
/** Join notices are combined for up to a second. */
const SETTLE_MS = 1_500;
/** How long to wait for outstanding messages. A saturated server must not hold up the other measurements. */
const PATIENCE_MS = 3_000;
const MIN_MEMBERS_FOR_MEMORY = 1_000;
const SAMPLED = 40;
/** Rooms that are awake also take up open files. */
const FILES_PER_ROOM = 5;
/** The processors that `--pin` uses. */
export const SERVERS_CPU = 0;
const CLIENTS_CPU = 1;

/** Members send at a steady rate. */
export async function talk(peer: Peer, settings: Settings, shape: TalkShape): Promise<Figures> {
  const { rooms, perRoom, speakers, rate, vars = {} } = shape;
  return withServer(peer, vars, rooms * (perRoom + FILES_PER_ROOM), async (server) => {
    // With few connections, their memory is small compared with that of the server itself.
    const before = rooms * perRoom < MIN_MEMBERS_FOR_MEMORY ? undefined : await memoryAtRest(peer, server, settings);
    const generator = await Generator.start({
      server: server.url,
      dialect: peer.dialect,
      rooms: Array.from({ length: rooms }, (_, i) => `room-${i}`),
      perRoom,
      // Parsing is expensive, so only a small share of the members measures latencies.
      sampled: Math.min(SAMPLED, Math.max(4, Math.round(rooms * perRoom * 0.02))),
      ...clientsOf(settings),
    });
    try {
      await connectAll(generator);
      await delay(SETTLE_MS);
      const memory = memoryBytes(server.pid);
      const { window, seconds, serverMicros, load, lagP99Ms } = await generator.talk({
        warmMs: WARM_MS,
        windowMs: settings.seconds * 1_000,
        rate,
        speakers,
        pid: server.pid,
      });
      const { total, lost, latencies, sampled, sampledSent } = await generator.drain(PATIENCE_MS);
      const stored = await server.stop();
      const posted = total.sent - total.refused;
      return {
        cpuPerDelivery: serverMicros / window.deliveries,
        deliveriesPerS: window.deliveries / seconds,
        lost: lost / (posted * (perRoom - 1)),
        ...(peer.dialect === 'parley' ? { refused: total.refused / total.sent } : {}),
        ...latencyFigures(latencies, Math.round((sampled * window.sent) / rooms - sampledSent)),
        bytesPerDelivery: window.bytes / window.deliveries,
        ...(stored === undefined ? {} : { stored: stored / posted }),
        serverLoad: serverMicros / (seconds * 1e6),
        ...(before === undefined ? {} : { memoryPerConnection: (memory - before) / (rooms * perRoom) / 1_024 }),
        generatorLoad: Math.max(...load),
        generatorLagMs: lagP99Ms,
        ended: total.ends,
      };
    } finally {
      await generator.stop();
    }
  });
}

/** All members are connected and silent. Parley runs with counters around its object (workers/counted.ts). */
export async function idle(peer: Peer, settings: Settings, members: number): Promise<Figures> {
  const counted = peer.dialect === 'parley' ? COUNTED : peer;
  return withServer(counted, {}, members, async (server) => {
    const before = await memoryAtRest(counted, server, settings);
    const generator = await idleCrowd(counted, server, settings, members);
    try {
      await connectAll(generator);
      // Objects that can hibernate do so after 10 seconds.
      await delay(SETTLE_MS + 10_500);
      const memory = memoryBytes(server.pid) - before;
      const counts = await countsOf(counted, server);
      const cpu = cpuMicros(server.pid);
      const { live } = await generator.idle(settings.idleSeconds * 1_000);
      const minute = ((cpuMicros(server.pid) - cpu) / settings.idleSeconds) * 60;
      const after = await countsOf(counted, server);
      return {
        memoryPerConnection: memory / members / 1_024,
        cpuPerMinute: minute / 1_000,
        ended: members - live,
        ...(counts && after ? { wakes: after.wakes - counts.wakes, alarms: after.alarms - counts.alarms } : {}),
      };
    } finally {
      await generator.stop();
    }
  });
}

/** All members lose their connections and reconnect at the same moment. */
export async function reconnect(peer: Peer, settings: Settings, members: number): Promise<Figures> {
  return withServer(peer, {}, 2 * members, async (server) => {
    const generator = await idleCrowd(peer, server, settings, members);
    try {
      await connectAll(generator);
      await delay(SETTLE_MS);
      const cpu = cpuMicros(server.pid);
      await generator.cut();
      const from = micros();
      const took = await connectAll(generator, { resume: true, atOnce: members });
      const allIn = micros() - from;
      await delay(SETTLE_MS);
      return {
        allIn: allIn / 1_000,
        ...latencyFigures(took),
        cpuPerConnect: (cpuMicros(server.pid) - cpu) / members,
      };
    } finally {
      await generator.stop();
    }
  });
}

/** A crowd is away while one member sends messages, and then returns at once. */
export async function resume(
  peer: Peer,
  settings: Settings,
  { members, missed }: { members: number; missed: number },
): Promise<Figures> {
  return withServer(peer, {}, 2 * members, async (server) => {
    const generator = await idleCrowd(peer, server, settings, members);
    const speaker = new Crowd({
      server: server.url,
      dialect: peer.dialect,
      offer: settings.offer,
      seats: [{ room: 'room-0', index: members }],
      sampled: 0,
    });
    const say = async (messages: number): Promise<void> => {
      for (const member of speaker.members) for (let i = 0; i < messages; i++) member.say();
      while (speaker.sums().acks < speaker.sums().sent) await delay(5);
    };
    try {
      await speaker.connect({ resume: false, missed: 0, atOnce: 1 });
      // A room without events has no position from which to resume.
      await say(1);
      await connectAll(generator);
      await delay(SETTLE_MS);
      await generator.cut();
      await say(missed);
      const cpu = cpuMicros(server.pid);
      const from = micros();
      const took = await connectAll(generator, { resume: true, missed, atOnce: members });
      const allIn = micros() - from;
      await delay(SETTLE_MS);
      return {
        allIn: allIn / 1_000,
        ...latencyFigures(took),
        cpuPerConnect: (cpuMicros(server.pid) - cpu) / members,
      };
    } finally {
      speaker.close();
      await generator.stop();
    }
  });
}

/** A slow phone's connection of 400 kbit/s, in bytes per second. */
export const SLOW_LINE = 50_000;

/** A newcomer joins a room that has members and messages. Counts the bytes sent over the network. */
export async function window(
  peer: Peer,
  settings: Settings,
  { members, messages }: { members: number; messages: number },
): Promise<Figures> {
  return withServer(peer, {}, members, async (server) => {
    const crowd = new Crowd({
      server: server.url,
      dialect: peer.dialect,
      offer: settings.offer,
      seats: Array.from({ length: members }, (_, index) => ({ room: 'room-0', index })),
      sampled: 0,
    });
    try {
      await crowd.connect({ resume: false, missed: 0, atOnce: members });
      for (const member of crowd.members.slice(0, messages)) member.say();
      while (crowd.sums().acks < messages) await delay(5);
      await delay(SETTLE_MS);
      const windowBytes = await bytesOfWindow(peer, settings, server);
      return { windowBytes, windowSeconds: windowBytes / SLOW_LINE };
    } finally {
      crowd.close();
    }
  });
}

function bytesOfWindow({ dialect: name }: Peer, { offer }: Settings, server: BenchServer): Promise<number> {
  const dialect = DIALECTS[name];
  const seat = { room: 'room-0', name: 'newcomer', sid: 'n'.repeat(32) };
  return new Promise((resolve, reject) => {
    const socket = new LoadSocket({
      url: dialect.url(server.url, seat),
      protocols: dialect.protocols(seat),
      offer,
      onOpen: () => {},
      onText: (buffer, start, end) => {
        if (!buffer.toString('utf8', start, end).startsWith('{"type":"history"')) return;
        resolve(socket.bytes);
        socket.close();
      },
      onEnd: (code, why) => reject(new Error(`The connection ended before the history arrived: ${code} ${why}`)),
    });
  });
}

/**
 * @returns the time that each member needed to connect, in microseconds
 * @throws Error with the reason for the first failure
 */
export async function connectAll(
  generator: Generator,
  options: Parameters<Generator['connect']>[0] = {},
): Promise<number[]> {
  const { took, failed } = await generator.connect(options);
  if (failed.length > 0) throw new Error(`${failed.length} members could not connect, the first: ${failed[0]}`);
  return took;
}

/** Memory of a server after its first client. What it loads only once shouldn't be attributed to connections. */
async function memoryAtRest({ dialect }: Peer, server: BenchServer, { offer }: Settings): Promise<number> {
  const visitor = new Crowd({ server: server.url, dialect, offer, seats: [{ room: 'visit', index: 0 }], sampled: 0 });
  await visitor.connect({ resume: false, missed: 0, atOnce: 1 });
  await delay(SETTLE_MS);
  visitor.close();
  return memoryBytes(server.pid);
}

function clientsOf({ processes, offer, pin }: Settings): Pick<GeneratorPlan, 'processes' | 'offer' | 'cpu'> {
  return { processes, offer, cpu: pin ? CLIENTS_CPU : undefined };
}

function idleCrowd(peer: Peer, server: BenchServer, settings: Settings, members: number): Promise<Generator> {
  const plan = { rooms: ['room-0'], perRoom: members, sampled: 0, ...clientsOf(settings) };
  return Generator.start({ ...plan, server: server.url, dialect: peer.dialect });
}

/** @throws Error if the machine doesn't allow that many connections */
async function withServer(
  peer: Peer,
  vars: Readonly<Record<string, string>>,
  files: number,
  measure: (server: BenchServer) => Promise<Figures>,
): Promise<Figures> {
  const server = await peer.start(vars);
  try {
    const limit = openFilesLimit(server.pid);
    if (limit < files + 100)
      throw new Error(`the limit of open files is ${limit}, but ${files + 100} are needed (ulimit -n)`);
    return await measure(server);
  } finally {
    await server.stop();
  }
}

/** The counters of the counted room (workers/counted.ts). */
export interface Counts {
  wakes: number;
  alarms: number;
  connects: number;
  frames: number;
  rowsWritten: number;
  rowsRead: number;
  alarmsSet: number;
  activeMs: number;
}

export async function countsOf(peer: Peer, server: BenchServer): Promise<Counts | undefined> {
  if (peer !== COUNTED) return undefined;
  const answer = await fetch(`${server.url.replace('ws:', 'http:')}/bench/counts`);
  return (await answer.json()) as Counts;
}
