/** Keeps one session connected: does what the states of its link say, one connection after the other. */

import { CLOSE } from '../protocol/codes.ts';
import type { ClientFrame } from '../protocol/requests.ts';
import { normaliseRoom, ROOM_NAME_RULE } from '../protocol/room-names.ts';
import { Connection, type ConnectionOptions, type Target } from './connection.ts';
import { type LinkEvent, type LinkState, type Loss, nextLink } from './link.ts';

export interface ReconnectorOptions extends Omit<ConnectionOptions, 'lost'> {
  link: () => LinkState;
  /** The link took a step, and the connection that it had is closed. Keeps `link`. */
  stepped: (link: LinkState) => void;
  /** Where to connect to now, and as whom. May reject: then it is asked again later. */
  target: () => Promise<Target>;
  /** Told of every loss, before the link takes its step. */
  lost: (loss: Loss) => void;
}

export class Reconnector {
  readonly #options: ReconnectorOptions;
  #connection: Connection | undefined;
  #cancelWait: (() => void) | undefined;

  constructor(options: ReconnectorOptions) {
    this.#options = options;
  }

  /** Takes the link one step on, and does what its new status says. */
  step(event: LinkEvent): void {
    const { link: current, stepped, clock } = this.#options;
    const link = nextLink(current(), event);
    if (link === current()) return;
    this.#cancelWait?.();
    this.#cancelWait = undefined;
    this.#connection?.close(CLOSED_BY_US);
    this.#connection = undefined;
    stepped(link);
    // A listener may have taken another step already.
    if (current() !== link) return;
    if (link.status === 'connecting') this.#open(link);
    if (link.status === 'waiting') {
      const waitMs = Math.max(0, link.retryAtMs - clock.now());
      this.#cancelWait = clock.after(waitMs, () => this.step({ type: 'due' }));
    }
  }

  /** Sends a frame. Only while live; without a connection it goes nowhere. */
  send(frame: ClientFrame): void {
    this.#connection?.send(frame);
  }

  /** Looks at once whether the server still answers, or tries again where it waits to. */
  wake(): void {
    this.#connection?.probe();
    this.step({ type: 'wake', nowMs: this.#options.clock.now() });
  }

  /** Takes the connection for lost. */
  drop(reason: string): void {
    this.#connection?.drop(reason);
  }

  async #open(link: LinkState): Promise<void> {
    const { link: current, target: find, ...options } = this.#options;
    const target = await find().catch((error: unknown) => String(error));
    if (current() !== link) return;
    if (typeof target === 'string') return this.#lost({ close: CLOSE.dropping, reason: target });
    const room = normaliseRoom(target.room);
    if (room === undefined) return this.#lost({ close: CLOSE.bad_room, reason: ROOM_NAME_RULE });
    this.#connection = new Connection({ ...target, room }, { ...options, lost: (loss) => this.#lost(loss) });
  }

  #lost(loss: Loss): void {
    const { clock, random, lost } = this.#options;
    lost(loss);
    this.step({ type: 'lost', loss, nowMs: clock.now(), random: random() });
  }
}

/** What closes the socket on `leave`: to the others, that is leaving. A lost one is closed by its Connection already. */
const CLOSED_BY_US = 1000;
