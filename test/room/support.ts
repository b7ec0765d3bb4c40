/** A room and its clients, over real sockets, for tests inside workerd. */

import { evictDurableObject, runInDurableObject } from 'cloudflare:test';
import { env, exports } from 'cloudflare:workers';
import { onTestFinished } from 'vitest';
import { readRefusal, refuseHttp } from '../../src/edge/refusal.ts';
import { ADMISSION_HEADER, type Admission, encodeAdmission, offer } from '../../src/protocol/connect.ts';
import type { CountFrame, ServerFrame, SingleFrame, SystemFrame } from '../../src/protocol/frames.ts';
import type { Stored } from '../../src/room/events/body.ts';
import type { EventLog } from '../../src/room/log/event-log.ts';
import type { RoomObject } from '../../src/room/object.ts';
import { Settled } from '../../src/room/pipeline/settled.ts';

/** A `system` frame is one that names somebody; counts are asked for by themselves (`Peer.counts`). */
type FrameOf<T extends SingleFrame['type']> = T extends 'system' ? SystemFrame : Extract<SingleFrame, { type: T }>;

function isCount(frame: SingleFrame | undefined): frame is CountFrame {
  return frame?.type === 'system' && frame.event === 'count';
}

let rooms = 0;

/** A room name that no other test uses. */
export function freshRoom(): string {
  rooms++;
  return `room-${rooms}-${crypto.randomUUID().slice(0, 8)}`;
}

export function stubOf(room: string): DurableObjectStub {
  return env.ROOM.getByName(room);
}

/** Takes the object out of memory and leaves the sockets open, as hibernation does. Rejects if it is not in memory. */
export function evict(room: string): Promise<void> {
  return evictDurableObject(stubOf(room));
}

export function newSid(): string {
  return crypto.randomUUID().replaceAll('-', '');
}

export interface ConnectOptions {
  name?: string;
  /** Present for a v1 client. */
  sid?: string;
  since?: number;
  epoch?: string;
  /** Of a locked room. */
  key?: string;
  /** Never answers a close. */
  halfOpen?: boolean;
}

/** A client of the test: keeps every frame, batches unpacked, and lets a test wait for the next one it cares about. */
export class Peer {
  readonly frames: SingleFrame[] = [];
  /** As received: batches unopened. */
  readonly raw: string[] = [];
  readonly closed: Promise<{ code: number; reason: string }>;
  readonly #ws: WebSocket;
  #taken = 0;
  #ended = false;
  #wake: () => void = () => {};
  #requests = 0;

  /** @param onFrame is told of each frame as it comes, batches unpacked */
  constructor(ws: WebSocket, onFrame: (frame: SingleFrame) => void = () => {}, halfOpen = false) {
    this.#ws = ws;
    this.closed = new Promise((resolve) => {
      ws.addEventListener('close', ({ code, reason }) => {
        resolve({ code, reason });
        this.#ended = true;
        this.#wake();
      });
    });
    ws.addEventListener('message', ({ data }) => {
      this.raw.push(String(data));
      if (data !== 'pong') {
        const frame: ServerFrame = JSON.parse(String(data));
        for (const single of frame.type === 'batch' ? frame.data : [frame]) {
          this.frames.push(single);
          onFrame(single);
        }
      }
      this.#wake();
    });
    // A peer that is half open doesn't answer a close: it must do so itself, or never.
    ws.accept({ allowHalfOpen: halfOpen });
  }

  send(frame: unknown): void {
    this.#ws.send(typeof frame === 'string' || frame instanceof ArrayBuffer ? frame : JSON.stringify(frame));
  }

  close(code?: number, reason?: string): void {
    this.#ws.close(code, reason);
  }

