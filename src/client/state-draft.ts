/** A state while one frame is being applied to it: what the frame touches is copied once, however many events it brings. */

import type { Person } from '../protocol/shared.ts';
import type { ClientState } from './client-state.ts';
import type { News } from './listeners.ts';
import type { Message } from './state.ts';

export class StateDraft {
  /** What happened for the first time, in order. */
  readonly news: News[] = [];
  #state: ClientState;
  /** The copies made so far: ours to change until the frame is done. */
  #messages: Message[] | undefined;
  #members: Map<string, Person> | undefined;

  constructor(state: ClientState) {
    this.#state = state;
  }

  /** The state so far. The same object as at first, if nothing changed. */
  get state(): ClientState {
    return this.#state;
  }

  /** What frames say changes anything but the link, which has a machine of its own (link.ts). */
  set(change: Partial<Omit<ClientState, 'link'>>): void {
    this.#state = { ...this.#state, ...change };
    if (change.messages) this.#messages = undefined;
    if (change.members) this.#members = undefined;
  }

  /** The messages, to be changed in place. */
  get messages(): Message[] {
    if (!this.#messages) {
      const messages = [...this.#state.messages];
      this.set({ messages });
      this.#messages = messages;
    }
    return this.#messages;
  }

  /** The members, to be changed in place. */
  get members(): Map<string, Person> {
    if (!this.#members) {
      const members = new Map(this.#state.members);
      this.set({ members });
      this.#members = members;
    }
    return this.#members;
  }
}
