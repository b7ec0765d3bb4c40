/** Takes the outbox to the server: in order, one message in flight, each until it is answered. */

import { utf8Bytes } from '../protocol/text.ts';
import type { Clock } from './clock.ts';
import { marked, nextToSend, type OwnMsgFrame, refused } from './outbox.ts';
import type { ClientState } from './reduce.ts';

/** No ack for this long: the message is sent again; after as long once more the connection is given up. */
const ACK_MS = 5_000;

export interface DeliveryOptions {
  clock: Clock;
  state: () => ClientState;
  /** Changes the outbox. @returns resolves when that is durable */
  change: (outbox: ClientState['outbox']) => Promise<void>;
  send: (frame: OwnMsgFrame) => void;
  /** The server takes messages and doesn't answer. */
  unanswered: () => void;
}

export class Delivery {
  readonly #options: DeliveryOptions;
  /** The message that waits for its answer, or for being durable before it goes out. */
  #flight: { id: string } | undefined;
  #cancelTimer: (() => void) | undefined;

  constructor(options: DeliveryOptions) {
    this.#options = options;
  }

  /** Sends the next message, if it is time for one. To be called after every change. */
  pump(): void {
    const { state, clock, change } = this.#options;
    const { outbox, sync, epoch, head, limits } = state();
    if (sync.status !== 'live' || this.#flight) return;
    this.#setTimer(undefined);
    const next = nextToSend(outbox, epoch, clock.now());
    switch (next.kind) {
      case 'idle':
        return;
      case 'wait':
        return this.#setTimer(clock.after(next.untilMs - clock.now(), () => this.pump()));
      case 'send': {
        const { frame } = next;
        const { id } = frame;
        const why = tooLarge(frame, limits);
        if (why !== undefined) {
          change(refused(outbox, id, { code: 'too_large', data: why }, clock.now()));
          return this.pump();
        }
        const flight = { id };
        this.#flight = flight;
        // Durable before it leaves: after a crash this session must know that the id may be stored.
        change(marked(outbox, id, epoch, head)).then(() => {
          if (this.#flight === flight) this.#send(frame, head);
        });
        return;
      }
    }
  }

  /** The server answered for `id`, with an ack or an error. */
  answered(id: string): void {
    if (this.#flight?.id === id) this.stop();
  }

  /** The connection ended, and with it what was in flight. */
  stop(): void {
    this.#flight = undefined;
    this.#setTimer(undefined);
  }

  #send(frame: OwnMsgFrame, head: number): void {
    const { clock, send, unanswered } = this.#options;
    send(frame);
    this.#setTimer(
      clock.after(ACK_MS, () => {
        send({ again: head, ...frame });
        this.#setTimer(clock.after(ACK_MS, unanswered));
      }),
    );
  }

  #setTimer(cancel: (() => void) | undefined): void {
    this.#cancelTimer?.();
    this.#cancelTimer = cancel;
  }
}

/** Why the server would refuse `frame` as too large. Asked here since for some it could not name the id it refuses. */
function tooLarge(frame: OwnMsgFrame, { frameBytes }: ClientState['limits']): string | undefined {
  // `again` comes with a later send, and must find its place too.
  const bytes = utf8Bytes(JSON.stringify({ again: Number.MAX_SAFE_INTEGER, ...frame }));
  return bytes > frameBytes ? `A message has at most ${frameBytes} bytes, with all that goes with it.` : undefined;
}
