/** Loads older messages when the reader comes near the top of the list. */

import { loadOlder } from '../../../../client/questions/questions.ts';
import type { Room } from '../../../state/room.ts';

/** The pause before asking again for messages that didn't arrive. */
const PAUSE_MS = 3_000;

export class OlderMessages {
  readonly #room: Room;
  readonly #retry: () => void;
  #asked = { before: 0, ms: 0 };
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param retry called once messages that didn't arrive may be requested again */
  constructor(room: Room, retry: () => void) {
    this.#room = room;
    this.#retry = retry;
  }

  /** Requests a page of older messages, if there are any and no request is under way. */
  load(): void {
    const state = this.#room.state.peek();
    if (!state?.hasOlder || state.loadingOlder || state.link.status !== 'live') return;
    const before = state.messages[0]?.seq ?? 0;
    const nowMs = Date.now();
    const waitMs = this.#asked.before === before ? this.#asked.ms + PAUSE_MS - nowMs : 0;
    this.dispose();
    if (waitMs > 0) {
      this.#timer = setTimeout(this.#retry, waitMs);
      return;
    }
    this.#asked = { before, ms: nowMs };
    const client = this.#room.client.peek();
    if (client) loadOlder(client);
  }

  dispose(): void {
    clearTimeout(this.#timer);
  }
}
