/**
 * One session in one room: what every client needs from its first moment. Requests other than messages, a new name, and
 * questions such as a search are functions of a client (submit.ts, rename.ts, questions.ts, member-refresh.ts), so that a
 * page can load them later. `RoomClient` has all of it as methods.
 */

import type { SingleFrame } from '../protocol/frames.ts';
import type { ClientFrame } from '../protocol/requests.ts';
import { type Clock, systemClock } from './clock.ts';
import { type LinkState, stepLink } from './connection/link.ts';
import { Reconnector } from './connection/reconnector.ts';
import type { SendResult } from './events/compose.ts';
import type { Intent } from './events/content.ts';
import type { Refused } from './events/contract.ts';
import { composeMessage } from './events/msg.ts';
import { Credentials } from './identity/credentials.ts';
import { type ClientEvents, type Listener, Listeners } from './listeners.ts';
import { takeOpening } from './opening.ts';
import { knownFrom, type RoomClientOptions } from './options.ts';
import { OutboxSender } from './outbox/outbox-sender.ts';
import { PendingQuestions } from './questions/pending-questions.ts';
import { type ClientState, disconnected, initialState } from './room-state/client-state.ts';
import { reduce } from './room-state/reduce.ts';
import type { RoomState } from './room-state/state.ts';
import { Store } from './room-state/state-store.ts';
import { Signals } from './signals.ts';
import { orElse } from './storage/storage-timeout.ts';

/** What the functions of a client work with. */
export interface ClientParts {
  readonly clock: Clock;
  /** Returns a random number from 0 to below 1. */
  readonly random: () => number;
  readonly store: Store;
  readonly send: (frame: ClientFrame) => void;
  readonly questions: PendingQuestions;
  readonly outbox: OutboxSender;
  readonly credentials: Credentials;
}

export class CoreClient {
  /** Resolves once `state` has the stored outbox and everything else from `opening`. Never rejects. */
  readonly opened: Promise<void>;
  /** For the client's own modules. */
  readonly parts: ClientParts;
  /** Resolves once the client may connect: when it is `opened`, or earlier if only the stored outbox is slow. */
  readonly #ready: Promise<void>;
  readonly #store: Store;
  readonly #reconnector: Reconnector;
  readonly #outbox: OutboxSender;
  readonly #signals: Signals;
  readonly #listeners = new Listeners();

