/** A sink that records the texts it is given, and that can be made to fail or to be slow. */

import type { Batch, Sink } from '../../src/room/delivery/types.ts';

export class FakeSink implements Sink {
  readonly texts: string[] = [];
  unsent: number | undefined;
  fails = false;
  slow = false;
  readonly #onTell: () => void;

  constructor(onTell: () => void = () => {}) {
    this.#onTell = onTell;
  }

  take(batch: Batch): boolean {
    return batch.shared.every((text) => this.tell(text));
  }

  tell(text: string): boolean {
    if (this.fails) return false;
    this.texts.push(text);
    this.#onTell();
    return true;
  }

  replay(texts: readonly string[]): void {
    this.texts.push(...texts);
  }

  isSlow(): boolean {
    return this.slow;
  }
}
