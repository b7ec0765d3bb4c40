/** Events that clients send: handed to the pipeline, once what they hold in clear is hashed, and answered. */

import type { EventRequest } from '../../protocol/events/registry.ts';
import { REPEAT_SCAN } from '../../protocol/limits.ts';
import { refuse } from '../../protocol/refusal.ts';
import { hashesOf, needsHashes } from '../access/hashes.ts';
import type { Diagnostics } from '../admin/diagnostics.ts';
import type { Hashes } from '../events/compose.ts';
import { toAck } from '../events/frames.ts';
import type { Limiter } from '../limits/limiter.ts';
import { READ_COST } from '../limits/rates.ts';
import type { EventLog } from '../log/event-log.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import type { Telling } from '../pipeline/telling.ts';
import type { Connection } from '../presence/connection.ts';
import type { Presence } from '../presence/presence.ts';
import type { Replies } from './replies.ts';

/** The parts of the room that an event passes. */
export interface EventHandlerOptions {
  log: EventLog;
  pipeline: Pipeline<Connection>;
  presence: Presence;
  telling: Telling<Connection>;
  limiter: Limiter;
  replies: Replies;
  diagnostics: Diagnostics;
  /** Runs something that waits, while nothing else is delivered to the room. */
  alone(work: () => Promise<void>): void;
}

export class EventHandler {
  readonly #log: EventLog;
  readonly #pipeline: Pipeline<Connection>;
  readonly #presence: Presence;
  readonly #telling: Telling<Connection>;
  readonly #limiter: Limiter;
  readonly #replies: Replies;
  readonly #diagnostics: Diagnostics;
  readonly #alone: EventHandlerOptions['alone'];

  constructor({ log, pipeline, presence, telling, limiter, replies, diagnostics, alone }: EventHandlerOptions) {
    this.#log = log;
    this.#pipeline = pipeline;
    this.#presence = presence;
    this.#telling = telling;
    this.#limiter = limiter;
    this.#replies = replies;
    this.#diagnostics = diagnostics;
    this.#alone = alone;
  }

  /** Hashing takes turns of its own: meanwhile nothing else is delivered to the room, so that no later frame overtakes this one. */
  take(connection: Connection, frame: EventRequest, now: number): void {
    if (!needsHashes(frame)) return this.#submit(connection, frame, now);
    const theirs = frame.type === 'mod' ? this.#presence.roster.connectionsOf(frame.data.who) : [];
    const addresses = [...theirs].flatMap(({ address }) => address ?? []);
    this.#alone(async () => {
      const hashes = await hashesOf(frame, this.#log.state.moderation.salt, addresses);
      this.#replies.guard(connection, () => this.#submit(connection, frame, now, hashes), frame.id);
    });
  }

  #submit(connection: Connection, frame: EventRequest, now: number, hashes?: Hashes): void {
    if (connection.v1 && frame.id === undefined)
      return this.#telling.refuse(
        connection,
        refuse('bad_request', 'In a "msg" frame "id" is required: 1 to 64 of A-Z a-z 0-9 _ -.'),
      );
    const { memberId, session, name } = connection;
    const sender = { memberId, session, name, ...(hashes ? { hashes } : {}) };
    const allowance = {
      store: (rows: number) => this.#limiter.event(connection, rows, now),
      look: (events: number) => this.#limiter.request(connection, (READ_COST * events) / REPEAT_SCAN, now),
    };
    const verdict = this.#pipeline.accept(frame, sender, now, allowance);
    if ('refused' in verdict) return this.#replies.refuse(connection, verdict, frame.id, now);
    switch (verdict.kind) {
      case 'admitted':
        return this.#diagnostics.admitted();
      case 'repeated':
        return this.#telling.answer(connection, {
          ...toAck(verdict.event, frame.id ?? '', this.#log.epoch),
          dup: true,
          // The first ack, which told that cleaning changed the text, may have been lost.
          ...(frame.type === 'msg' && frame.data !== verdict.event.data ? { data: verdict.event.data } : {}),
        });
    }
  }
}
