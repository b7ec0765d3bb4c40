/** Refusals and faults, as the connection that asked is told of them. */

import { type Refusal, refuse } from '../../protocol/refusal.ts';
import { refuseUnreadable, UnreadableError } from '../../protocol/unreadable.ts';
import type { Limiter } from '../limits/limiter.ts';
import type { Telling } from '../pipeline/telling.ts';
import type { Connection } from '../presence/connection.ts';
import type { Presence } from '../presence/presence.ts';

/** The parts of the room that a reply works with. */
export interface RepliesOptions {
  presence: Presence;
  telling: Telling<Connection>;
  limiter: Limiter;
}

export class Replies {
  readonly #presence: Presence;
  readonly #telling: Telling<Connection>;
  readonly #limiter: Limiter;

  constructor({ presence, telling, limiter }: RepliesOptions) {
    this.#presence = presence;
    this.#telling = telling;
    this.#limiter = limiter;
  }

  /** Refuses an event or a name. What came too fast is left without an answer if that was said a moment ago. */
  refuse(connection: Connection, refusal: Refusal, id: string | undefined, now: number): void {
    if (refusal.code !== 'rate_limited') return this.#telling.refuse(connection, refusal, id);
    const retryAfterMs = this.#limiter.retryAfterMs(connection, 'event', refusal.retryAfterMs ?? 0, now);
    if (retryAfterMs !== undefined) this.#telling.refuse(connection, { ...refusal, retryAfterMs }, id);
  }

  /** A bug must not take the room down or show its insides: the stack goes to the log, its number to the client. */
  guard(connection: Connection, handle: () => void, id?: string): void {
    try {
      handle();
    } catch (error) {
      if (error instanceof UnreadableError) return this.#refuseUnreadable(connection, error, id);
      const ref = crypto.randomUUID().slice(0, 8);
      console.error(
        JSON.stringify({ event: 'internal', ref, error: error instanceof Error ? error.stack : String(error) }),
      );
      const fault = refuse('internal', `A fault on the server, number ${ref}.`, { retryAfterMs: 1_000 });
      this.#telling.refuse(connection, fault, id);
    }
  }

  /** The log has said so in its own line. A room of a newer version is not to be touched: its connections belong to that. */
  #refuseUnreadable(connection: Connection, error: UnreadableError, id?: string): void {
    if (error.reason === 'newer') return this.#presence.close(connection, 'internal', error.message, 'lost');
    return this.#telling.refuse(connection, refuseUnreadable(error), id);
  }
}
