/** Tells connections about refusals and faults. */

import { type Refusal, refuse } from '../../protocol/refusal.ts';
import { refuseUnreadable, UnreadableError } from '../../protocol/unreadable.ts';
import type { Limiter } from '../limits/limiter.ts';
import type { Telling } from '../pipeline/telling.ts';
import type { Connection } from '../presence/connection.ts';
import type { Presence } from '../presence/presence.ts';

/** The parts of the room that a reply uses. */
export interface RepliesOptions {
  presence: Presence;
  telling: Telling<Connection>;
  limiter: Limiter;
}

export class Refusals {
  readonly #presence: Presence;
  readonly #telling: Telling<Connection>;
  readonly #limiter: Limiter;

  constructor({ presence, telling, limiter }: RepliesOptions) {
    this.#presence = presence;
    this.#telling = telling;
    this.#limiter = limiter;
  }

  /** Refuses an event or a name. If the client sends too fast and was told so a moment ago, it gets no answer. */
  refuse(connection: Connection, refusal: Refusal, id: string | undefined, now: number): void {
    if (refusal.code !== 'rate_limited') return this.#telling.refuse(connection, refusal, id);
    const retryAfterMs = this.#limiter.retryAfterMs(connection, 'event', refusal.retryAfterMs ?? 0, now);
    if (retryAfterMs !== undefined) this.#telling.refuse(connection, { ...refusal, retryAfterMs }, id);
  }

  /**
   * A bug must neither stop the room nor expose its internals. The stack goes to the log, and the client gets a
   * reference number.
   */
  guard(connection: Connection, handle: () => void, id?: string): void {
    try {
      handle();
    } catch (error) {
      if (error instanceof UnreadableError) return this.#refuseUnreadable(connection, error, id);
      const ref = crypto.randomUUID().slice(0, 8);
      console.error(
        JSON.stringify({ event: 'internal', ref, error: error instanceof Error ? error.stack : String(error) }),
      );
      const fault = refuse('internal', `Internal server error, reference ${ref}.`, { retryAfterMs: 1_000 });
      this.#telling.refuse(connection, fault, id);
    }
  }

  /**
   * Refuses a request to a room whose data can't be read. The log already has a line about that. A room of a newer
   * version must not be touched, so its connections are closed.
   */
  #refuseUnreadable(connection: Connection, error: UnreadableError, id?: string): void {
    if (error.reason === 'newer') return this.#presence.close(connection, 'internal', error.message, 'lost');
    return this.#telling.refuse(connection, refuseUnreadable(error), id);
  }
}
