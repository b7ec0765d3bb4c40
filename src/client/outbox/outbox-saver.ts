/** Keeps a store equal to the outbox with as few writes as possible. */

import type { Clock } from '../clock.ts';
import type { OutboxStore } from './outbox.ts';
import type { Outbox, Queued } from './own-event.ts';

/** How long a change may stay unwritten. */
const UNWRITTEN_MS = 1_000;

/**
 * Is told of every change (`save`), and writes it within a second, or at once on `flush`. Runs one write at a time. Each
 * write has all changes up to its start, so the changes of one turn, such as queuing a message and marking it as sent,
 * share a write.
 */
export class OutboxSaver {
  readonly #store: OutboxStore;
  readonly #clock: Clock;
  /** What the store should contain. */
  #outbox: Outbox = [];
  /** What the store contains, as far as is known. */
  #saved: Outbox = [];
  /** The next write, which hasn't started yet. */
  #next: Promise<void> | undefined;
  /** The write requested last. Never rejects. The next one starts after it. */
  #last: Promise<void> = Promise.resolve();
  #cancelTimer: (() => void) | undefined;

  constructor(store: OutboxStore, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  /**
   * Reads what an earlier page left. A store that can't be read counts as empty, because being able to send matters
   * more than old entries.
   */
  async load(): Promise<Outbox> {
    this.#saved = await this.#store.load().catch(() => []);
    this.#outbox = this.#saved;
    return this.#saved;
  }

  /**
   * Writes `outbox` together with the next write, or in a second if there is none. That suffices for what the server
   * answered: if a crash loses it, the event is sent again with the same id and gets the same answer.
   */
  save(outbox: Outbox): void {
    this.#outbox = outbox;
    this.#cancelTimer ??= this.#clock.after(UNWRITTEN_MS, () => this.flush());
  }

  /** Writes all changes now. @returns resolves when they are durable or the write has failed */
  flush(): Promise<void> {
    this.#next ??= this.#last = this.#last.then(() => this.#write());
    return this.#next;
  }

  async #write(): Promise<void> {
    this.#next = undefined;
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    const outbox = this.#outbox;
    const saved = new Map(this.#saved.map((entry) => [entry.order, entry]));
    const put: Queued[] = [];
    for (const entry of outbox) {
      if (saved.get(entry.order) !== entry) put.push(entry);
      saved.delete(entry.order);
    }
    if (put.length === 0 && saved.size === 0) return;
    try {
      await this.#store.write(put, [...saved.keys()]);
      this.#saved = outbox;
    } catch {
      // The next write includes everything from this one.
    }
  }
}
