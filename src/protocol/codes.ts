/** Error codes and close codes, and how a client reacts to each. */

/** Non-fatal errors: one request was refused and the connection stays open. */
export const ERROR_CODES = [
  'bad_json',
  'bad_request',
  'unsupported',
  'too_large',
  'bad_text',
  'bad_name',
  'bad_room',
  'id_conflict',
  'expired',
  'rate_limited',
  'slow_mode',
  'busy',
  'muted',
  'forbidden',
  'not_found',
  'no_space',
  'storage',
  'internal',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

/** Temporary refusals: the client may send the same request again after `retryAfterMs`. */
export const RETRYABLE: ReadonlySet<string> = new Set(['rate_limited', 'slow_mode', 'busy', 'storage', 'internal']);

/**
 * Application close codes by name. The range of a code tells a client what to do, so clients handle codes that are
 * added later.
 */
export const CLOSE = {
  /** The server is restarting. */
  restart: 4000,
  /** Nothing arrived from the client within the heartbeat timeout. */
  heartbeat: 4001,
  /** The client reads too slowly and too much data is waiting to be sent to it. */
  slow_consumer: 4002,
  /** The room can't keep up. */
  overloaded: 4003,
  /** Too many frames or connection attempts. */
  rate_limited: 4004,
  /** An internal error on the server. */
  internal: 4005,
  /** The room has reached its maximum number of members. */
  room_full: 4006,
  /** Sent by a client that gives up this socket and will resume on another. */
  dropping: 4100,
  /** The proof of possession is too old, or its time lies in the future. */
  proof_expired: 4300,
  /** Too much invalid input. */
  abuse: 4400,
  /** The session secret or the proof is missing or invalid. */
  unauthorized: 4401,
  /** Banned from the room. */
  banned: 4403,
  /** The room name is not valid. */
  bad_room: 4404,
  /** The same session connected again on another socket. */
  replaced: 4409,
  /** A moderator ended the connection. */
  kicked: 4410,
  /** A frame far above the size limit. */
  too_large: 4413,
  /** A binary frame. */
  unsupported_data: 4415,
  /** The room is locked and the key was missing or wrong. */
  locked: 4423,
} as const;
export type CloseName = keyof typeof CLOSE;

/** What a client does after its connection ended. */
export type CloseAction = 'resume' | 'renew' | 'stay_away';

/**
 * What to do after a close with `code`: reconnect and resume, renew the proof first, or stay disconnected. Any code
 * outside 4300–4499 (including 1006 and 1012) means resume.
 */
export function closeAction(code: number): CloseAction {
  if (code >= 4300 && code <= 4399) return 'renew';
  if (code >= 4400 && code <= 4499) return 'stay_away';
  return 'resume';
}
