/** Keeps a store equal to the outbox, with as few writes as that takes. */

import type { Clock } from './clock.ts';
import type { OutboxStore } from './outbox.ts';
import type { Outbox, Queued } from './own-event.ts';

/** How long the answers of the server stay unwritten, if nothing else is written meanwhile. */
const LAZY_MS = 1_000;

/**
 * Writes one after the other, each with all that changed until it begins. So changes of one turn are one write, such as the
 * queuing of a message and the note that it is on its way.
 */
export class Saver {
  readonly #store: OutboxStore;
  readonly #clock: Clock;
  /** What the store is to hold. */
  #outbox: Outbox = [];
  /** What the store holds, as far as is known. */
  #saved: Outbox = [];
  /** The write that comes next and hasn't begun. */
  #next: Promise<void> | undefined;
  /** The last write, or all that come before the next. Never rejects. */
  #last: Promise<void> = Promise.resolve();
  #cancelTimer: (() => void) | undefined;

  constructor(store: OutboxStore, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  /** Reads what a former life left. A store that can't be read counts as empty: talking goes before remembering. */
  async load(): Promise<Outbox> {
    this.#saved = await this.#store.load().catch(() => []);
    this.#outbox = this.#saved;
    return this.#saved;
  }

  /** Brings the store up to `outbox`. @returns resolves when that is durable, or has failed. */
  save(outbox: Outbox): Promise<void> {
    this.#outbox = outbox;
    this.#next ??= this.#last = this.#last.then(() => this.#write());
    return this.#next;
  }

  /**
   * The same with the next write, or in a second if there is none. For what the server answered: should it be lost in a crash,
   * the event goes out again under its id and gets the same answer.
   */
  saveLazily(outbox: Outbox): void {
    this.#outbox = outbox;
    this.#cancelTimer ??= this.#clock.after(LAZY_MS, () => this.flush());
  }

  /** Writes now what waits for the next write. @returns as `save` does */
  flush(): Promise<void> {
    return this.save(this.#outbox);
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
      // The next write has all of it again.
    }
  }
}
