/** One session in one room: what it knows, and all that can be done with it. */

import type { ModRequest } from '../protocol/events/mod.ts';
import type { Kind } from '../protocol/events/traits.ts';
import type { FoundFrame, SingleFrame } from '../protocol/frames.ts';
import { connectUri, PROOF_CHARS } from '../protocol/identity.ts';
import { HISTORY_LIMIT } from '../protocol/limits.ts';
import type { AuditRequest, ClientFrame, HistoryRequest, SearchRequest, WhoRequest } from '../protocol/requests.ts';
import { normaliseRoom } from '../protocol/room-names.ts';
import { type ClientState, disconnected, initialState } from './client-state.ts';
import { type Clock, systemClock } from './clock.ts';
import type { SocketClass, Target } from './connection.ts';
import { copyOf, type RoomCopy } from './copy.ts';
import { Delivery } from './delivery.ts';
import { messageText, NO_MESSAGE, refuse } from './events/checks.ts';
import { type Asked, type ChangeResult, compose, type SendResult, type Submitted } from './events/registry.ts';
import type { Identity } from './identity.ts';
import type { LinkState } from './link.ts';
import { type Listener, Listeners, type Told } from './listeners.ts';
import {
  discarded,
  enqueue,
  joined,
  memoryOutbox,
  type OutboxStore,
  retried,
  rewritten,
  settled,
  withEpoch,
} from './outbox.ts';
import type { Outbox } from './own-event.ts';
import { withoutUntold } from './presence.ts';
import { Reconnector } from './reconnector.ts';
import { reduce } from './reduce.ts';
import { type Answer, type Reply, Requests } from './requests.ts';
import { RollCall } from './roll-call.ts';
import { Saver } from './saver.ts';
import { newSessionSecret, randomToken, type Session } from './session.ts';
import { Signals } from './signals.ts';
import type { RoomState, SettingsChange } from './state.ts';
import { Store } from './store.ts';
import { type WakeTargets, watchWake } from './wake.ts';

/** What a client begins with. */
export interface Opening {
  /** Default: a new one, that ends with this object. */
  session?: Session;
  /** Of this session. Default: in memory. */
  outbox?: OutboxStore;
  /** The member that this client is. Without one it is a guest. */
  identity?: Identity | undefined;
  /** What an earlier client knew of the room, to begin with in place of the position of `session`. */
  copy?: RoomCopy | undefined;
}

export interface RoomClientOptions extends Opening {
  /** Where the server is, such as "http://localhost:8787" or `location.origin`. */
  url: string;
  room: string;
  /** Without one the server gives a name such as "guest-a1b2". */
  name?: string | undefined;
  /** Of a locked room (lock.ts). */
  key?: string | undefined;
  /**
   * What is still being fetched of what the client begins with; it takes the place of the options of the same names. Until it
   * settles nothing is sent or stored, and all else works. It must settle: what it doesn't bring, or all if it rejects, is as by
   * default.
   */
  opening?: Promise<Opening>;
  clock?: Clock;
  /** From 0 to below 1. */
  random?: () => number;
  WebSocket?: SocketClass;
  /** What tells that it is time to look at the connection. Default: the browser's, if this is one. */
  wake?: WakeTargets;
}

export class RoomClient {
  /** Resolves once the stored outbox, and all that `opening` brought, are in `state`. Never rejects. */
  readonly opened: Promise<void>;
  readonly #url: string;
  #sessionSecret: string;
  #identity: Identity | undefined;
  readonly #clock: Clock;
  readonly #wake: WakeTargets | undefined;
  readonly #store: Store;
  readonly #requests: Requests;
  readonly #delivery: Delivery;
  readonly #signals: Signals;
  readonly #rollCall: RollCall;
  readonly #line: Reconnector;
  readonly #listeners = new Listeners();

  /** As asked for last. The server may have made another of it, which is in `state.self`. */
  #name: string | undefined;
  #key: string | undefined;
  /** Missing until the client is opened: until then nothing is stored or sent. */
  #saver: Saver | undefined;
  /** What `abandon` dropped. */
  #dropped: Outbox = [];
  #stopWatching: (() => void) | undefined;

