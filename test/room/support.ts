/** Rooms and their clients over real sockets, for tests inside workerd. */

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

/** The frame of a type. `system` stands for notices that name members; counts are read separately (`Peer.counts`). */
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

/** Evicts the object from memory and leaves its sockets open, as hibernation does. Rejects if it isn't in memory. */
export function evict(room: string): Promise<void> {
  return evictDurableObject(stubOf(room));
}

export function newSid(): string {
  return crypto.randomUUID().replaceAll('-', '');
}

export interface ConnectOptions {
  name?: string;
  /** The session secret of a v1 client. Base clients have none. */
  sid?: string;
  since?: number;
  epoch?: string;
  /** The key of a locked room. */
  key?: string;
  /** Whether the peer never answers a close. */
  halfOpen?: boolean;
}

/**
 * A test client that records every frame, with batches unpacked, and lets a test wait for the next frame of interest.
 */
export class Peer {
  readonly frames: SingleFrame[] = [];
  /** Frames as received, with batches still packed. */
  readonly raw: string[] = [];
  readonly closed: Promise<{ code: number; reason: string }>;
  readonly #ws: WebSocket;
  #taken = 0;
  #ended = false;
  #wake: () => void = () => {};
  #requests = 0;

  /** @param onFrame called with each frame as it arrives, with batches unpacked */
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
    // A half-open socket doesn't answer a close by itself.
    ws.accept({ allowHalfOpen: halfOpen });
  }

  send(frame: unknown): void {
    this.#ws.send(typeof frame === 'string' || frame instanceof ArrayBuffer ? frame : JSON.stringify(frame));
  }

  close(code?: number, reason?: string): void {
    this.#ws.close(code, reason);
  }

  /** The next frame of a type after those already taken. Frames of other types in between are skipped. */
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

  /** The first count that matches, among those received and those to come. */
  async count(matching: (frame: CountFrame) => boolean = () => true): Promise<CountFrame> {
    for (;;) {
      const found = this.counts.find(matching);
      if (found) return found;
      await this.#more();
    }
  }

  /** Resolves with the next frame. Rejects if the connection has ended. */
  async #more(): Promise<void> {
    if (this.#ended) throw new Error(`the connection has ended; last frame: ${this.raw.at(-1)}`);
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
  }

  /** Waits for an unparsed text such as `pong`. */
  async nextRaw(text: string): Promise<void> {
    const from = this.raw.length;
    while (!this.raw.slice(from).includes(text)) await this.#more();
  }

  /** Returns once everything that the room has sent so far has arrived. The room answers in order. */
  async settled(): Promise<void> {
    this.#requests++;
    const id = `settled-${this.#requests}`;
    // A base client may not ask `who` and gets an error, which serves as the answer.
    this.send({ type: 'who', id });
    const answered = (frame: SingleFrame) => (frame.type === 'who' || frame.type === 'error') && frame.id === id;
    while (!this.frames.some(answered)) await this.#more();
    this.frames.splice(this.frames.findIndex(answered), 1);
    this.#taken = Math.min(this.#taken, this.frames.length);
  }

  all<T extends SingleFrame['type']>(type: T): FrameOf<T>[] {
    return this.frames.filter((frame): frame is FrameOf<T> => frame.type === type && !isCount(frame));
  }

  get counts(): CountFrame[] {
    return this.frames.filter(isCount);
  }
}

/** The upgrade request of a client. */
export function upgrade(room: string, { name, sid, since, epoch, key }: ConnectOptions = {}): Request {
  const url = new URL(`http://parley.test/ws/${encodeURIComponent(room)}`);
  if (name !== undefined) url.searchParams.set('name', name);
  if (since !== undefined) url.searchParams.set('since', String(since));
  if (epoch !== undefined) url.searchParams.set('epoch', epoch);
  const headers = new Headers({ Upgrade: 'websocket' });
  if (sid !== undefined) headers.set('Sec-WebSocket-Protocol', offer(sid, undefined, key).join(', '));
  return new Request(url, { headers });
}

/** Connects through the edge, as a client does. The socket is closed at the end of the test. */
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

/**
 * Connects to the room directly, as the edge does for a connection that it admits. A refusal comes as an HTTP response.
 */
export async function tryConnect(room: string, admission: Partial<Admission> & { id: string }): Promise<Response> {
  const full: Admission = { room, kind: 'v1', session: admission.id, ...admission };
  const response = await stubOf(room).fetch('https://room/', {
    headers: { Upgrade: 'websocket', [ADMISSION_HEADER]: encodeAdmission(full) },
  });
  return response.status === 101 ? response : refuseHttp(await readRefusal(response));
}

/** A v1 client that was welcomed as the member `id`, as if it had shown that member's proof. */
export async function joinAs(
  room: string,
  id: string,
  { halfOpen, ...admission }: Partial<Admission> & { halfOpen?: boolean } = {},
): Promise<Peer> {
  const response = await tryConnect(room, { id, ...admission });
  if (!response.webSocket) throw new Error(`not upgraded: ${response.status} ${await response.text()}`);
  const peer = new Peer(response.webSocket, undefined, halfOpen);
  onTestFinished(() => {
    peer.close(1000);
  });
  await peer.next('welcome');
  return peer;
}

/** A v1 client that was welcomed. */
export async function join(room: string, options: ConnectOptions = {}): Promise<Peer & { sid: string }> {
  const sid = options.sid ?? newSid();
  const peer = await connect(room, { ...options, sid });
  await peer.next('welcome');
  return Object.assign(peer, { sid });
}

/** A base client whose join was announced. */
export async function joinBase(room: string, name?: string): Promise<Peer> {
  const peer = await connect(room, name === undefined ? {} : { name });
  await peer.next('system');
  return peer;
}

/**
 * Messages inserted by one statement. SQLite limits a string to 2 MB, into which this many messages of the maximum
 * length fit.
 */
const FILLED_AT_ONCE = 64;

/**
 * Stores `count` messages with the current time, without telling any client.
 * @param textOf the text of message `n`, counted from 0
 */
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

/** The log as queries read it, in a room where no event waits. */
export function settledOf(log: EventLog<Stored>): Settled {
  return new Settled(log, () => {});
}

let requests = 0;

/** Sends a frame under a new id and returns the answer. */
export async function ask(peer: Peer, frame: Record<string, unknown>): Promise<SingleFrame> {
  requests++;
  const id = `ask-${requests}`;
  const from = peer.frames.length;
  peer.send({ ...frame, id });
  await peer.settled();
  const answer = peer.frames.slice(from).find((other) => 'id' in other && other.id === id);
  if (!answer) throw new Error('the frame was not answered');
  return answer;
}
