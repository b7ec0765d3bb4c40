/**
 * Why a request was not carried out: one type for frames, connection attempts and API calls. It is plain data, so it
 * survives RPC and JSON.
 */

import type { CloseName, ErrorCode } from './codes.ts';

/**
 * Distinguished from any other result by `'refused' in result`. Only the edge turns it into an HTTP response or a
 * close, and only the room turns it into an error frame. A refused request has an error code and leaves its connection
 * open. A refused connection attempt has the name of a close code.
 */
export interface Refusal<Code extends ErrorCode | CloseName = ErrorCode> {
  readonly refused: true;
  readonly code: Code;
  /** What was wrong and what is allowed, in English. */
  readonly why: string;
  /** How long to wait before repeating the request. */
  readonly retryAfterMs?: number;
  /** When a ban ends, in Unix milliseconds. */
  readonly untilMs?: number;
  /** The server's time in Unix milliseconds, for a client whose clock is wrong. */
  readonly ts?: number;
  /** Identifies the line in the server's log that has the details. */
  readonly ref?: string;
}

/** The refusal of a frame, a connection attempt or an API call. */
export type AnyRefusal = Refusal<ErrorCode | CloseName>;

export function refuse<Code extends ErrorCode | CloseName>(
  code: Code,
  why: string,
  more: Pick<AnyRefusal, 'retryAfterMs' | 'untilMs' | 'ts' | 'ref'> = {},
): Refusal<Code> {
  return { refused: true, code, why, ...more };
}
