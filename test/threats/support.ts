/** A running server under attack, a client that records every frame, and a healthy pair that must not be affected. */

import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, vi } from 'vitest';
import { type ClientOptions, WebSocket } from 'ws';
import { offer } from '../../src/protocol/connect.ts';
import type { AckFrame, ErrorFrame, ServerFrame, SingleFrame } from '../../src/protocol/frames.ts';
import { cpuMicros } from '../bench/server/accounting.ts';
import type { Workerd } from '../support/workerd.ts';

type FrameOf<T extends SingleFrame['type']> = Extract<SingleFrame, { type: T }>;
export type Answer = AckFrame | ErrorFrame;

export function newSid(): string {
  return randomUUID().replaceAll('-', '');
}

let rooms = 0;

/** A room that no other test uses. */
export function freshRoom(): string {
  rooms++;
  return `room-${rooms}-${randomUUID().slice(0, 8)}`;
}

export interface Joining {
  room: string;
  sid?: string;
  name?: string;
  /** Additional query parameters, such as `since=3`. */
  query?: string;
  proof?: string;
  /** The key of a locked room. */
  key?: string;
  /** The address that the platform's header would name. */
  address?: string;
  options?: ClientOptions;
}

/** A v1 client for tests. It records every frame, with batches unpacked. */
export class Client {
  readonly frames: SingleFrame[] = [];
  readonly sid: string;
  /** The close code, whichever side closed. */
  readonly closed: Promise<number>;
  readonly ws: WebSocket;
  #isClosed = false;
  #waiting = new Set<() => void>();
  #requests = 0;

  constructor(
    { port }: { port: number },
    { room, sid = newSid(), name = 'Mal', query = '', proof, key, address, options = {} }: Joining,
  ) {
    this.sid = sid;
    const url = `ws://127.0.0.1:${port}/ws/${encodeURIComponent(room)}?name=${encodeURIComponent(name)}&${query}`;
    const headers = { ...options.headers, ...(address === undefined ? {} : { 'CF-Connecting-IP': address }) };
    this.ws = new WebSocket(url, offer(sid, proof, key), { perMessageDeflate: false, ...options, headers });
    this.closed = new Promise((resolve) => {
      this.ws.on('close', (code) => {
        this.#isClosed = true;
        resolve(code);
        this.#news();
      });
    });
    // A refusal before the upgrade and the errors of a dying server also lead to a close.
    this.ws.on('error', () => {});
    this.ws.on('message', (data) => {
      const text = String(data);
      if (text === 'pong') return;
      const frame: ServerFrame = JSON.parse(text);
      this.frames.push(...(frame.type === 'batch' ? frame.data : [frame]));
      this.#news();
    });
    onTestFinished(() => this.ws.terminate());
  }

  /** A client after its welcome. */
  static async join(server: { port: number }, joining: Joining): Promise<Client> {
    const client = new Client(server, joining);
    await client.first('welcome');
    return client;
  }

  /** The member that the room says this is. */
  get self(): { id: string; name: string; role: string } {
    const [welcome] = this.all('welcome');
    if (!welcome) throw new Error('no welcome arrived');
    return welcome.data.self;
  }

  send(frame: unknown): void {
    this.ws.send(typeof frame === 'string' || frame instanceof Uint8Array ? frame : JSON.stringify(frame));
  }

  /**
   * Sends a frame under a new id unless it has one.
   * @returns the ack, or the error with that id
   */
  async ask(frame: Record<string, unknown>): Promise<Answer> {
    const id = typeof frame.id === 'string' ? frame.id : `ask-${++this.#requests}`;
    const from = this.frames.length;
    this.send({ ...frame, id });
    return this.find(
      (answer): answer is Answer => (answer.type === 'ack' || answer.type === 'error') && answer.id === id,
      from,
    );
  }

