/** Why something that was asked for is not done: one type for frames, connects and calls of the API. Plain data, so that it survives RPC and JSON. */

import type { CloseName, ErrorCode } from './codes.ts';

/**
 * Told apart from any other result by `'refused' in result`. Only the edge gives it the form of an HTTP response or of a close, and
 * only the room that of an error frame.
 *
 * A refused request leaves its connection open and has an error code; a refused connect has the name of a close code.
 */
export interface Refusal<Code extends ErrorCode | CloseName = ErrorCode> {
  readonly refused: true;
  readonly code: Code;
  /** What was wrong and what is allowed, in English. */
  readonly why: string;
  /** How long to wait before the same may be asked again. */
  readonly retryAfterMs?: number;
  /** When a ban ends by itself. Unix milliseconds. */
  readonly untilMs?: number;
  /** The server's time, for a client whose clock is off. Unix milliseconds. */
  readonly ts?: number;
  /** Names the line in the server's log that tells more. */
  readonly ref?: string;
}

/** The refusal of a request, of a connect or of a call. */
export type AnyRefusal = Refusal<ErrorCode | CloseName>;

export function refuse<Code extends ErrorCode | CloseName>(
  code: Code,
  why: string,
  more: Pick<AnyRefusal, 'retryAfterMs' | 'untilMs' | 'ts' | 'ref'> = {},
): Refusal<Code> {
  return { refused: true, code, why, ...more };
}
