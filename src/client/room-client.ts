/** One session in one room: what it knows, and all that can be done with it. */

import { CLOSE } from '../protocol/codes.ts';
import type { ServerFrame } from '../protocol/frames.ts';
import { HISTORY_LIMIT } from '../protocol/limits.ts';
import { cleanName, type NameResult, normaliseRoom, ROOM_NAME_RULE } from '../protocol/names.ts';
import type { HistoryRequest, WhoRequest } from '../protocol/parse.ts';
import { cleanText, codePoints, isBlank } from '../protocol/text.ts';
import { type Clock, systemClock } from './clock.ts';
import { Connection, type SocketClass } from './connection.ts';
import { Delivery } from './delivery.ts';
import { type LinkEvent, type LinkState, type Loss, nextLink } from './link.ts';
import { discarded, enqueue, joined, memoryOutbox, type Outbox, type OutboxStore, retried } from './outbox.ts';
import { type ClientState, disconnected, initialState, reduce } from './reduce.ts';
import { type Answer, type Reply, Requests } from './requests.ts';
import { Saver } from './saver.ts';
import { newSid, randomToken, type Session } from './session.ts';
import type { RoomState } from './state.ts';
import { type WakeTargets, watchWake } from './wake.ts';

/** What became of a `send`: queued, or refused before it was (nothing is stored then). */
export type SendResult =
  | { ok: true; id: string }
  | { ok: false; code: 'bad_text' | 'too_large' /** In English. */; text: string };

export interface RoomClientOptions {
  /** Where the server is, such as "http://localhost:8787" or `location.origin`. */
  url: string;
  room: string;
  /** Without one the server gives a name such as "guest-a1b2". */
  name?: string;
  /** Default: a new one, that ends with this object. */
  session?: Session;
  /** Of this session. Default: in memory. */
  outbox?: OutboxStore;
  clock?: Clock;
  /** From 0 to below 1. */
  random?: () => number;
  WebSocket?: SocketClass;
  /** What tells that it is time to look at the connection. Default: the browser's, if this is one. */
  wake?: WakeTargets;
}

export class RoomClient {
  readonly #url: string;
  readonly #sid: string;
  readonly #clock: Clock;
  readonly #random: () => number;
  readonly #WebSocket: SocketClass;
  readonly #wake: WakeTargets | undefined;
  readonly #saver: Saver;
  readonly #requests: Requests;
  readonly #delivery: Delivery;
  readonly #listeners = new Set<() => void>();

  #state: ClientState;
  /** As asked for last. The server may have made another of it, which is in `state.self`. */
  #name: string | undefined;
  #connection: Connection | undefined;
  /** What the outbox held before this life is known: until then nothing is saved or sent. */
  #loaded = false;
  readonly #loading: Promise<void>;
  #cancelWait: (() => void) | undefined;
  #stopWatching: (() => void) | undefined;

