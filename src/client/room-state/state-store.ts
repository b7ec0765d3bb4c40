/** Holds the state of one client: immutable, replaced as a whole. */

import type { ClientState } from './client-state.ts';
import { optimisticView } from './optimistic-view.ts';
import type { RoomState } from './state.ts';

export class Store {
  readonly #changed: (before: ClientState) => void;
  #state: ClientState;
  /** The cached result of `optimisticView` for `#state`. */
  #view: RoomState | undefined;

  /** @param changed called after each change, with the state before it */
  constructor(state: ClientState, changed: (before: ClientState) => void) {
    this.#state = state;
    this.#changed = changed;
  }

  get state(): ClientState {
    return this.#state;
  }

  /** The state as displayed. */
  get view(): RoomState {
    this.#view ??= optimisticView(this.#state);
    return this.#view;
  }

  set(change: Partial<ClientState>): void {
    this.replace({ ...this.#state, ...change });
  }

  replace(state: ClientState): void {
    const before = this.#state;
    if (state === before) return;
    this.#state = state;
    this.#view = undefined;
    this.#changed(before);
  }
}
