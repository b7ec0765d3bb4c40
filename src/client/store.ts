/** Holds the state of one client: immutable, replaced as a whole. */

import type { ClientState } from './client-state.ts';
import { shown } from './optimistic-view.ts';
import type { RoomState } from './state.ts';

export class Store {
  readonly #changed: (before: ClientState) => void;
  #state: ClientState;
  /** The cached result of `shown` for `#state`. */
  #shown: RoomState | undefined;

  /** @param changed called after each change, with the state before it */
  constructor(state: ClientState, changed: (before: ClientState) => void) {
    this.#state = state;
    this.#changed = changed;
  }

  get state(): ClientState {
    return this.#state;
  }

  /** The state as displayed. */
  get shown(): RoomState {
    this.#shown ??= shown(this.#state);
    return this.#shown;
  }

  set(change: Partial<ClientState>): void {
    this.replace({ ...this.#state, ...change });
  }

  replace(state: ClientState): void {
    const before = this.#state;
    if (state === before) return;
    this.#state = state;
    this.#shown = undefined;
    this.#changed(before);
  }
}
