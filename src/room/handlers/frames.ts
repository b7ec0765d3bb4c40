/** The frame handler: takes each frame that came, and answers it. */

import { SUBPROTOCOL } from '../../protocol/connect.ts';
import type { EventRequest } from '../../protocol/events/registry.ts';
import { FATAL_FRAME_BYTES, REPEAT_SCAN } from '../../protocol/limits.ts';
import { parseFrame } from '../../protocol/parse.ts';
import { type Refusal, refuse } from '../../protocol/refusal.ts';
import type { ClientFrame, NameRequest } from '../../protocol/requests.ts';
import { exceedsBytes } from '../../protocol/text.ts';
import { refuseUnreadable, UnreadableError } from '../../protocol/unreadable.ts';
import { hashesOf, needsHashes } from '../access/hashes.ts';
import type { Diagnostics } from '../admin/diagnostics.ts';
import type { RoomConfig } from '../config.ts';
import type { Hashes } from '../events/compose.ts';
import { toAck } from '../events/frames.ts';
import type { Present } from '../events/present.ts';
import type { Limiter } from '../limits/limiter.ts';
import { READ_COST } from '../limits/rates.ts';
import type { EventLog } from '../log/event-log.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import type { Connection } from '../presence/connection.ts';
import type { Presence } from '../presence/presence.ts';
import { Queries } from '../queries/queries.ts';
import type { Names } from './names.ts';
import { Signals } from './signals.ts';

/** The parts of the room that the frame handler works with. */
export interface FrameHandlerOptions {
  config: RoomConfig;
  log: EventLog;
  present: Present;
  pipeline: Pipeline;
  presence: Presence;
  limiter: Limiter;
  names: Names;
  diagnostics: Diagnostics;
  /** Runs something that waits, while nothing else is delivered to the room. */
  alone(work: () => Promise<void>): void;
}

/** Who was closed for too many frames has all its tokens again by then. */
const FLOOD_RETRY_MS = 10_000;

export class FrameHandler {
  readonly #config: RoomConfig;
  readonly #log: EventLog;
  readonly #pipeline: Pipeline;
  readonly #presence: Presence;
  readonly #limiter: Limiter;
  readonly #names: Names;
  readonly #diagnostics: Diagnostics;
  readonly #alone: FrameHandlerOptions['alone'];
  readonly #queries: Queries;
  readonly #signals: Signals;

  constructor(options: FrameHandlerOptions) {
    const { config, log, pipeline, presence, limiter, names, diagnostics, alone } = options;
    this.#config = config;
    this.#log = log;
    this.#pipeline = pipeline;
    this.#presence = presence;
    this.#limiter = limiter;
    this.#names = names;
    this.#diagnostics = diagnostics;
    this.#alone = alone;
    this.#queries = new Queries(options);
    this.#signals = new Signals(options);
  }