  /**
   * Sends a message.
   * @returns its ack
   * @throws Error if the message was refused
   */
  async say(data: string): Promise<AckFrame> {
    const answer = await this.ask({ type: 'msg', data });
    if (answer.type !== 'ack') throw new Error(`${answer.code}: ${answer.data}`);
    return answer;
  }

  /** The members that the room counts. */
  who(): Promise<FrameOf<'who'>> {
    const id = `who-${++this.#requests}`;
    const from = this.frames.length;
    this.send({ type: 'who', id });
    return this.find((frame): frame is FrameOf<'who'> => frame.type === 'who' && frame.id === id, from);
  }

  /** Resolves once the room has handled everything sent before. */
  async settled(): Promise<void> {
    await this.who();
  }

  all<T extends SingleFrame['type']>(type: T): FrameOf<T>[] {
    return this.frames.filter((frame): frame is FrameOf<T> => frame.type === type);
  }

  first<T extends SingleFrame['type']>(
    type: T,
    fits: (frame: FrameOf<T>) => boolean = () => true,
  ): Promise<FrameOf<T>> {
    return this.find((frame): frame is FrameOf<T> => frame.type === type && fits(frame as FrameOf<T>));
  }

  /** The first matching frame, now or later, at index `from` or after. */
  async find<T extends SingleFrame>(fits: (frame: SingleFrame) => frame is T, from = 0): Promise<T> {
    for (let at = from; ; ) {
      for (; at < this.frames.length; at++) {
        const frame = this.frames[at];
        if (frame && fits(frame)) return frame;
      }
      if (this.#isClosed) throw new Error(`closed; last frame: ${JSON.stringify(this.frames.at(-1))}`);
      await new Promise<void>((resolve) => this.#waiting.add(resolve));
    }
  }

  #news(): void {
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const wake of waiting) wake();
  }
}

/** Two members who exchange messages while an attack goes on. */
export class Pair {
  readonly ann: Client;
  readonly ben: Client;
  readonly room: string;
  /** The texts of their messages, in order. */
  readonly said: string[] = [];

  private constructor(room: string, ann: Client, ben: Client) {
    this.room = room;
    this.ann = ann;
    this.ben = ben;
  }

  /** @param pingMs how often each pings, for tests in which they may be silent for longer than the heartbeat allows */
  static async open(server: { port: number }, { room = freshRoom(), pingMs = 0 } = {}): Promise<Pair> {
    const ann = await Client.join(server, { room, name: 'Ann', address: '192.0.2.1' });
    const ben = await Client.join(server, { room, name: 'Ben', address: '192.0.2.2' });
    if (pingMs > 0) {
      const pings = setInterval(() => {
        for (const client of [ann, ben]) client.send('ping');
      }, pingMs);
      onTestFinished(() => clearInterval(pings));
    }
    return new Pair(room, ann, ben);
  }

  /**
   * Resolves once only the pair is counted and Ann was told so. It asks repeatedly, because a lost member only leaves
   * when the room is awake.
   */
  async alone(timeoutMs: number): Promise<void> {
    const isAlone = async () => {
      expect(await this.ann.who()).toMatchObject({ count: 2, data: { length: 2 } });
      expect(this.ann.all('system').at(-1)?.count).toBe(2);
    };
    await vi.waitFor(isAlone, { interval: 200, timeout: timeoutMs });
  }

  /**
   * Both send messages during `attack` and once more afterwards. Each message must reach the other member in order and
   * without gaps. None of their connections may end or get an error.
   * @param others says which texts of other members may be stored meanwhile
   */
  async undisturbedBy<T>(attack: () => Promise<T>, others: (text: string) => boolean = () => false): Promise<T> {
    let over = false;
    const going = attack().finally(() => {
      over = true;
    });
    // Its error is thrown below.
    going.catch(() => {});
    do await this.#exchange();
    while (!over);
    const result = await going;
    await this.#exchange();
    await Promise.all([this.ann.settled(), this.ben.settled()]);
    for (const [client, other] of [
      [this.ann, 'ben'],
      [this.ben, 'ann'],
    ] as const) {
      const { frames } = client;
      expect(client.all('error')).toEqual([]);
      const heard = client.all('broadcast').map(({ data }) => data);
      expect(heard.filter((text) => !others(text))).toEqual(this.said.filter((text) => text.startsWith(`${other} `)));
      const seqs = frames.flatMap((frame) => ('seq' in frame ? frame.seq : []));
      expect(seqs).toEqual(seqs.map((_, n) => n + 1));
    }
    return result;
  }