  /** @throws TypeError if `url` is invalid */
  constructor(options: RoomClientOptions) {
    const clock = options.clock ?? systemClock;
    const state = { ...initialState(options.room), ...knownFrom(options) };
    const store = new Store(state, (before) => this.#changed(before));
    this.#store = store;
    const credentials = new Credentials(options, clock);
    const shared = {
      clock,
      random: options.random ?? Math.random,
      store,
      state: () => store.state,
      send: (frame: ClientFrame) => this.#reconnector.send(frame),
    };
    this.#reconnector = new Reconnector({
      ...shared,
      WebSocket: options.WebSocket ?? WebSocket,
      link: () => store.state.link,
      changed: (link) => this.#linked(link),
      target: () => this.#ready.then(() => credentials.target(store.state)),
      setClock: (serverMs) => credentials.setClock(serverMs),
      frames: (frames) => this.#receive(frames),
    });
    const unanswered = () => this.#reconnector.drop('The server did not answer.');
    this.#outbox = new OutboxSender({ ...shared, unanswered });
    this.parts = { ...shared, questions: new PendingQuestions(), outbox: this.#outbox, credentials };
    this.#signals = new Signals({ ...shared, change: (typing) => store.set({ typing }) });
    const taken = takeOpening(options, credentials, store);
    this.opened = taken.then((kept) => this.#outbox.open(kept));
    this.#ready = taken.then(() => orElse(this.opened, undefined));
  }

  /** The current state: immutable, replaced as a whole on every change. */
  get state(): RoomState {
    return this.#store.view;
  }

  /**
   * Calls `listener` whenever something happens, once `state` has it: see `ClientEvents`. Each event and message is
   * reported once and in order, including those missed while disconnected. An exception in a listener is reported and
   * affects nothing else.
   * @returns a function that removes the listener
   * @example
   * client.on('message', ({ own, data }) => {
   *   if (!own && data === '!ping') client.send('pong');
   * });
   */
  on<T extends keyof ClientEvents>(type: T, listener: Listener<T>): () => void {
    return this.#listeners.on(type, listener);
  }

  /** Connects and stays connected until `leave` or a final refusal (`stopped`). */
  connect(): void {
    this.#reconnector.connect();
  }

  /**
   * Stores the state of the outbox now; otherwise that takes up to a second. Call it before the process may end.
   * @returns resolves when the outbox is durable or the write has failed. Before `opened` the write waits for that.
   */
  keepOutbox(): Promise<void> {
    return this.#outbox.flush() ?? this.opened.then(() => this.#outbox.flush());
  }

  /** Leaves the room and tells the other members at once. The outbox is kept. */
  leave(): void {
    this.keepOutbox();
    this.#reconnector.leave();
  }

  /** Ends a wait and tries again now, but not before a pause that the server asked for. Probes a live connection. */
  reconnectNow(): void {
    this.#reconnector.wake();
  }

  /** Gives up the connection, because there is no network: no answer can come. */
  networkLost(): void {
    this.#reconnector.drop('No network.');
  }

  /** Queues an event, which is shown at once and sent when connected. For the client's own modules (submit.ts). */
  queue<R extends Refused>(intent: Intent | R): { ok: true; id: string } | R {
    return this.#outbox.queue(intent);
  }

  /**
   * Queues a message, which is shown at once in `state.outbox` and sent when connected. Never throws, even offline.
   * @param options.re the `seq` of the message to reply to
   */
  send(data: string, options: { re?: number } = {}): SendResult {
    return this.queue(composeMessage({ text: data, ...options }, this.state));
  }

  /**
   * Drops a message or change that failed or was never sent. Once the connection has ended for good, drops any.
   * @returns `false` if it may be stored by now and so can't be dropped
   */
  discard(id: string): boolean {
    return this.#outbox.discard(id);
  }

  /** Tells other members that this member is typing, at most once in 3 s. Call it as often as convenient. */
  typing(): void {
    this.#signals.typing();
  }

  /** Tells this member's other sessions that it has read up to `seq`, at most once in 2 s. */
  read(seq: number): void {
    const read = Math.min(seq, this.#store.state.head);
    if (read > this.#store.state.read) this.#store.set({ read });
  }

  #changed(before: ClientState): void {
    const { link } = this.#store.state;
    this.#outbox.update(before.outbox);
    this.#signals.update();
    if (link !== before.link) this.#listeners.tell('link', link);
    this.#listeners.tell('state');
  }

  #linked(link: LinkState): void {
    if (link.status === 'idle' || link.status === 'stopped') this.#outbox.stop();
    else this.#outbox.lost();
    this.#signals.stop();
    this.parts.questions.fail();
    this.#store.replace({ ...disconnected(this.#store.state), link });
  }

  #receive(frames: readonly SingleFrame[]): void {
    for (const frame of frames) this.#signals.receive(frame);
    const nowMs = this.parts.clock.now();
    const { state, news } = reduce(this.#store.state, frames, { nowMs });
    const link = state.sync.status === 'live' ? stepLink(state.link, { type: 'caughtUp', nowMs }).link : state.link;
    // Frames that change nothing keep the same state object, so that no listener is called.
    this.#store.replace(link === state.link ? state : { ...state, link });
    this.#listeners.tellNews(news);
    if (this.#store.state.sync.status === 'gap') return this.#reconnector.drop('A frame was missing.');
    for (const frame of frames) {
      this.parts.questions.receive(frame);
      this.#outbox.receive(frame);
    }
    this.#outbox.pump();
  }
}