  /** @throws TypeError if `url` is none */
  constructor(options: RoomClientOptions) {
    const { url, room, name, session = { sid: newSid() }, outbox = memoryOutbox() } = options;
    this.#url = new URL(url).href;
    this.#name = name;
    this.#sid = session.sid;
    this.#clock = options.clock ?? systemClock;
    this.#random = options.random ?? Math.random;
    this.#WebSocket = options.WebSocket ?? WebSocket;
    this.#wake = options.wake;
    this.#state = initialState(room, session.position);
    this.#saver = new Saver(outbox);
    this.#requests = new Requests(this.#clock);
    this.#delivery = new Delivery({
      clock: this.#clock,
      state: () => this.#state,
      change: (outbox) => this.#setOutbox(outbox),
      send: (frame) => this.#connection?.send(frame),
      unanswered: () => this.#connection?.drop('A message was not answered.'),
    });
    this.#loading = this.#load();
  }

  /** What is known now: immutable, replaced as a whole on every change. */
  get state(): RoomState {
    return this.#state;
  }

  /** What to pass as `session` to a later client, so that it goes on from here. */
  get session(): Session {
    const { epoch, head } = this.#state;
    return { sid: this.#sid, position: { epoch, head } };
  }

  /** Calls `listener` after every change of `state`. Returns the function that ends it. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Connects, and from then on keeps connected, until `leave` or a refusal that is final (`stopped`). */
  connect(): void {
    this.#stopWatching ??= watchWake(() => this.reconnectNow(), this.#wake);
    this.#step({ type: 'connect' });
  }

  /** Leaves the room: the others are told at once. The outbox stays. */
  leave(): void {
    this.#stopWatching?.();
    this.#stopWatching = undefined;
    this.#step({ type: 'leave' });
  }

  /** Tries again now instead of waiting; where the server asked for a pause, after it. On a live connection probes it. */
  reconnectNow(): void {
    this.#connection?.probe();
    this.#step({ type: 'wake', nowMs: this.#clock.now() });
  }

  /**
   * Queues a message: shown at once in `state.outbox`, sent when connected. Never throws, offline or not.
   * @param options.re the `seq` of the message it replies to
   */
  send(data: string, options: { re?: number } = {}): SendResult {
    const text = cleanText(data);
    if (isBlank(text)) return { ok: false, code: 'bad_text', text: 'A message needs some text.' };
    const { textChars } = this.#state.limits;
    if (codePoints(text) > textChars)
      return { ok: false, code: 'too_large', text: `A message has at most ${textChars} characters.` };
    const id = newId();
    this.#setOutbox(enqueue(this.#state.outbox, { ...options, id, data: text, nowMs: this.#clock.now() }));
    this.#delivery.pump();
    return { ok: true, id };
  }

  /**
   * Tries a failed message again, after all others.
   * @returns its id, a new one where the old can't be used again; `undefined` if there is no such failed message
   */
  retry(id: string): string | undefined {
    const result = retried(this.#state.outbox, id, newId());
    if (!result) return undefined;
    this.#setOutbox(result.outbox);
    this.#delivery.pump();
    return result.id;
  }

  /** Drops a message that failed or never went out. `false`: it may be stored by now, so it can't be dropped. */
  discard(id: string): boolean {
    const outbox = discarded(this.#state.outbox, id);
    if (!outbox) return false;
    this.#setOutbox(outbox);
    this.#delivery.pump();
    return true;
  }

  /** Loads one page of messages before the oldest loaded one. Does nothing without connection, or while loading. */
  async loadOlder(): Promise<void> {
    const { hasOlder, older, sync, messages, head } = this.#state;
    if (!hasOlder || older !== undefined || sync.status !== 'live') return;
    const id = newId();
    this.#set({ ...this.#state, older: id, loadingOlder: true });
    const before = messages[0]?.seq ?? head + 1;
    const reply = await this.#ask({ type: 'history', id, before, limit: HISTORY_LIMIT });
    if (!reply.ok && this.#state.older === id) this.#set({ ...this.#state, older: undefined, loadingOlder: false });
  }

  /**
   * Changes the own name, now or with the next connect. The new name arrives in `state.self`, perhaps with a mark added.
   * @returns the name in its one form, or why no server will take it
   */
  rename(name: string): NameResult {
    const result = cleanName(name);
    if (!result.ok) return result;
    this.#name = result.name;
    if (this.#state.link.status === 'live') this.#connection?.send({ type: 'name', id: newId(), data: result.name });
    return result;
  }

  /** Loads the members that `welcome` left out (it names 200 at most). */
  async who(): Promise<void> {
    for (let after: string | undefined; this.#state.members.size < this.#state.count; ) {
      const reply = await this.request({ type: 'who', ...(after === undefined ? {} : { after }) });
      if (!reply.ok || reply.frame.type !== 'who' || !reply.frame.more) return;
      after = reply.frame.data.at(-1)?.id;
      if (after === undefined) return;
    }
  }

  /** Asks the server for a page of the past or of members, and gives its answer. Never rejects; changes no messages. */
  request(frame: Omit<HistoryRequest, 'id'> | Omit<WhoRequest, 'id'>): Promise<Reply<Answer>> {
    return this.#ask({ ...frame, id: newId() });
  }

  #ask(frame: HistoryRequest | WhoRequest): Promise<Reply<Answer>> {
    const reply = this.#requests.wait(frame.id);
    if (this.#state.link.status === 'live') this.#connection?.send(frame);
    else this.#requests.fail();
    return reply;
  }

  async #load(): Promise<void> {
    const stored = await this.#saver.load();
    this.#loaded = true;
    this.#setOutbox(joined(stored, this.#state.outbox));
  }

  /** Resolves when the change is durable. */
  #setOutbox(outbox: Outbox): Promise<void> {
    this.#set({ ...this.#state, outbox });
    return this.#loaded ? this.#saver.save(outbox) : this.#loading;
  }

  #set(state: ClientState): void {
    const { outbox } = this.#state;
    if (state === this.#state) return;
    this.#state = state;
    if (state.outbox !== outbox && this.#loaded) this.#saver.save(state.outbox);
    for (const listener of this.#listeners) listener();
  }

  /** Takes the link one step on, and does what its new status says. */
  #step(event: LinkEvent): void {
    const link = nextLink(this.#state.link, event);
    if (link === this.#state.link) return;
    this.#cancelWait?.();
    this.#cancelWait = undefined;
    if (link.status === 'idle' || link.status === 'stopped') this.#delivery.stop();
    else this.#delivery.lost();
    this.#requests.fail();
    this.#connection?.close(CLOSED_BY_US);
    this.#connection = undefined;
    this.#set({ ...disconnected(this.#state), link });
    // A listener may have taken another step already.
    if (this.#state.link !== link) return;
    if (link.status === 'connecting') this.#open(link);
    if (link.status === 'waiting') {
      const waitMs = Math.max(0, link.retryAtMs - this.#clock.now());
      this.#cancelWait = this.#clock.after(waitMs, () => this.#step({ type: 'due' }));
    }
  }

  async #open(link: LinkState): Promise<void> {
    await this.#loading;
    if (this.#state.link !== link) return;
    const { room, epoch, head } = this.#state;
    const name = normaliseRoom(room);
    if (name === undefined) return this.#lost({ close: CLOSE.bad_room, reason: ROOM_NAME_RULE });
    const position = epoch === '' ? {} : { since: head, epoch };
    this.#connection = new Connection(
      { url: this.#url, room: name, sid: this.#sid, name: this.#name, ...position },
      {
        WebSocket: this.#WebSocket,
        clock: this.#clock,
        random: this.#random,
        frame: (frame) => this.#receive(frame),
        lost: (loss) => this.#lost(loss),
      },
    );
  }

  #lost(loss: Loss): void {
    this.#step({ type: 'lost', loss, nowMs: this.#clock.now(), random: this.#random() });
  }

  #receive(frame: ServerFrame): void {
    const nowMs = this.#clock.now();
    const state = reduce(this.#state, frame, { nowMs });
    const singles = frame.type === 'batch' ? frame.data : [frame];
    const welcomed = singles.some((single) => single.type === 'welcome');
    const connection = this.#connection;
    this.#set(welcomed ? { ...state, link: nextLink(state.link, { type: 'welcomed', nowMs }) } : state);
    if (state.sync.status === 'gap') return connection?.drop('A frame was missing.');
    for (const single of singles) {
      this.#requests.answer(single);
      if ((single.type === 'ack' || single.type === 'error') && single.id !== undefined)
        this.#delivery.answered(single.id);
    }
    this.#delivery.pump();
  }
}

/** What closes the socket on `leave`: to the others, that is leaving. A lost one is closed by its Connection already. */
const CLOSED_BY_US = 1000;

/** Unique in the session: 72 random bits. */
function newId(): string {
  return randomToken(9);
}
