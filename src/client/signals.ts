/** What is told in passing: that somebody types, and how far one has read. How often it is sent, and when it is over. */

import type { SingleFrame } from '../protocol/frames.ts';
import { READ_MS, TYPING_MS } from '../protocol/limits.ts';
import type { ReadRequest, TypingRequest } from '../protocol/requests.ts';
import type { ClientState } from './client-state.ts';
import type { Clock } from './clock.ts';
import type { RoomState } from './state.ts';

export interface SignalsOptions {
  clock: Clock;
  state: () => ClientState;
  change: (typing: RoomState['typing']) => void;
  send: (frame: TypingRequest | ReadRequest) => void;
}

export class Signals {
  readonly #options: SignalsOptions;
  #cancelExpiry: (() => void) | undefined;
  #cancelRead: (() => void) | undefined;
  /** While it runs nothing is said of typing: it was lately. */
  #cancelTyping: (() => void) | undefined;
  /** How far the others of this member's sessions know. */
  #told = 0;

  constructor(options: SignalsOptions) {
    this.#options = options;
  }

  /** Tells the room that the person types, unless it was told lately. */
  typing(): void {
    const { clock, send, state } = this.#options;
    if (this.#cancelTyping || state().link.status !== 'live') return;
    send({ type: 'typing' });
    this.#cancelTyping = clock.after(TYPING_MS, () => {
      this.#cancelTyping = undefined;
    });
  }

  /** Learns how far another session has read: that needs no telling. To be called before the state has it. */
  receive(frame: SingleFrame): void {
    if (frame.type === 'read') this.#told = Math.max(this.#told, frame.data);
  }

  /** To be called after every change: tells how far one has read, and ends what is no longer shown. */
  update(): void {
    this.#tell();
    this.#expire();
  }

  /** Leaves no timer behind. */
  stop(): void {
    for (const cancel of [this.#cancelExpiry, this.#cancelRead, this.#cancelTyping]) cancel?.();
    this.#cancelExpiry = undefined;
    this.#cancelRead = undefined;
    this.#cancelTyping = undefined;
  }

  #tell(): void {
    const { clock, send, state } = this.#options;
    const { read, link, self } = state();
    // The log began anew.
    if (read < this.#told) this.#told = read;
    // A guest has no other session. What is new while the pause lasts goes out when it ends.
    if (read === this.#told || this.#cancelRead || link.status !== 'live' || self?.role === 'guest') return;
    this.#told = read;
    send({ type: 'read', data: read });
    this.#cancelRead = clock.after(READ_MS, () => {
      this.#cancelRead = undefined;
      this.#tell();
    });
  }

  #expire(): void {
    const { clock, state, change } = this.#options;
    const { typing } = state();
    if (typing.size === 0) {
      this.#cancelExpiry?.();
      this.#cancelExpiry = undefined;
      return;
    }
    if (this.#cancelExpiry) return;
    const first = Math.min(...[...typing.values()].map(({ until }) => until));
    this.#cancelExpiry = clock.after(Math.max(0, first - clock.now()), () => {
      this.#cancelExpiry = undefined;
      // By what was to end now: the clock may have been set back meanwhile.
      change(new Map([...state().typing].filter(([, { until }]) => until > first)));
    });
  }
}
