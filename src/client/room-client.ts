/** One session in one room: what it knows, and all that can be done with it. */

import type { NameResult } from '../protocol/names.ts';
import type { RoomState } from './state.ts';

/** What became of a `send`: queued, or refused before it was (nothing is stored then). */
export type SendResult =
  | { ok: true; id: string }
  | { ok: false; code: 'bad_text' | 'too_large' /** In English. */; text: string };

export interface RoomClientOptions {
  /** Where the server is, such as "http://localhost:8787" or `location.origin`. */
  url: string;
  room: string;
  name?: string;
}

export class RoomClient {
  #state: RoomState;
  readonly #listeners = new Set<() => void>();

  constructor(options: RoomClientOptions) {
    this.#state = {
      room: options.room,
      link: { status: 'idle' },
      self: undefined,
      epoch: '',
      head: 0,
      messages: [],
      hasOlder: false,
      loadingOlder: false,
      members: new Map(),
      count: 0,
      notices: [],
      outbox: [],
      settings: { topic: '', slow: 0, locked: false },
      limits: { frameBytes: 16_384, textChars: 4_000, rate: 5, burst: 20 },
      heartbeat: { intervalMs: 25_000, timeoutMs: 95_000 },
      build: '',
    };
  }

  /** What is known now: immutable, replaced as a whole on every change. */
  get state(): RoomState {
    return this.#state;
  }

  /** Calls `listener` after every change of `state`. Returns the function that ends it. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Connects, and from then on keeps connected, until `leave` or a refusal that is final (`stopped`). */
  connect(): void {}

  /** Leaves the room: the others are told at once. The outbox stays. */
  leave(): void {}

  /** Tries again now instead of waiting; where the server asked for a pause, after it. On a live connection probes it. */
  reconnectNow(): void {}

  /** Queues a message: shown at once in `state.outbox`, sent when connected. Never throws, offline or not. */
  send(data: string, options: { re?: number } = {}): SendResult {
    void options;
    return { ok: false, code: 'bad_text', text: data };
  }

  /** Tries a failed message again, after all others. Returns its id, which is a new one where the old can't be used again. */
  retry(id: string): string | undefined {
    return id;
  }

  /** Drops a message that failed or never went out. `false`: it may be stored by now, so it can't be dropped. */
  discard(id: string): boolean {
    return id === '';
  }

  /** Loads one page of messages before the oldest loaded one. Does nothing without connection, or while loading. */
  async loadOlder(): Promise<void> {}

  /** Changes the own name, now or with the next connect. The new name arrives in `state.self`, perhaps with a mark added. */
  rename(name: string): NameResult {
    return { ok: true, name };
  }

  /** Loads the members that `welcome` left out (it names 200 at most). */
  async who(): Promise<void> {}
}