  /** How many leaves of members with this name the pair was told of. */
  leaves(name: string): number {
    const leaves = this.ann.all('system').filter(({ event }) => event === 'leave');
    return leaves.flatMap((notice) => ('who' in notice ? notice.who : [])).filter((member) => member.name === name)
      .length;
  }

  async #exchange(): Promise<void> {
    for (const [client, other, name] of [
      [this.ann, this.ben, 'ann'],
      [this.ben, this.ann, 'ben'],
    ] as const) {
      const text = `${name} ${this.said.length}`;
      this.said.push(text);
      await Promise.all([client.say(text), other.first('broadcast', ({ data }) => data === text)]);
    }
  }
}

/**
 * Prints the processor time that a server used for some work. It isn't asserted, because machines differ, and only
 * Linux reports it.
 */
export async function reportCpu<T>(what: string, { pid }: Pick<Workerd, 'pid'>, work: () => Promise<T>): Promise<T> {
  if (process.platform !== 'linux') return work();
  const before = cpuMicros(pid);
  const result = await work();
  console.log(`${what}: ${((cpuMicros(pid) - before) / 1e6).toFixed(2)} s of processor time`);
  return result;
}

/** The only line that a server may log: how a connection ended, without anything that a client wrote. */
const ENDED = /^\{"event":"ended",[^\n]*\}$/;

/** The runtime's own message about a peer that violated RFC 6455. */
const RUNTIME = /^workerd\/server\/[^\n]*WebSocket protocol error/;

/** Logged once at the start, because a runtime by itself has no counters (src/edge/bindings.ts). */
const NO_COUNTERS = /^CONNECTS and WRITES \(rate limit\) are missing/;

/** The logged lines that are none of the above. */
export function noise(logs: string): string[] {
  return logs
    .split('\n')
    .filter((line) => line !== '' && ![ENDED, RUNTIME, NO_COUNTERS].some((known) => known.test(line)));
}

/** Fails if a server logged anything but ends of connections, or any of `secrets`. */
export function expectQuiet({ logs }: Pick<Workerd, 'logs'>, ...secrets: string[]): void {
  expect(noise(logs())).toEqual([]);
  for (const secret of secrets) expect(logs()).not.toContain(secret);
}

/** What is stored on disk. */
export interface StorageCounts {
  /** Objects that were ever created. */
  objects: number;
  /** Objects that have a table. */
  tables: number;
  /** Messages and other events in all objects. */
  events: number;
}

/** Reads the storage while the server may be writing it. */
export function storageCounts({ storage }: Pick<Workerd, 'storage'>): StorageCounts {
  const files = existsSync(storage) ? readdirSync(storage).filter((file) => file.endsWith('.sqlite')) : [];
  const sum: StorageCounts = { objects: 0, tables: 0, events: 0 };
  for (const file of files.filter((name) => !name.startsWith('metadata'))) {
    sum.objects++;
    // The object may be writing.
    const db = new DatabaseSync(join(storage, file), { readOnly: true, timeout: 5_000 });
    try {
      const found = db.prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name = 'event'").get();
      if (!found) continue;
      sum.tables++;
      sum.events += Number(db.prepare('SELECT count(*) AS n FROM event').get()?.n);
    } finally {
      db.close();
    }
  }
  return sum;
}
