/** Clients of all kinds that keep sending, whatever happens to their connections. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { newSessionSecret, type Session } from '../../src/client/identity/session.ts';
import { type Identity, RoomClient } from '../../src/client/index.ts';
import { fileOutbox } from '../../src/client/node/outbox-file.ts';
import type { Life, RecordedSocket, Recorder } from './recorder.ts';

/** What the clients need to know of the run. */
export interface World {
  url: () => string;
  recorder: Recorder;
  random: () => number;
  signal: AbortSignal;
}

/** A v1 client that simulates a process of its own: it can crash and restart from its outbox on disk. */
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

  /** @param identity the member's key; without it, the tab is a guest */
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

  /** Sends a message, or sometimes an edit, a deletion or a reaction. */
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

  /**
   * Dies as after `kill -9` and restarts with the outbox on disk. Half of the time it also keeps its position, as a bot
   * does and a tab doesn't.
   */
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
        // A dead process writes nothing more. A write that it had begun is either complete on disk or missing.
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

/** After this long without any frame, despite pings, the connection counts as a black hole. */
const SILENCE_MS = 12_000;

/** A base client such as any WebSocket tool, which reconnects in a loop. */
export class Tool {
  readonly room: string;
  readonly #world: World;
  #socket: RecordedSocket | undefined;
  /** The member's id, from its own join notice. */
  id: string | undefined;
  /** The member count of the last notice. */
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

  /**
   * Pings the server. If nothing has arrived for too long, it gives up the connection instead. Call this every few
   * seconds.
   */
  ping(): void {
    if (Date.now() - this.#heardMs > SILENCE_MS) this.#socket?.kill();
    else this.#socket?.send('ping');
  }

  /** Closes the connection, with a code or without one. The tool then returns as a new guest. */
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

/** A directory for the files of a run. */
export async function workDir(): Promise<{ path: string; remove: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'parley-fault-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}
