/** One session in one room: what it knows, and all that can be done with it. */

import type { ModRequest } from '../protocol/events/mod.ts';
import type { Kind } from '../protocol/events/traits.ts';
import type { FoundFrame, SingleFrame } from '../protocol/frames.ts';
import type { ClientFrame } from '../protocol/requests.ts';
import { type ClientState, disconnected, initialState } from './client-state.ts';
import { type Clock, systemClock } from './clock.ts';
import { copyOf, type RoomCopy } from './copy.ts';
import { Credentials } from './credentials.ts';
import type { Asked, ChangeResult, SendResult, Submitted } from './events/registry.ts';
import type { LinkState } from './link.ts';
import { type Listener, Listeners, type Told } from './listeners.ts';
import { RollCall } from './member-refresh.ts';
import { takeOpening } from './opening.ts';
import { knownFrom, type RoomClientOptions } from './options.ts';
import { OwnOutbox } from './own-outbox.ts';
import { type Answer, Queries, type Question, type Reply } from './queries.ts';
import { Reconnector } from './reconnector.ts';
import { reduce } from './reduce.ts';
import { newId, type Session } from './session.ts';
import { Signals } from './signals.ts';
import type { RoomState, SettingsChange } from './state.ts';
import { Store } from './store.ts';
import { type WakeTargets, watchWake } from './wake.ts';

export class RoomClient {
  /** Resolves once the stored outbox, and all that `opening` brought, are in `state`. Never rejects. */
  readonly opened: Promise<void>;
  readonly #clock: Clock;
  readonly #wake: WakeTargets | undefined;
  readonly #store: Store;
  readonly #credentials: Credentials;
  readonly #line: Reconnector;
  readonly #outbox: OwnOutbox;
  readonly #queries: Queries;
  readonly #rollCall: RollCall;
  readonly #signals: Signals;
  readonly #listeners = new Listeners();

  #stopWatching: (() => void) | undefined;

