/** Error codes and close codes, and what a client does about each. */

/** Non-fatal: the connection stays, one request was refused. */
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
  'storage',
  'internal',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

/** Refusals that pass: the same request may be sent again after `retryAfterMs`. */
export const RETRYABLE: ReadonlySet<string> = new Set(['rate_limited', 'slow_mode', 'busy', 'storage', 'internal']);

/** Close codes of our own, by name. Their ranges tell a client what to do, so that codes added later are safe. */
export const CLOSE = {
  /** The server is restarting. */
  restart: 4000,
  /** Nothing was heard from the client for the heartbeat timeout. */
  heartbeat: 4001,
  /** The client read too slowly and too much waits unsent. */
  slow_consumer: 4002,
  /** The room can't keep up. */
  overloaded: 4003,
  /** Too many frames or connects. */
  rate_limited: 4004,
  /** A fault on the server. */
  internal: 4005,
  /** The room has as many members as it may. */
  room_full: 4006,
  /** Sent by a client that drops this socket and will resume. */
  dropping: 4100,
  /** The proof of possession is too old or from the future. */
  proof_expired: 4300,
  /** Too much bad input. */
  abuse: 4400,
  /** No valid session or proof. */
  unauthorized: 4401,
  /** Banned from the room. */
  banned: 4403,
  /** No such room name can be. */
  bad_room: 4404,
  /** The same session connected again. */
  replaced: 4409,
  /** A moderator ended the connection. */
  kicked: 4410,
  /** A frame far beyond the limit. */
  too_large: 4413,
  /** A binary frame. */
  unsupported_data: 4415,
  /** The room is locked and the key was missing or wrong. */
  locked: 4423,
} as const;
export type CloseName = keyof typeof CLOSE;

/** What a client does after a connection ended. */
export type CloseAction = 'resume' | 'renew' | 'stay_away';

/**
 * What to do after a close with `code`: reconnect and resume, renew the proof first, or stay away.
 * Any code outside 4300–4499 (1006 and 1012 included) means resume.
 */
export function closeAction(code: number): CloseAction {
  if (code >= 4300 && code <= 4399) return 'renew';
  if (code >= 4400 && code <= 4499) return 'stay_away';
  return 'resume';
}