  /** One frame as it came. Whatever it holds, the room goes on. */
  take(connection: Connection, message: string | ArrayBuffer, now: number): void {
    const { rowsRead } = this.#log;
    this.#guard(connection, () => {
      connection.touch(now, typeof message === 'string' ? message.length : message.byteLength);
      this.#presence.expire(now);
      this.#receive(connection, message, now);
    });
    this.#limiter.read(connection, this.#log.rowsRead - rowsRead, now);
  }

  #receive(connection: Connection, message: string | ArrayBuffer, now: number): void {
    const verdict = this.#limiter.frame(connection, now);
    if (typeof message !== 'string')
      return this.#presence.close(connection, 'unsupported_data', 'Only text frames are understood.', 'lost');
    if (exceedsBytes(message, FATAL_FRAME_BYTES))
      return this.#presence.close(
        connection,
        'too_large',
        `A frame has at most ${this.#config.limits.frameBytes} bytes.`,
        'lost',
      );
    if (verdict === 'drop') return;
    if (verdict === 'close') return this.#closeFast(connection);
    const result = parseFrame(message);
    if ('refused' in result) {
      if (result.strike && this.#limiter.strike(connection, now))
        return this.#presence.close(connection, 'abuse', `Too much bad input. ${result.why}`, 'abuse');
      return this.#presence.refuse(connection, result, result.id);
    }
    switch (result.kind) {
      case 'unknown':
        return;
      case 'frame':
        // Here rather than around all: the answer to a fault names the request.
        return this.#guard(connection, () => this.#handle(connection, result.frame, now), idOf(result.frame));
    }
  }

  #handle(connection: Connection, frame: ClientFrame, now: number): void {
    switch (frame.type) {
      case 'msg':
        return this.#event(connection, frame, now);
      case 'edit':
      case 'delete':
      case 'react':
      case 'set':
      case 'mod':
        return this.#v1(connection, frame, () => this.#judge(connection, frame, now));
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
        return this.#v1(connection, frame, () => this.#queries.who(connection, frame, now));
      case 'audit':
        return this.#v1(connection, frame, () => this.#queries.audit(connection, frame, now));
    }
  }

  /** Hashing takes turns of its own: meanwhile nothing else is delivered to the room, so that no later frame overtakes this one. */
  #judge(connection: Connection, frame: EventRequest, now: number): void {
    if (!needsHashes(frame)) return this.#event(connection, frame, now);
    const theirs = frame.type === 'mod' ? this.#presence.roster.connectionsOf(frame.data.who) : [];
    const addresses = [...theirs].flatMap(({ address }) => address ?? []);
    this.#alone(async () => {
      const hashes = await hashesOf(frame, this.#log.state.moderation.salt, addresses);
      this.#guard(connection, () => this.#event(connection, frame, now, hashes), frame.id);
    });
  }

  #event(connection: Connection, frame: EventRequest, now: number, hashes?: Hashes): void {
    if (connection.v1 && frame.id === undefined)
      return this.#presence.refuse(
        connection,
        refuse('bad_request', 'In a "msg" frame "id" is required: 1 to 64 of A-Z a-z 0-9 _ -.'),
      );
    const { memberId, session, name } = connection;
    const sender = { memberId, session, name, ...(hashes ? { hashes } : {}) };
    const allowance = {
      store: (rows: number) => this.#limiter.event(connection, rows, now),
      look: (events: number) => this.#limiter.request(connection, (READ_COST * events) / REPEAT_SCAN, now),
    };
    const verdict = this.#pipeline.accept(frame, sender, this.#presence.roster.connections.size, now, allowance);
    if ('refused' in verdict) return this.#refuse(connection, verdict, frame.id, now);
    switch (verdict.kind) {
      case 'admitted':
        return this.#diagnostics.admitted();
      case 'repeated':
        return this.#presence.send(connection, {
          ...toAck(verdict.event, frame.id ?? '', this.#log.epoch),
          dup: true,
          // The first ack, which told that cleaning changed the text, may have been lost.
          ...(frame.type === 'msg' && frame.data !== verdict.event.data ? { data: verdict.event.data } : {}),
        });
    }
  }

  #changeName(connection: Connection, frame: NameRequest, now: number): void {
    const { name, refusal } = this.#names.choose(connection, frame.data, now);
    if (refusal) return this.#refuse(connection, refusal, frame.id, now);
    return this.#presence.rename(connection.memberId, name, now);
  }

  /** What base clients may not ask. */
  #v1(connection: Connection, frame: ClientFrame, answer: () => void): void {
    if (connection.v1) answer();
    else
      this.#presence.refuse(
        connection,
        refuse('unsupported', `"${frame.type}" needs the subprotocol ${SUBPROTOCOL}.`),
        idOf(frame),
      );
  }

  /** What it is told to wait is time in which its buckets fill. */
  #closeFast(connection: Connection): void {
    this.#presence.close(connection, 'rate_limited', 'Too many frames for too long.', 'lost', {
      retryAfterMs: FLOOD_RETRY_MS,
    });
  }

  /** Refuses an event or a name. What came too fast is left without an answer if that was said a moment ago. */
  #refuse(connection: Connection, refusal: Refusal, id: string | undefined, now: number): void {
    if (refusal.code !== 'rate_limited') return this.#presence.refuse(connection, refusal, id);
    const retryAfterMs = this.#limiter.retryAfterMs(connection, 'event', refusal.retryAfterMs ?? 0, now);
    if (retryAfterMs !== undefined) this.#presence.refuse(connection, { ...refusal, retryAfterMs }, id);
  }

  /** A bug must not take the room down or show its insides: the stack goes to the log, its number to the client. */
  #guard(connection: Connection, handle: () => void, id?: string): void {
    try {
      handle();
    } catch (error) {
      if (error instanceof UnreadableError) return this.#refuseUnreadable(connection, error, id);
      const ref = crypto.randomUUID().slice(0, 8);
      console.error(
        JSON.stringify({ event: 'internal', ref, error: error instanceof Error ? error.stack : String(error) }),
      );
      const fault = refuse('internal', `A fault on the server, number ${ref}.`, { retryAfterMs: 1_000 });
      this.#presence.refuse(connection, fault, id);
    }
  }

  /** The log has said so in its own line. A room of a newer version is not to be touched: its connections belong to that. */
  #refuseUnreadable(connection: Connection, error: UnreadableError, id?: string): void {
    if (error.reason === 'newer') return this.#presence.close(connection, 'internal', error.message, 'lost');
    return this.#presence.refuse(connection, refuseUnreadable(error), id);
  }
}

function idOf(frame: ClientFrame): string | undefined {
  return 'id' in frame ? frame.id : undefined;
}
