/**
 * A draft of the state while frames are applied. Each collection is copied at most once, however many events arrive.
 */

import type { Person } from '../../protocol/members.ts';
import type { News } from '../listeners.ts';
import type { ClientState } from './client-state.ts';
import type { Message } from './state.ts';

export class StateDraft {
  /** What happened for the first time, in order. */
  readonly news: News[] = [];
  #state: ClientState;
  /** The copies made so far, which may be mutated until the draft is done. */
  #messages: Message[] | undefined;
  #members: Map<string, Person> | undefined;

  constructor(state: ClientState) {
    this.#state = state;
  }

  /** The current state. The same object as at first if nothing changed. */
  get state(): ClientState {
    return this.#state;
  }

  /** Frames can change anything except the link, which has its own state machine (link.ts). */
  set(change: Partial<Omit<ClientState, 'link'>>): void {
    this.#state = { ...this.#state, ...change };
    if (change.messages) this.#messages = undefined;
    if (change.members) this.#members = undefined;
  }

  /** The messages, for changes in place. */
  get messages(): Message[] {
    if (!this.#messages) {
      const messages = [...this.#state.messages];
      this.set({ messages });
      this.#messages = messages;
    }
    return this.#messages;
  }

  /** The members, for changes in place. */
  get members(): Map<string, Person> {
    if (!this.#members) {
      const members = new Map(this.#state.members);
      this.set({ members });
      this.#members = members;
    }
    return this.#members;
  }
}