  /** @throws TypeError if `url` is none */
  constructor(options: RoomClientOptions) {
    const { url, room, name, session } = options;
    this.#url = new URL(url).href;
    this.#name = name;
    this.#key = options.key;
    this.#sessionSecret = session?.sid ?? newSessionSecret();
    this.#clock = options.clock ?? systemClock;
    this.#wake = options.wake;
    this.#store = new Store({ ...initialState(room), ...knownFrom(options) }, (before) => this.#changed(before));
    this.#requests = new Requests(this.#clock);
    const shared = {
      clock: this.#clock,
      random: options.random ?? Math.random,
      state: () => this.#store.state,
      send: (frame: ClientFrame) => this.#line.send(frame),
    };
    this.#line = new Reconnector({
      ...shared,
      WebSocket: options.WebSocket ?? WebSocket,
      changed: (link) => this.#linked(link),
      target: () => this.#target(),
      setClock: (serverMs) => this.#identity?.setClock(serverMs, this.#clock.now()),
      frames: (frames) => this.#receive(frames),
    });
    this.#delivery = new Delivery({
      ...shared,
      change: (outbox) => this.#setOutbox(outbox),
      unanswered: () => this.#line.drop('An event was not answered.'),
    });
    this.#signals = new Signals({ ...shared, change: (typing) => this.#store.set({ typing }) });
    this.#rollCall = new RollCall({ ...shared, ask: (atLeast) => this.who(atLeast) });
    this.opened = this.#open(options);
  }

  /** What is known now: immutable, replaced as a whole on every change. */
  get state(): RoomState {
    return this.#store.shown;
  }

  /** What to pass as `session` to a later client, so that it goes on from here. To be asked for once this one is `opened`. */
  get session(): Session {
    const { epoch, head } = this.#store.state;
    return { sid: this.#sessionSecret, position: { epoch, head } };
  }

  /** What to pass as `copy` to a later client. `undefined` as long as there is nothing to keep. */
  get copy(): RoomCopy | undefined {
    return copyOf(this.#store.state);
  }

  /**
   * Calls `listener` whenever something happens, once `state` has it:
   * - `'state'`, for every change of `state`, whatever it is
   * - `'link'`, for every change of `state.link`, with the new one
   * - `'event'`, for every event that the room stores: messages, edits, deletions, reactions, settings, acts of moderation
   * - `'message'`, for every message that the room stores, also one's own (`own`)
   *
   * Events and messages are told once each and in the order of their `seq`, across reconnects as well: what was missed is told
   * when it comes, an own event when it is acknowledged. What was there before a client first came is not told, nor what
   * `loadOlder` brings. After an absence so long that the room no longer tells all that was missed, only the newest messages are
   * told, and no events. A deleted message may be told as such (`gone`), and servers of later versions may have further kinds
   * of events. What a listener throws is reported, and disturbs nothing else.
   *
   * @returns the function that ends it
   * @example
   * const stop = client.on('message', ({ own, data }) => {
   *   if (!own && data === '!ping') client.send('pong');
   * });
   */
  on<T extends keyof Told>(type: T, listener: Listener<T>): () => void {
    return this.#listeners.on(type, listener);
  }

  /** Connects, and from then on keeps connected, until `leave` or a refusal that is final (`stopped`). */
  connect(): void {
    const calls = { wake: () => this.reconnectNow(), offline: () => this.#line.drop('There is no network.') };
    this.#stopWatching ??= watchWake(calls, this.#wake);
    this.#line.connect();
  }

  /** The key to show from the next connect on: a locked room ends the link with the code `locked` until it is the right one. */
  useKey(key: string | undefined): void {
    this.#key = key;
  }

  /**
   * Writes at once what became of the outbox. What was acknowledged stays in the store for up to a second otherwise. To be
   * called before the process may end.
   */
  keepOutbox(): Promise<void> {
    return this.#saver?.flush() ?? this.opened;
  }

  /** Leaves the room: the others are told at once. The outbox stays. */
  leave(): void {
    this.keepOutbox();
    this.#stopWatching?.();
    this.#stopWatching = undefined;
    this.#line.leave();
  }

  /**
   * Leaves the room for good: what it hasn't acknowledged is dropped, and not sent by whoever opens this outbox next. What
   * went out may be stored all the same.
   */
  async abandon(): Promise<void> {
    this.leave();
    await this.opened;
    this.#dropped = this.#store.state.outbox;
    await this.#setOutbox([]);
  }

  /** Takes `abandon` back: what it dropped is queued again, as the same events, and the room is connected. */
  async rejoin(): Promise<void> {
    await this.opened;
    this.#setOutbox(joined(this.#dropped, this.#store.state.outbox));
    this.#dropped = [];
    this.connect();
  }

  /** Tries again now instead of waiting; where the server asked for a pause, after it. On a live connection probes it. */
  reconnectNow(): void {
    this.#line.wake();
  }

  /**
   * Asks for an event of any kind: shown at once, sent when connected. Never throws, offline or not. The methods below say what
   * becomes of each.
   */
  submit<K extends Kind>(kind: K, asked: Asked[K]): Submitted<K> {
    const intent = compose(kind, asked, this.state);
    if ('ok' in intent) return intent;
    const id = newId();
    this.#setOutbox(enqueue(this.#store.state.outbox, id, intent, this.#clock.now()));
    this.#delivery.pump();
    return { ok: true, id };
  }

  /**
   * Queues a message: shown at once in `state.outbox`, sent when connected. Never throws, offline or not.
   * @param options.re the `seq` of the message it replies to
   */
  send(data: string, options: { re?: number } = {}): SendResult {
    return this.submit('msg', { text: data, ...options });
  }

  /**
   * Changes the text of an own message: shown at once, sent when connected.
   * @param target the `seq` of a stored message; or the id of one in `state.outbox` that never went out, whose text is
   *   changed in place
   */
  edit(target: number | string, data: string): ChangeResult {
    if (typeof target === 'number') return this.submit('edit', { ref: target, text: data });
    const text = messageText(data, this.#store.state.limits);
    if (typeof text !== 'string') return text;
    const outbox = rewritten(this.#store.state.outbox, target, text);
    if (outbox === undefined) return refuse('not_found', NO_MESSAGE);
    if (outbox === 'on_its_way') return refuse('on_its_way', 'It may be stored by now.');
    this.#setOutbox(outbox);
    return { ok: true, id: target };
  }

  /** Deletes a stored message: shown at once, sent when connected. Refused by the room if it is not an own one. */
  remove(seq: number): ChangeResult {
    return this.submit('delete', { ref: seq });
  }

  /** Adds the own reaction `emoji` to a stored message, or takes it back: shown at once, sent when connected. */
  react(seq: number, emoji: string, on: boolean): ChangeResult {
    return this.submit('react', { ref: seq, emoji, on });
  }

  /**
   * Changes settings of the room, for everybody: shown at once, sent when connected. The topic is one line. What this session
   * locks a room with is also the key that it shows from then on.
   */
  set(settings: SettingsChange): ChangeResult {
    const result = this.submit('set', settings);
    if (result.ok && settings.key !== undefined) this.#key = settings.key;
    return result;
  }

  /** Does something to a member, such as `{ action: 'mute', who }`: sent when connected. Refused by the room without the right. */
  moderate(request: ModRequest): ChangeResult {
    return this.submit('mod', request);
  }

  /**
   * Tries a failed message or change again, after all others.
   * @returns its id, a new one where the old can't be used again; `undefined` if nothing with this id failed
   */
  retry(id: string): string | undefined {
    const result = retried(this.#store.state.outbox, id, newId());
    if (!result) return undefined;
    this.#setOutbox(result.outbox);
    this.#delivery.pump();
    return result.id;
  }

  /**
   * Drops a message or change that failed or never went out; any, once the connection was ended for good and nothing will tell
   * what became of it. `false`: it may be stored by now, so it can't be dropped.
   */
  discard(id: string): boolean {
    const { outbox: all, link } = this.#store.state;
    const outbox = link.status === 'stopped' ? settled(all, id) : discarded(all, id);
    if (!outbox) return false;
    this.#setOutbox(outbox);
    this.#delivery.pump();
    return true;
  }

  /** Loads one page of messages before the oldest loaded one. Does nothing without connection, or while loading. */
  async loadOlder(): Promise<void> {
    const { hasOlder, older, sync, messages, head } = this.#store.state;
    if (!hasOlder || older !== undefined || sync.status !== 'live') return;
    let before = messages[0]?.seq ?? head + 1;
    for (;;) {
      const id = newId();
      this.#store.set({ older: id, loadingOlder: true });
      const reply = await this.#ask({ type: 'history', id, before, limit: HISTORY_LIMIT });
      if (!reply.ok && this.#store.state.older === id) this.#store.set({ older: undefined, loadingOlder: false });
      // The room looks through so many events at a time: there may be no message among them, and some beyond.
      if (!reply.ok || reply.frame.type !== 'history' || reply.frame.data.length > 0 || !reply.frame.more) return;
      if (reply.frame.first >= before) return;
      before = reply.frame.first;
    }
  }

  /**
   * Changes the own name, now or with the next connect. The new name arrives in `state.self`, perhaps with a mark added.
   * @param name by the rules of `cleanName`, which tells why a name can't be had; the room keeps the old one then
   */
  rename(name: string): void {
    this.#name = name;
    if (this.#store.state.link.status === 'live') this.#line.send({ type: 'name', id: newId(), data: name });
  }

  /**
   * Asks who is here, page by page, and makes `state.members` of it.
   * @param atLeast where there are more it ends with the page that brings the sum to so many; default: all
   */
  async who(atLeast = Number.POSITIVE_INFINITY): Promise<void> {
    let after: string | undefined;
    for (let named = 0; ; ) {
      const reply = await this.request({ type: 'who', ...(after !== undefined && { after }) });
      if (!reply.ok || reply.frame.type !== 'who') return;
      const { data, more } = reply.frame;
      named += data.length;
      after = data.at(-1)?.id;
      if (!more || after === undefined) return;
      if (named >= atLeast) return this.#forgetUntold(after);
    }
  }

  /**
   * Keeps `state.members` up to date in a large room too, where only `count` is told: asks the room now if it changed, and from
   * then on within a minute after it did. To be called while somebody looks at the list.
   * @param atLeast how many members are looked at
   * @returns the function that ends it
   */
  followMembers(atLeast: number): () => void {
    return this.#rollCall.follow(atLeast);
  }

  /**
   * Looks for messages in the whole log: all words and "phrases" must occur, in any case and script. Never rejects; changes no messages.
   * @param before goes on from an answer: its own `before`. There is no more where that is 0.
   * @returns at most 50, newest first
   */
  async search(text: string, before?: number): Promise<Reply<FoundFrame>> {
    const reply = await this.request({ type: 'search', data: text, ...(before !== undefined && { before }) });
    if (!reply.ok) return reply;
    const { frame } = reply;
    if (frame.type !== 'found') throw new TypeError(`A search was answered with "${frame.type}".`);
    return { ok: true, frame };
  }

  /** The person types: the others are told, at most once in 3 s. To be called as often as one likes. */
  typing(): void {
    this.#signals.typing();
  }

  /** The person has read up to the message `seq`: this member's other sessions are told, at most once in 2 s. */
  read(seq: number): void {
    const read = Math.min(seq, this.#store.state.head);
    if (read > this.#store.state.read) this.#store.set({ read });
  }

  /** Asks the server for a page of the past, of members, of the audit list or of what a search finds, and gives its answer. Never rejects; changes no messages. */
  request(
    frame: Omit<HistoryRequest, 'id'> | Omit<WhoRequest, 'id'> | Omit<AuditRequest, 'id'> | Omit<SearchRequest, 'id'>,
  ): Promise<Reply<Answer>> {
    return this.#ask({ ...frame, id: newId() });
  }

  #forgetUntold(last: string): void {
    const { roll, members } = this.#store.state;
    if (roll === 'asked' || roll === 'stale') this.#store.set({ members: withoutUntold(members, last) });
  }

  #ask(frame: HistoryRequest | WhoRequest | AuditRequest | SearchRequest): Promise<Reply<Answer>> {
    const reply = this.#requests.wait(frame.id);
    if (this.#store.state.link.status === 'live') this.#line.send(frame);
    else this.#requests.fail();
    return reply;
  }

  /** Takes over what the client begins with: the copy, then the stored outbox, then what was queued meanwhile. */
  async #open(options: RoomClientOptions): Promise<void> {
    const fetched = await options.opening?.catch(() => undefined);
    const { session, identity, outbox = memoryOutbox() } = { ...options, ...fetched };
    this.#identity = identity;
    if (fetched) {
      this.#sessionSecret = session?.sid ?? this.#sessionSecret;
      this.#store.set(knownFrom(fetched));
    }
    const saver = new Saver(outbox, this.#clock);
    const stored = await saver.load();
    this.#saver = saver;
    const { outbox: queued, epoch } = this.#store.state;
    this.#setOutbox(joined(stored, withEpoch(queued, epoch)));
  }

  /** Resolves when the change is durable. */
  #setOutbox(outbox: Outbox): Promise<void> {
    this.#store.set({ outbox });
    return this.#saver ? this.#saver.save(outbox) : this.opened;
  }

  #changed(before: ClientState): void {
    const { outbox, link } = this.#store.state;
    if (outbox !== before.outbox) this.#saver?.saveLazily(outbox);
    this.#signals.update();
    this.#rollCall.update();
    if (link !== before.link) this.#listeners.tell('link', link);
    this.#listeners.tell('state');
  }

  #linked(link: LinkState): void {
    if (link.status === 'live') return this.#store.set({ link });
    if (link.status === 'idle' || link.status === 'stopped') this.#delivery.stop();
    else this.#delivery.lost();
    this.#signals.stop();
    this.#requests.fail();
    this.#store.replace({ ...disconnected(this.#store.state), link });
  }

  async #target(): Promise<Target> {
    await this.opened;
    const { room, epoch, head } = this.#store.state;
    const htu = connectUri(new URL(this.#url).host, normaliseRoom(room) ?? room);
    const proof = await this.#identity?.prove({ htm: 'GET', htu, nowMs: this.#clock.now() });
    return {
      url: this.#url,
      room,
      sessionSecret: this.#sessionSecret,
      key: this.#key,
      name: this.#name,
      ...(epoch !== '' && { since: head, epoch }),
      // In a room whose name is very long in UTF-8 one is a guest.
      proof: proof && proof.length <= PROOF_CHARS ? proof : undefined,
    };
  }

  #receive(frames: readonly SingleFrame[]): void {
    for (const frame of frames) this.#signals.receive(frame);
    const { state, news } = reduce(this.#store.state, frames, { nowMs: this.#clock.now() });
    this.#store.group(() => {
      this.#store.replace(state);
      if (this.#store.state.sync.status === 'live') this.#line.caughtUp();
    });
    for (const { event, message } of news) {
      if (event) this.#listeners.tell('event', event);
      if (message) this.#listeners.tell('message', message);
    }
    if (this.#store.state.sync.status === 'gap') return this.#line.drop('A frame was missing.');
    for (const frame of frames) {
      this.#requests.receive(frame);
      this.#delivery.receive(frame);
    }
    this.#delivery.pump();
  }
}

/** What is known of the room before the first connection. */
function knownFrom({ session, copy }: Opening): Partial<ClientState> {
  return { ...session?.position, ...copy?.state };
}

/** Unique in the session: 72 random bits. */
function newId(): string {
  return randomToken(9);
}
