/** Turns refusals into HTTP responses. Contains the only table of statuses. */

import type { CloseName } from '../protocol/codes.ts';
import { type AnyRefusal, type Refusal, refuse } from '../protocol/refusal.ts';
import { ROOM_NAME_RULE } from '../protocol/room-names.ts';
import { refuseUnreadable, UnreadableError } from '../protocol/unreadable.ts';
import { json } from './http.ts';

/** The refusal of an invalid room name. */
export const BAD_ROOM = refuse('bad_room', `A room name is ${ROOM_NAME_RULE}.`);

/** The status of an invalid request. */
const BAD_REQUEST = 400;
/** The status of a temporary fault, such as a room that can't be read now. */
const UNAVAILABLE = 503;

/** Codes whose status isn't 400. */
const STATUS: Readonly<Partial<Record<AnyRefusal['code'], number>>> = {
  unauthorized: 401,
  proof_expired: 401,
  forbidden: 403,
  banned: 403,
  not_found: 404,
  no_space: 413,
  locked: 423,
  rate_limited: 429,
  internal: 500,
  room_full: UNAVAILABLE,
};

/**
 * A refusal as HTTP: `{code, data}`, with `ts`, `untilMs` and `ref` if present.
 * @param http what only HTTP has: a specific status such as 405 or 412, and headers
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

/** A delay in whole seconds, as HTTP gives it. */
export function toSeconds(ms: number): number {
  return Math.ceil(ms / 1_000);
}

/** Reads a refusal that only the room could decide, for example because it is full. */
export function readRefusal(response: Response): Promise<Refusal<CloseName>> {
  return response.json();
}

/**
 * What a client sees of a bug: a reference number under which the log has the stack. A room that can't read its data is
 * not a bug of the edge. The room has logged that itself, and the answer says why.
 */
export function fault(error: unknown): Refusal<'internal'> {
  if (error instanceof UnreadableError) return refuseUnreadable(error);
  const ref = crypto.randomUUID().slice(0, 8);
  console.error(
    JSON.stringify({ event: 'internal', ref, error: error instanceof Error ? error.stack : String(error) }),
  );
  return refuse('internal', `Internal server error, reference ${ref}.`, { ref });
}
