/** Takes the outbox to the server: in order, one event in flight, each until it is answered. */

import type { SingleFrame } from '../protocol/frames.ts';
import { utf8Bytes } from '../protocol/text.ts';
import type { ClientState } from './client-state.ts';
import type { Clock } from './clock.ts';
import { NO_MESSAGE } from './events/checks.ts';
import { marked, nextToSend, refused } from './outbox.ts';
import type { OwnRequest } from './own-event.ts';

/** No ack for this long: the event is sent again; after as long once more the connection is given up. */
const ACK_MS = 5_000;

export interface DeliveryOptions {
  clock: Clock;
  state: () => ClientState;
  /** Changes the outbox. @returns resolves when that is durable */
  change: (outbox: ClientState['outbox']) => Promise<void>;
  send: (frame: OwnRequest) => void;
  /** The server takes events and doesn't answer. */
  unanswered: () => void;
}

export class Delivery {
  readonly #options: DeliveryOptions;
  /** The event that waits for its answer, or for being durable before it goes out. */
  #flight: { id: string; cancelTimer?: () => void } | undefined;
  /** Until when the server put the first event off. It runs on through losses of the connection. */
  #wait: { untilMs: number; cancel: () => void } | undefined;
  /** The last such time that was waited for. A clock that was set back meanwhile doesn't make it wait again. */
  #waitedUntilMs = 0;

  constructor(options: DeliveryOptions) {
    this.#options = options;
  }

  /** Sends the next event, if it is time for one. To be called after every change. */
  pump(): void {
    const { state, clock } = this.#options;
    const { outbox, sync, epoch } = state();
    if (sync.status !== 'live' || this.#flight) return;
    const next = nextToSend(outbox, epoch, Math.max(clock.now(), this.#waitedUntilMs));
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

  /** Learns of the answer to the event in flight: its ack, or an error. To be called once the state has it. */
  receive(frame: SingleFrame): void {
    if ((frame.type === 'ack' || frame.type === 'error') && frame.id === this.#flight?.id) this.lost();
  }

  /** The connection ended, and with it what was in flight. */
  lost(): void {
    this.#flight?.cancelTimer?.();
    this.#flight = undefined;
  }

  /** No more connection will come. */
  stop(): void {
    this.lost();
    this.#wait?.cancel();
    this.#wait = undefined;
  }

  #waitUntil(untilMs: number): void {
    if (this.#wait?.untilMs === untilMs) return;
    this.#wait?.cancel();
    const { clock } = this.#options;
    const cancel = clock.after(untilMs - clock.now(), () => {
      this.#wait = undefined;
      this.#waitedUntilMs = untilMs;
      this.pump();
    });
    this.#wait = { untilMs, cancel };
  }

  /** Fails an event that no server would take, and goes on with the next. */
  #fail(id: string, code: 'not_found' | 'too_large', data: string): void {
    const { state, clock, change } = this.#options;
    change(refused(state().outbox, id, { code, data }, clock.now()));
    this.pump();
  }

  #take(frame: OwnRequest): void {
    const { state, change } = this.#options;
    const { outbox, epoch, head, limits } = state();
    const why = tooLarge(frame, limits);
    if (why !== undefined) return this.#fail(frame.id, 'too_large', why);
    const flight = { id: frame.id };
    this.#flight = flight;
    // Durable before it leaves: after a crash this session must know that the id may be stored.
    change(marked(outbox, frame.id, epoch, head)).then(() => {
      if (this.#flight === flight) this.#send(flight, frame, head);
    });
  }

  #send(flight: { id: string; cancelTimer?: () => void }, frame: OwnRequest, head: number): void {
    const { clock, send, unanswered } = this.#options;
    send(frame);
    flight.cancelTimer = clock.after(ACK_MS, () => {
      send({ again: head, ...frame });
      flight.cancelTimer = clock.after(ACK_MS, unanswered);
    });
  }
}

/** Why the server would refuse `frame` as too large. Asked here since for some it could not name the id it refuses. */
function tooLarge(frame: OwnRequest, { frameBytes }: ClientState['limits']): string | undefined {
  // `again` comes with a later send, and must find its place too.
  const bytes = utf8Bytes(JSON.stringify({ again: Number.MAX_SAFE_INTEGER, ...frame }));
  return bytes > frameBytes ? `A message has at most ${frameBytes} bytes, with all that goes with it.` : undefined;
}
