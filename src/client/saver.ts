/** Keeps a store equal to the outbox: what changed since the last time is written, in order, one write after the other. */

import type { OutboxStore } from './outbox.ts';
import type { Outbox, Queued } from './own-event.ts';

export class Saver {
  readonly #store: OutboxStore;
  /** What the store holds, or will when the writes under way are done. */
  #saved: Outbox = [];
  #writes: Promise<void> = Promise.resolve();

  constructor(store: OutboxStore) {
    this.#store = store;
  }

  /** What a former life left. A store that can't be read counts as empty: talking goes before remembering. */
  async load(): Promise<Outbox> {
    try {
      this.#saved = await this.#store.load();
    } catch {
      this.#saved = [];
    }
    return this.#saved;
  }

  /** Brings the store up to `outbox`. @returns resolves when that is durable, or has failed. */
  save(outbox: Outbox): Promise<void> {
    const saved = new Map(this.#saved.map((entry) => [entry.order, entry]));
    const put: Queued[] = [];
    for (const entry of outbox) {
      if (saved.get(entry.order) !== entry) put.push(entry);
      saved.delete(entry.order);
    }
    const remove = [...saved.keys()];
    this.#saved = outbox;
    if (put.length > 0 || remove.length > 0)
      this.#writes = this.#writes.then(() => this.#store.write(put, remove)).catch(() => {});
    return this.#writes;
  }
}
