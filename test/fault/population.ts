/** Clients of every kind that keep talking, whatever happens to them. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Identity, RoomClient } from '../../src/client/index.ts';
import { fileOutbox } from '../../src/client/node/outbox-file.ts';
import { newSessionSecret, type Session } from '../../src/client/session.ts';
import type { Life, RecordedSocket, Recorder } from './recorder.ts';

/** What a population needs to know of the run. */
export interface World {
  url: () => string;
  recorder: Recorder;
  random: () => number;
  signal: AbortSignal;
}

/** A v1 client in a process of its own, so to say: it can crash and be started again from its outbox on disk. */
export class Tab {
  readonly room: string;
  readonly #world: World;
  #session: Session = { sid: newSessionSecret() };
  readonly #outboxPath: string;
  readonly #identity: Identity | undefined;
  #client: RoomClient;
  #life: Life = { alive: true, sockets: new Set() };
  #writing: Promise<void> = Promise.resolve();
  sent = 0;
  crashes = 0;

  /** @param identity whose tab it is; without one it is a guest's */
  constructor(world: World, room: string, outboxPath: string, identity?: Identity) {
    this.#world = world;
    this.room = room;
    this.#outboxPath = outboxPath;
    this.#identity = identity;
    this.#client = this.#start();
  }

  get client(): RoomClient {
    return this.#client;
  }

  /** A message, mostly; now and then an edit, a deletion or a reaction. */
  say(): void {
    this.sent++;
    const { random } = this.#world;
    const text = `@${this.room}@ ${this.#session.sid.slice(0, 4)} ${this.sent} ${'z'.repeat(Math.floor(random() * 200))}`;
    const { messages } = this.#client.state;
    const own = messages.findLast((message) => message.own === true && !message.gone);
    const last = messages.at(-1);
    const roll = random();
    if (roll < 0.06 && own) this.#client.edit(own.seq, `${text} edited`);
    else if (roll < 0.09 && own) this.#client.remove(own.seq);
    else if (roll < 0.18 && last) this.#client.react(last.seq, random() < 0.5 ? '👍' : '🎉', random() < 0.7);
    else this.#client.send(text);
  }

  /** Ends as by kill −9, and starts again with the outbox on disk; a bot also keeps where it was, a page's tab doesn't. */
  crash(): void {
    this.crashes++;
    if (this.#world.random() < 0.5) this.#session = this.#client.session;
    else this.#session = { sid: this.#session.sid };
    this.#life.alive = false;
    for (const socket of this.#life.sockets) socket.kill();
    this.#client = this.#start();
  }

  leave(): void {
    this.#client.leave();
  }

  #start(): RoomClient {
    const life = { alive: true, sockets: new Set<RecordedSocket>() };
    this.#life = life;
    const store = fileOutbox(this.#outboxPath);
    const before = this.#writing;
    const client = new RoomClient({
      url: this.#world.url(),
      room: this.room,
      session: this.#session,
      identity: this.#identity,
      outbox: {
        // A dead process writes no more; what it had begun is on disk, whole, or isn't.
        load: () => before.then(() => store.load()),
        write: (put, remove) => {
          if (!life.alive) return new Promise(() => {});
          this.#writing = store.write(put, remove);
          return this.#writing;
        },
      },
      clock: {
        now: () => Date.now(),
        after: (ms, run) => {
          const timer = setTimeout(() => life.alive && run(), ms);
          return () => clearTimeout(timer);
        },
      },
      WebSocket: this.#world.recorder.socketClass(life),
    });
    client.connect();
    return client;
  }
}

/** Nothing heard for so long, though pings went out: the connection is a black hole. */
const SILENCE_MS = 12_000;

/** A base client: any WebSocket tool, in a loop that connects again. */
export class Tool {
  readonly room: string;
  readonly #world: World;
  #socket: RecordedSocket | undefined;
  /** Its member id, told by its own join notice. */
  id: string | undefined;
  /** Members by the last notice. */
  count = 0;
  #sent = 0;
  #heardMs = 0;

  constructor(world: World, room: string) {
    this.#world = world;
    this.room = room;
    this.#connect();
  }

  get open(): boolean {
    return this.id !== undefined;
  }

  say(): void {
    if (!this.id) return;
    this.#sent++;
    const id = this.#world.random() < 0.5 ? { id: `${this.id}-${this.#sent}`.replace('~', '') } : {};
    this.#socket?.send(JSON.stringify({ type: 'msg', ...id, data: `@${this.room}@ tool ${this.#sent}` }));
  }

  /** To be called every few seconds. A tool that hears nothing any more gives up the connection, as a client must. */
  ping(): void {
    if (Date.now() - this.#heardMs > SILENCE_MS) this.#socket?.kill();
    else this.#socket?.send('ping');
  }

  /** Closes, with a code or none, and comes back as somebody new. */
  close(code?: number): void {
    this.#socket?.close(code);
  }

  stop(): void {
    this.#socket?.kill();
  }

  #connect(): void {
    if (this.#world.signal.aborted) return;
    const url = `${this.#world.url().replace('http', 'ws')}/ws/${encodeURIComponent(this.room)}`;
    const socket = new (this.#world.recorder.socketClass())(url, []);
    this.#socket = socket;
    this.id = undefined;
    this.#heardMs = Date.now();
    socket.onmessage = ({ data }) => {
      this.#heardMs = Date.now();
      if (typeof data !== 'string' || !data.startsWith('{"type":"system"')) return;
      const frame: { who?: { id: string }[]; count: number } = JSON.parse(data);
      this.id ??= frame.who?.[0]?.id;
      this.count = frame.count;
    };
    socket.onerror = () => {};
    socket.onclose = () => {
      this.id = undefined;
      void delay(200 + this.#world.random() * 1_000, undefined, { signal: this.#world.signal }).then(
        () => this.#connect(),
        () => {},
      );
    };
  }
}

/** A directory for what a run keeps on disk. */
export async function workDir(): Promise<{ path: string; remove: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'parley-fault-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}