  /** The next frame of a type after those taken before; frames of other types in between are skipped. */
  async next<T extends SingleFrame['type']>(
    type: T,
    matching: (frame: FrameOf<T>) => boolean = () => true,
  ): Promise<FrameOf<T>> {
    for (;;) {
      for (; this.#taken < this.frames.length; this.#taken++) {
        const frame = this.frames[this.#taken];
        if (frame?.type !== type || isCount(frame)) continue;
        const found = frame as FrameOf<T>;
        if (!matching(found)) continue;
        this.#taken++;
        return found;
      }
      await this.#more();
    }
  }

  /** The first count that fits, of those so far or to come. */
  async count(matching: (frame: CountFrame) => boolean = () => true): Promise<CountFrame> {
    for (;;) {
      const found = this.counts.find(matching);
      if (found) return found;
      await this.#more();
    }
  }

  /** Resolves with the next frame; rejects if there can be none. */
  async #more(): Promise<void> {
    if (this.#ended) throw new Error(`the connection has ended; last frame: ${this.raw.at(-1)}`);
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
  }

  /** Waits for a raw text such as `pong`. */
  async nextRaw(text: string): Promise<void> {
    const from = this.raw.length;
    while (!this.raw.slice(from).includes(text)) await this.#more();
  }

  /** Returns once everything the room sent so far has arrived: it answers in order. */
  async settled(): Promise<void> {
    this.#requests++;
    const id = `settled-${this.#requests}`;
    // A base client may not ask `who`, and is told so: an answer all the same.
    this.send({ type: 'who', id });
    const answered = (frame: SingleFrame) => (frame.type === 'who' || frame.type === 'error') && frame.id === id;
    while (!this.frames.some(answered)) await this.#more();
    this.frames.splice(this.frames.findIndex(answered), 1);
    this.#taken = Math.min(this.#taken, this.frames.length);
  }

  /** All frames of a type so far. */
  all<T extends SingleFrame['type']>(type: T): FrameOf<T>[] {
    return this.frames.filter((frame): frame is FrameOf<T> => frame.type === type && !isCount(frame));
  }

  /** All counts so far. */
  get counts(): CountFrame[] {
    return this.frames.filter(isCount);
  }
}

/** The upgrade request that a client would make. */
export function upgrade(room: string, { name, sid, since, epoch, key }: ConnectOptions = {}): Request {
  const url = new URL(`http://parley.test/ws/${encodeURIComponent(room)}`);
  if (name !== undefined) url.searchParams.set('name', name);
  if (since !== undefined) url.searchParams.set('since', String(since));
  if (epoch !== undefined) url.searchParams.set('epoch', epoch);
  const headers = new Headers({ Upgrade: 'websocket' });
  if (sid !== undefined) headers.set('Sec-WebSocket-Protocol', offer(sid, undefined, key).join(', '));
  return new Request(url, { headers });
}

/** Connects through the edge, as a client does. The socket is closed when the test ends. */
export async function connect(
  room: string,
  options: ConnectOptions = {},
  onFrame?: (frame: SingleFrame) => void,
): Promise<Peer> {
  const response = await exports.default.fetch(upgrade(room, options));
  if (!response.webSocket) throw new Error(`not upgraded: ${response.status} ${await response.text()}`);
  const peer = new Peer(response.webSocket, onFrame, options.halfOpen);
  onTestFinished(() => {
    peer.close(1000);
  });
  return peer;
}

/** Knocks at the room itself, as the edge does for whom it let through. A refusal comes as the edge tells it to a tool. */
export async function knock(room: string, admission: Partial<Admission> & { id: string }): Promise<Response> {
  const full: Admission = { room, kind: 'v1', session: admission.id, ...admission };
  const response = await stubOf(room).fetch('https://room/', {
    headers: { Upgrade: 'websocket', [ADMISSION_HEADER]: encodeAdmission(full) },
  });
  return response.status === 101 ? response : refuseHttp(await readRefusal(response));
}

/** A v1 client that has been welcomed as the member `id`, as if it had shown a proof of that. */
export async function joinAs(
  room: string,
  id: string,
  { halfOpen, ...admission }: Partial<Admission> & { halfOpen?: boolean } = {},
): Promise<Peer> {
  const response = await knock(room, { id, ...admission });
  if (!response.webSocket) throw new Error(`not upgraded: ${response.status} ${await response.text()}`);
  const peer = new Peer(response.webSocket, undefined, halfOpen);
  onTestFinished(() => {
    peer.close(1000);
  });
  await peer.next('welcome');
  return peer;
}

/** A v1 client that has been welcomed. */
export async function join(room: string, options: ConnectOptions = {}): Promise<Peer & { sid: string }> {
  const sid = options.sid ?? newSid();
  const peer = await connect(room, { ...options, sid });
  await peer.next('welcome');
  return Object.assign(peer, { sid });
}

/** A base client that has been announced. */
export async function joinBase(room: string, name?: string): Promise<Peer> {
  const peer = await connect(room, name === undefined ? {} : { name });
  await peer.next('system');
  return peer;
}

/** They are stored as one string, which SQLite allows to have 2 MB: so many of the longest messages fit. */
const FILLED_AT_ONCE = 64;

/** Stores `count` messages of now at once, the `n`th, from 0, with the text `textOf(n)`. Nobody is told. */
export function fill(room: string, count: number, textOf: (n: number) => string): Promise<void> {
  const by = { member: '~filler000000', sessionTag: 'filler', name: 'Fil', clientEventId: null, ref: null };
  return runInDurableObject(stubOf(room), ({ log }: RoomObject) => {
    const ts = Math.max(Date.now(), log.headTs);
    for (let n = 0; n < count; n += FILLED_AT_ONCE) {
      const { head } = log;
      const events = Array.from({ length: Math.min(FILLED_AT_ONCE, count - n) }, (_, i): Stored => {
        return { ...by, kind: 'msg', seq: head + 1 + i, ts, body: { text: textOf(n + i), state: null } };
      });
      log.append(events, []);
    }
  });
}

/** A log as queries read it, of a room where nothing waits. */
export function settledOf(log: EventLog<Stored>): Settled {
  return new Settled(log, () => {});
}

let requests = 0;

/** Sends a frame with an id of its own, and gives what came back for it. */
export async function ask(peer: Peer, frame: Record<string, unknown>): Promise<SingleFrame> {
  requests++;
  const id = `ask-${requests}`;
  const from = peer.frames.length;
  peer.send({ ...frame, id });
  await peer.settled();
  const answer = peer.frames.slice(from).find((other) => 'id' in other && other.id === id);
  if (!answer) throw new Error('no answer');
  return answer;
}
