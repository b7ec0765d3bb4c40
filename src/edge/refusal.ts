/** Refusals as HTTP: the one table of statuses. */

import type { CloseName } from '../protocol/codes.ts';
import { type AnyRefusal, type Refusal, refuse } from '../protocol/refusal.ts';
import { ROOM_NAME_RULE } from '../protocol/room-names.ts';
import { refuseUnreadable, UnreadableError } from '../protocol/unreadable.ts';
import { json } from './http.ts';

/** No room can have the name that was asked for. */
export const BAD_ROOM = refuse('bad_room', `A room name is ${ROOM_NAME_RULE}.`);

/** What a request got wrong. */
const BAD_REQUEST = 400;
/** A fault that passes by itself, such as a room that can't be read now. */
const UNAVAILABLE = 503;

/** Codes whose status isn't 400. */
const STATUS: Readonly<Partial<Record<AnyRefusal['code'], number>>> = {
  unauthorized: 401,
  proof_expired: 401,
  forbidden: 403,
  banned: 403,
  not_found: 404,
  locked: 423,
  rate_limited: 429,
  internal: 500,
  room_full: UNAVAILABLE,
};

/**
 * A refusal as HTTP: `{code, data}`, and `ts`, `untilMs` and `ref` where there are any.
 * @param http what the refusal doesn't tell, since only HTTP has it: a status of its own, such as 405 or 412, and headers
 */
export function refuseHttp(
  { code, why, retryAfterMs, ts, untilMs, ref }: AnyRefusal,
  http: { status?: number; headers?: Readonly<Record<string, string>> } = {},
): Response {
  const body = {
    code,
    data: why,
    ...(ts === undefined ? {} : { ts }),
    ...(untilMs === undefined ? {} : { untilMs }),
    ...(ref === undefined ? {} : { ref }),
  };
  const passes = code === 'internal' && retryAfterMs !== undefined;
  return json(body, http.status ?? (passes ? UNAVAILABLE : (STATUS[code] ?? BAD_REQUEST)), {
    ...http.headers,
    ...(retryAfterMs === undefined ? {} : { 'Retry-After': String(toSeconds(retryAfterMs)) }),
  });
}

/** A wait in whole seconds, as HTTP tells it. */
export function toSeconds(ms: number): number {
  return Math.ceil(ms / 1_000);
}

/** What only the room can know, such as that it is full. */
export function readRefusal(response: Response): Promise<Refusal<CloseName>> {
  return response.json();
}

/**
 * What a bug looks like from outside: a number, under which the log has the stack. A room that can't read its data is none of the
 * edge's: it has said so in the log itself, and tells why.
 */
export function fault(error: unknown): Refusal<'internal'> {
  if (error instanceof UnreadableError) return refuseUnreadable(error);
  const ref = crypto.randomUUID().slice(0, 8);
  console.error(
    JSON.stringify({ event: 'internal', ref, error: error instanceof Error ? error.stack : String(error) }),
  );
  return refuse('internal', `A fault on the server, number ${ref}.`, { ref });
}
