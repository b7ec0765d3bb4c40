/**
 * Handles events from clients: hashes what must not be stored in the clear, passes them to the pipeline, and answers.
 */

import type { EventRequest } from '../../protocol/events/registry.ts';
import type { Kind } from '../../protocol/events/traits.ts';
import { REPEAT_SCAN } from '../../protocol/limits.ts';
import { refuse } from '../../protocol/refusal.ts';
import type { Diagnostics } from '../admin/diagnostics.ts';
import type { Prepared, Stored } from '../events/body.ts';
import { ackOf, laterContext, placeAck } from '../events/frames.ts';
import type { Present } from '../events/present.ts';
import { moduleOf } from '../events/registry.ts';
import type { Limiter } from '../limits/limiter.ts';
import { READ_COST } from '../limits/rates.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import type { Telling } from '../pipeline/telling.ts';
import type { Connection } from '../presence/connection.ts';
import type { Presence } from '../presence/presence.ts';
import type { Refusals } from './refusals.ts';

/** The parts of the room that an event passes through. */
export interface EventHandlerOptions {
  present: Present;
  pipeline: Pipeline<Connection>;
  presence: Presence;
  telling: Telling<Connection>;
  limiter: Limiter;
  replies: Refusals;
  diagnostics: Diagnostics;
  /** Runs asynchronous work during which no other input reaches the room. */
  alone(work: () => Promise<void>): void;
}

export class EventHandler {
  readonly #present: Present;
  readonly #pipeline: Pipeline<Connection>;
  readonly #presence: Presence;
  readonly #telling: Telling<Connection>;
  readonly #limiter: Limiter;
  readonly #replies: Refusals;
  readonly #diagnostics: Diagnostics;
  readonly #alone: EventHandlerOptions['alone'];

  constructor({ present, pipeline, presence, telling, limiter, replies, diagnostics, alone }: EventHandlerOptions) {
    this.#present = present;
    this.#pipeline = pipeline;
    this.#presence = presence;
    this.#telling = telling;
    this.#limiter = limiter;
    this.#replies = replies;
    this.#diagnostics = diagnostics;
    this.#alone = alone;
  }

  /**
   * Hashing is asynchronous. No other input reaches the room meanwhile, so that a later frame can't overtake this one.
   */
  take(connection: Connection, request: EventRequest, now: number): void {
    const prepared = moduleOf(request.type).prepare?.(request, {
      salt: this.#present.state.moderation.salt,
      addressesOf: (id) => [...this.#presence.roster.connectionsOf(id)].flatMap(({ address }) => address ?? []),
    });
    if (!prepared) return this.#submit(connection, request, now);
    // A failed hash only concerns this request. As a rejection it would reset the object and end all connections.
    const next = prepared.then(
      (result) => () => this.#submit(connection, request, now, result),
      (error: unknown) => () => {
        throw error;
      },
    );
    this.#alone(async () => {
      this.#replies.guard(connection, await next, request.id);
    });
  }

  #submit(connection: Connection, request: EventRequest, now: number, prepared?: Prepared[Kind]): void {
    if (connection.v1 && request.id === undefined)
      return this.#telling.refuse(
        connection,
        refuse('bad_request', `In a "${request.type}" frame "id" is required: 1 to 64 characters of A-Z a-z 0-9 _ -.`),
      );
    const { memberId, sessionTag, name } = connection;
    const sender = { memberId, sessionTag, name, prepared };
    const allowance = {
      store: (rows: number) => this.#limiter.event(connection, rows, now),
      look: (events: number) => this.#limiter.request(connection, (READ_COST * events) / REPEAT_SCAN, now),
    };
    const verdict = this.#pipeline.accept(request, sender, now, allowance);
    if ('refused' in verdict) return this.#replies.refuse(connection, verdict, request.id, now);
    switch (verdict.kind) {
      case 'admitted':
        return this.#diagnostics.admitted();
      case 'repeated':
        return this.#repeated(connection, verdict.event, request);
      case 'unchanged':
        return this.#telling.answer(connection, placeAck(verdict.event, request.id ?? '', this.#present.epoch));
    }
  }

  #repeated(connection: Connection, event: Stored, request: EventRequest): void {
    const text = moduleOf(event.kind).echo?.(event, request);
    const context = laterContext(this.#present);
    const ack = { ...ackOf(event, request.id ?? '', context, this.#present.epoch), dup: true as const };
    this.#telling.answer(connection, text === undefined ? ack : { ...ack, data: text });
  }
}