  /** @throws TypeError if `url` is none */
  constructor(options: RoomClientOptions) {
    const clock = options.clock ?? systemClock;
    const state = { ...initialState(options.room), ...knownFrom(options) };
    const store = new Store(state, (before) => this.#changed(before));
    this.#clock = clock;
    this.#wake = options.wake;
    this.#store = store;
    this.#credentials = new Credentials(options, clock);
    const shared = {
      clock,
      random: options.random ?? Math.random,
      store,
      state: () => store.state,
      send: (frame: ClientFrame) => this.#line.send(frame),
    };
    this.#line = new Reconnector({
      ...shared,
      WebSocket: options.WebSocket ?? WebSocket,
      changed: (link) => this.#linked(link),
      target: () => this.opened.then(() => this.#credentials.target(store.state)),
      setClock: (serverMs) => this.#credentials.setClock(serverMs),
      frames: (frames) => this.#receive(frames),
    });
    const unanswered = () => this.#line.drop('No ack came.');
    this.#outbox = new OwnOutbox({ ...shared, unanswered });
    this.#queries = new Queries(shared);
    this.#rollCall = new RollCall({ ...shared, ask: (atLeast) => this.who(atLeast) });
    this.#signals = new Signals({ ...shared, change: (typing) => store.set({ typing }) });
    this.opened = takeOpening(options, this.#credentials, store, this.#outbox);
  }

  /** What is known now: immutable, replaced as a whole on every change. */
  get state(): RoomState {
    return this.#store.shown;
  }

  /** What to pass as `session` to a later client, so that it goes on from here. To be asked for once this one is `opened`. */
  get session(): Session {
    const { epoch, head } = this.#store.state;
    return { sid: this.#credentials.sessionSecret, position: { epoch, head } };
  }

  /** What to pass as `copy` to a later client. `undefined` as long as there is nothing to keep. */
  get copy(): RoomCopy | undefined {
    return copyOf(this.#store.state);
  }

  /**
   * Calls `listener` whenever something happens, once `state` has it: see `Told`. Of events and messages it is told once each and
   * in order, those that it missed without a connection as well. What a listener throws is reported, and disturbs nothing else.
   * @returns the function that ends it
   * @example
   * client.on('message', ({ own, data }) => {
   *   if (!own && data === '!ping') client.send('pong');
   * });
   */
  on<T extends keyof Told>(type: T, listener: Listener<T>): () => void {
    return this.#listeners.on(type, listener);
  }

  /** Connects, and from then on keeps connected, until `leave` or a refusal that is final (`stopped`). */
  connect(): void {
    const calls = { wake: () => this.reconnectNow(), offline: () => this.#line.drop('No network.') };
    this.#stopWatching ??= watchWake(calls, this.#wake);
    this.#line.connect();
  }

  /** The key to show from the next connect on: a locked room ends the link with the code `locked` until it is the right one. */
  useKey(key: string | undefined): void {
    this.#credentials.key = key;
  }

  /** Stores at once what became of the outbox, which takes up to a second otherwise. To be called before the process may end. */
  keepOutbox(): Promise<void> {
    return this.#outbox.flush() ?? this.opened;
  }

  /** Leaves the room: the others are told at once. The outbox stays. */
  leave(): void {
    this.keepOutbox();
    this.#stopWatching?.();
    this.#stopWatching = undefined;
    this.#line.leave();
  }

  /** Leaves the room for good, and drops what it hasn't acknowledged. What went out may be stored all the same. */
  async abandon(): Promise<void> {
    this.leave();
    await this.opened;
    await this.#outbox.empty();
  }

  /** Takes `abandon` back: what it dropped is queued again, as the same events, and the room is connected. */
  async rejoin(): Promise<void> {
    await this.opened;
    this.#outbox.refill();
    this.connect();
  }

  /** Tries again now instead of waiting; where the server asked for a pause, after it. On a live connection probes it. */
  reconnectNow(): void {
    this.#line.wake();
  }

  /** Asks for an event of any kind: shown at once, sent when connected. Never throws. The methods below say what becomes of each. */
  submit<K extends Kind>(kind: K, asked: Asked[K]): Submitted<K> {
    return this.#outbox.submit(kind, asked);
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
   * @param target the `seq` of a stored message, or the id of one in `state.outbox` that never went out
   */
  edit(target: number | string, data: string): ChangeResult {
    if (typeof target === 'number') return this.submit('edit', { ref: target, text: data });
    return this.#outbox.rewrite(target, data);
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
    if (result.ok && settings.key !== undefined) this.#credentials.key = settings.key;
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
    return this.#outbox.retry(id);
  }

  /**
   * Drops a message or change that failed or never went out; any, once the connection was ended for good and nothing will tell
   * what became of it. `false`: it may be stored by now, so it can't be dropped.
   */
  discard(id: string): boolean {
    return this.#outbox.discard(id);
  }

  /** Loads one page of messages before the oldest loaded one. Does nothing without connection, or while loading. */
  loadOlder(): Promise<void> {
    return this.#queries.loadOlder();
  }

  /**
   * Changes the own name, now or with the next connect. The new name arrives in `state.self`, perhaps with a mark added.
   * @param name by the rules of `cleanName`, which tells why a name can't be had; the room keeps the old one then
   */
  rename(name: string): void {
    this.#credentials.name = name;
    if (this.#store.state.link.status === 'live') this.#line.send({ type: 'name', id: newId(), data: name });
  }

  /**
   * Asks who is here, page by page, and makes `state.members` of it.
   * @param atLeast where there are more it ends with the page that brings the sum to so many; default: all
   */
  who(atLeast?: number): Promise<void> {
    return this.#queries.who(atLeast);
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
  search(text: string, before?: number): Promise<Reply<FoundFrame>> {
    return this.#queries.search(text, before);
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
  request(question: Question): Promise<Reply<Answer>> {
    return this.#queries.request(question);
  }

  #changed(before: ClientState): void {
    const { link } = this.#store.state;
    this.#outbox.update(before.outbox);
    this.#signals.update();
    this.#rollCall.update();
    if (link !== before.link) this.#listeners.tell('link', link);
    this.#listeners.tell('state');
  }

  #linked(link: LinkState): void {
    if (link.status === 'idle' || link.status === 'stopped') this.#outbox.stop();
    else this.#outbox.lost();
    this.#signals.stop();
    this.#queries.fail();
    this.#store.replace({ ...disconnected(this.#store.state), link });
  }

  #receive(frames: readonly SingleFrame[]): void {
    for (const frame of frames) this.#signals.receive(frame);
    const { state, news } = reduce(this.#store.state, frames, { nowMs: this.#clock.now() });
    this.#store.replace(state.sync.status === 'live' ? { ...state, link: this.#line.caughtUp() } : state);
    this.#listeners.tellNews(news);
    if (this.#store.state.sync.status === 'gap') return this.#line.drop('A frame was missing.');
    for (const frame of frames) {
      this.#queries.receive(frame);
      this.#outbox.receive(frame);
    }
    this.#outbox.pump();
  }
}
