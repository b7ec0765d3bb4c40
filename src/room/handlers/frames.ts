/** The frame handler: dispatches each incoming frame to the part of the room that answers it. */

import { SUBPROTOCOL } from '../../protocol/connect.ts';
import type { EventRequest } from '../../protocol/events/registry.ts';
import { traitsOf } from '../../protocol/events/traits.ts';
import { FATAL_FRAME_BYTES } from '../../protocol/limits.ts';
import { parseFrame } from '../../protocol/parse.ts';
import { refuse } from '../../protocol/refusal.ts';
import { type ClientFrame, isEventRequest, type NameRequest } from '../../protocol/requests.ts';
import { exceedsBytes } from '../../protocol/text.ts';
import type { RoomConfig } from '../config.ts';
import type { Limiter } from '../limits/limiter.ts';
import type { RowCounts } from '../log/types.ts';
import type { Settled } from '../pipeline/settled.ts';
import type { Telling } from '../pipeline/telling.ts';
import type { Connection } from '../presence/connection.ts';
import type { Presence } from '../presence/presence.ts';
import { Queries } from '../queries/queries.ts';
import { EventHandler, type EventHandlerOptions } from './client-events.ts';
import type { Names } from './names.ts';
import { Refusals } from './refusals.ts';
import { Signals } from './signals.ts';

/** The parts of the room that the frame handler uses. */
export interface FrameHandlerOptions extends Omit<EventHandlerOptions, 'replies'> {
  config: RoomConfig;
  rows: RowCounts;
  settled: Settled;
  names: Names;
}

/** By then a client that was closed for too many frames has a full bucket again. */
const FLOOD_RETRY_MS = 10_000;

export class FrameHandler {
  readonly #config: RoomConfig;
  readonly #rows: RowCounts;
  readonly #presence: Presence;
  readonly #telling: Telling<Connection>;
  readonly #limiter: Limiter;
  readonly #names: Names;
  readonly #replies: Refusals;
  readonly #events: EventHandler;
  readonly #queries: Queries;
  readonly #signals: Signals;

  constructor(options: FrameHandlerOptions) {
    const { config, rows, presence, telling, limiter, names } = options;
    this.#config = config;
    this.#rows = rows;
    this.#presence = presence;
    this.#telling = telling;
    this.#limiter = limiter;
    this.#names = names;
    this.#replies = new Refusals(options);
    this.#events = new EventHandler({ ...options, replies: this.#replies });
    this.#queries = new Queries(options);
    this.#signals = new Signals(options);
  }

  /** Handles one raw frame. Whatever it contains, the room continues. */
  take(connection: Connection, message: string | ArrayBuffer, now: number): void {
    const { rowsRead } = this.#rows;
    this.#replies.guard(connection, () => {
      connection.touch(now, typeof message === 'string' ? message.length : message.byteLength);
      this.#presence.expire(now);
      this.#receive(connection, message, now);
    });
    this.#limiter.read(connection, this.#rows.rowsRead - rowsRead, now);
  }

  #receive(connection: Connection, message: string | ArrayBuffer, now: number): void {
    const verdict = this.#limiter.frame(connection, now);
    if (typeof message !== 'string')
      return this.#presence.close(connection, 'unsupported_data', 'Only text frames are accepted.', 'lost');
    if (exceedsBytes(message, FATAL_FRAME_BYTES))
      return this.#presence.close(
        connection,
        'too_large',
        `A frame can have at most ${this.#config.limits.frameBytes} bytes.`,
        'lost',
      );
    if (verdict === 'drop') return;
    if (verdict === 'close') return this.#closeFast(connection);
    const result = parseFrame(message);
    if ('refused' in result) {
      if (result.strike && this.#limiter.strike(connection, now))
        return this.#presence.close(connection, 'abuse', `Too much invalid input. ${result.why}`, 'abuse');
      return this.#telling.refuse(connection, result, result.id);
    }
    switch (result.kind) {
      case 'unknown':
        return;
      case 'frame':
        // Guarded here rather than further out, so that the answer to a fault can have the request's id.
        return this.#replies.guard(connection, () => this.#handle(connection, result.frame, now), idOf(result.frame));
    }
  }

  #handle(connection: Connection, frame: ClientFrame, now: number): void {
    if (isEventRequest(frame)) return this.#event(connection, frame, now);
    switch (frame.type) {
      case 'typing':
        return this.#v1(connection, frame, () => this.#signals.typing(connection, now));
      case 'read':
        return this.#v1(connection, frame, () => this.#signals.read(connection, frame, now));
      case 'name':
        return this.#changeName(connection, frame, now);
      case 'history':
        return this.#v1(connection, frame, () => this.#queries.history(connection, frame, now));
      case 'search':
        return this.#v1(connection, frame, () => this.#queries.search(connection, frame, now));
      case 'who':
        return this.#v1(connection, frame, () => this.#queries.who(connection, frame));
      case 'audit':
        return this.#v1(connection, frame, () => this.#queries.audit(connection, frame, now));
    }
  }

  #event(connection: Connection, request: EventRequest, now: number): void {
    // Base clients may send the kinds of events that they receive unchanged.
    if (traitsOf(request.type).base === 'same') return this.#events.take(connection, request, now);
    return this.#v1(connection, request, () => this.#events.take(connection, request, now));
  }

  #changeName(connection: Connection, frame: NameRequest, now: number): void {
    const { name, refusal } = this.#names.choose(connection, frame.data, now);
    if (refusal) return this.#replies.refuse(connection, refusal, frame.id, now);
    return this.#presence.rename(connection.memberId, name, now);
  }

  /** Requests that base clients may not make. */
  #v1(connection: Connection, frame: ClientFrame, answer: () => void): void {
    if (connection.v1) answer();
    else
      this.#telling.refuse(
        connection,
        refuse('unsupported', `"${frame.type}" needs the subprotocol ${SUBPROTOCOL}.`),
        idOf(frame),
      );
  }

  /** Closes a connection for flooding. The client must wait until its buckets are full again. */
  #closeFast(connection: Connection): void {
    this.#presence.close(connection, 'rate_limited', 'You sent frames too fast for too long.', 'lost', {
      retryAfterMs: FLOOD_RETRY_MS,
    });
  }
}

function idOf(frame: ClientFrame): string | undefined {
  return 'id' in frame ? frame.id : undefined;
}
