/** A client's outbox: queues events, stores them, and sends them to the server. */

import type { SingleFrame } from '../../protocol/frames.ts';
import { utf8Bytes } from '../../protocol/text.ts';
import type { Clock } from '../clock.ts';
import { NO_MESSAGE } from '../events/checks.ts';
import type { Intent } from '../events/content.ts';
import type { Refused } from '../events/contract.ts';
import { newId } from '../identity/session.ts';
import type { ClientState } from '../room-state/client-state.ts';
import type { Store } from '../room-state/state-store.ts';
import {
  discarded,
  enqueue,
  joined,
  marked,
  nextToSend,
  type OutboxStore,
  refused,
  settled,
  withEpoch,
} from './outbox.ts';
import { OutboxSaver } from './outbox-saver.ts';
import type { Outbox, OwnRequest } from './own-event.ts';

/**
 * If no ack arrives in this time, the event is sent again. After the same time once more, the client gives up the
 * connection.
 */
const ACK_MS = 5_000;

export interface OutboxSenderOptions {
  clock: Clock;
  store: Store;
  send: (frame: OwnRequest) => void;
  /** The server accepts events but doesn't answer. */
  unanswered: () => void;
}

/** RoomClient documents the methods that it shares with this class. */
export class OutboxSender {
  readonly #clock: Clock;
  readonly #store: Store;
  readonly #options: OutboxSenderOptions;
  /** Missing until `open`. Until then nothing is stored. */
  #saver: OutboxSaver | undefined;
  /**
   * The event that is being stored before it is sent, or that waits for its answer. There is only one at a time, to
   * keep the order.
   */
  #flight: { id: string; cancelTimer?: () => void } | undefined;
  /** Requests that aren't events but must not overtake the entries up to `order`, in the order they were made. */
  #behind: { order: number; send: () => void }[] = [];
  /** The time until which the server has put off the first event. The wait continues across connections. */
  #wait: { untilMs: number; cancel: () => void } | undefined;
  /** The end of the last wait. If the clock was set back meanwhile, the event doesn't wait again. */
  #waitedUntilMs = 0;

  constructor(options: OutboxSenderOptions) {
    this.#options = options;
    this.#clock = options.clock;
    this.#store = options.store;
  }

