/** Typing and read signals: how often they are sent, and when their display ends. */

import type { SingleFrame } from '../protocol/frames.ts';
import { READ_MS, TYPING_MS } from '../protocol/limits.ts';
import type { ReadRequest, TypingRequest } from '../protocol/requests.ts';
import type { Clock } from './clock.ts';
import type { ClientState } from './room-state/client-state.ts';
import type { RoomState } from './room-state/state.ts';

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
  /** While this timer runs, no typing signal is sent, because one was sent recently. */
  #cancelTyping: (() => void) | undefined;
  /** The position that this member's other sessions know. */
  #told = 0;

  constructor(options: SignalsOptions) {
    this.#options = options;
  }

  /** Tells the room that the user is typing, unless it did so recently. */
  typing(): void {
    const { clock, send, state } = this.#options;
    if (this.#cancelTyping || state().link.status !== 'live') return;
    send({ type: 'typing' });
    this.#cancelTyping = clock.after(TYPING_MS, () => {
      this.#cancelTyping = undefined;
    });
  }

  /** Notes how far another session has read, so that this isn't sent back. Call it before the state is updated. */
  receive(frame: SingleFrame): void {
    if (frame.type === 'read') this.#told = Math.max(this.#told, frame.data);
  }

  /** Call after every change: sends the read position and ends expired typing indicators. */
  update(): void {
    this.#tell();
    this.#expire();
  }

  /** Cancels all timers. */
  stop(): void {
    for (const cancel of [this.#cancelExpiry, this.#cancelRead, this.#cancelTyping]) cancel?.();
    this.#cancelExpiry = undefined;
    this.#cancelRead = undefined;
    this.#cancelTyping = undefined;
  }

  #tell(): void {
    const { clock, send, state } = this.#options;
    const { read, link, self } = state();
    // The room was closed and has a new log.
    if (read < this.#told) this.#told = read;
    // A guest has no other sessions. Changes during the pause are sent when it ends.
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
      // Use the planned time, because the clock may have been set back meanwhile.
      change(new Map([...state().typing].filter(([, { until }]) => until > first)));
    });
  }
}