  /**
   * Loads the stored entries from `kept`, puts them before the events queued meanwhile, and stores the outbox there
   * from now on. By then, queued events may already have been sent.
   */
  async open(kept: OutboxStore): Promise<void> {
    const saver = new OutboxSaver(kept, this.#clock);
    const stored = await saver.load();
    this.#saver = saver;
    const { outbox, epoch } = this.#store.state;
    // The queued entries get new numbers, after those of the stored entries.
    const last = stored.at(-1)?.order ?? 0;
    for (const request of this.#behind)
      request.order = last + outbox.filter(({ order }) => order <= request.order).length;
    this.change(joined(stored, withEpoch(outbox, epoch)));
  }

  /**
   * Stores pending changes now.
   * @returns resolves when they are durable or the write has failed; `undefined` before `open`
   */
  flush(): Promise<void> | undefined {
    return this.#saver?.flush();
  }

  /** Call after every change of the state, with the outbox before it. Every change is saved here, and nowhere else. */
  update(before: Outbox): void {
    const { outbox } = this.#store.state;
    if (outbox !== before) this.#saver?.save(outbox);
  }

  /** Queues an event under a new id. A refusal is returned. */
  queue<R extends Refused>(intent: Intent | R): { ok: true; id: string } | R {
    if ('ok' in intent) return intent;
    const id = newId();
    this.change(enqueue(this.#store.state.outbox, id, intent, this.#clock.now()));
    return { ok: true, id };
  }

  discard(id: string): boolean {
    const { outbox: all, link } = this.#store.state;
    const outbox = link.status === 'stopped' ? settled(all, id) : discarded(all, id);
    if (!outbox) return false;
    this.change(outbox);
    return true;
  }

  /** Replaces the entries, stores them at once, and sends the next one if it is due. */
  change(outbox: Outbox): void {
    this.#store.set({ outbox });
    this.flush();
    this.pump();
  }

  /**
   * Calls `send` once the server has answered or put off all events queued so far. Does nothing if the connection ends
   * first.
   */
  afterQueued(send: () => void): void {
    this.#behind.push({ order: this.#store.state.outbox.at(-1)?.order ?? 0, send });
    this.pump();
  }

  /** Sends the next event if it is due. Call after every change. */
  pump(): void {
    const { outbox, sync, epoch } = this.#store.state;
    if (sync.status !== 'live' || this.#flight) return;
    const next = nextToSend(outbox, epoch, Math.max(this.#clock.now(), this.#waitedUntilMs));
    // An event that was put off may wait for long, so nothing waits behind it.
    const order =
      next.kind === 'wait' ? Infinity : (outbox.find(({ status }) => status === 'sending')?.order ?? Infinity);
    while (this.#behind[0] && this.#behind[0].order < order) this.#behind.shift()?.send();
    switch (next.kind) {
      case 'idle':
        return;
      case 'wait':
        return this.#waitUntil(next.untilMs);
      case 'orphan':
        return this.#fail(next.id, 'not_found', NO_MESSAGE);
      case 'send':
        return this.#take(next.frame);
    }
  }

  /** Handles the answer to the event in flight: its ack or an error. Call after the state has been updated. */
  receive(frame: SingleFrame): void {
    if ((frame.type === 'ack' || frame.type === 'error') && frame.id === this.#flight?.id) this.#land();
  }

  /** The connection ended, so the event in flight gets no answer. */
  lost(): void {
    this.#land();
    this.#behind = [];
  }

  /** No further connection will be made. */
  stop(): void {
    this.lost();
    this.#wait?.cancel();
    this.#wait = undefined;
  }

  /** Nothing is in flight any more. */
  #land(): void {
    this.#flight?.cancelTimer?.();
    this.#flight = undefined;
  }

  #waitUntil(untilMs: number): void {
    if (this.#wait?.untilMs === untilMs) return;
    this.#wait?.cancel();
    const cancel = this.#clock.after(untilMs - this.#clock.now(), () => {
      this.#wait = undefined;
      this.#waitedUntilMs = untilMs;
      this.pump();
    });
    this.#wait = { untilMs, cancel };
  }

  /** Fails an event that no server would accept, and continues with the next. */
  #fail(id: string, code: 'not_found' | 'too_large', data: string): void {
    this.change(refused(this.#store.state.outbox, id, { code, data }, this.#clock.now()));
  }

  #take(frame: OwnRequest): void {
    const { outbox, epoch, head, limits } = this.#store.state;
    const why = tooLarge(frame, limits);
    if (why !== undefined) return this.#fail(frame.id, 'too_large', why);
    const flight = { id: frame.id };
    this.#flight = flight;
    // Store the mark before sending: after a crash this session must know that the id may already be stored.
    this.#store.set({ outbox: marked(outbox, frame.id, epoch, head) });
    Promise.resolve(this.flush()).then(() => {
      if (this.#flight === flight) this.#send(flight, frame, head);
    });
  }

  #send(flight: { id: string; cancelTimer?: () => void }, frame: OwnRequest, head: number): void {
    const { send, unanswered } = this.#options;
    send(frame);
    flight.cancelTimer = this.#clock.after(ACK_MS, () => {
      send({ again: head, ...frame });
      flight.cancelTimer = this.#clock.after(ACK_MS, unanswered);
    });
  }
}

/**
 * Why the server would refuse `frame` as too large. Checked here, because the server can't name the id of a frame that
 * it doesn't parse.
 */
function tooLarge(frame: OwnRequest, { frameBytes }: ClientState['limits']): string | undefined {
  // A later attempt adds `again`, which must fit as well.
  const bytes = utf8Bytes(JSON.stringify({ again: Number.MAX_SAFE_INTEGER, ...frame }));
  return bytes > frameBytes ? `A message can have at most ${frameBytes} bytes including its other fields.` : undefined;
}
