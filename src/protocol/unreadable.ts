/** How the room reports that its stored data can't be read: an error on either side, a plain value over RPC. */

import { type Refusal, refuse } from './refusal.ts';

/**
 * `newer`: stored by a later version of Parley, which this version must not change. `damaged`: a table, column or value
 * is missing.
 */
export type UnreadableReason = 'newer' | 'damaged';

/** The message is for the client; the cause is only for the log. */
export class UnreadableError extends Error {
  override readonly name = 'UnreadableError';
  readonly reason: UnreadableReason;

  constructor(reason: UnreadableReason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}

/**
 * The room's answer to an RPC call if its data can't be read. It is returned rather than thrown, because the runtime
 * would log each throw as an error of the room.
 */
export interface Unreadable {
  unreadable: UnreadableReason;
  message: string;
}

/** Used in the room. Runs `work` and returns an UnreadableError as a value. */
export function orUnreadable<T>(work: () => T): T | Unreadable {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    return { unreadable: error.reason, message: error.message };
  }
}

/** Used at the edge. Returns the room's answer. @throws UnreadableError if the room can't read its data */
export function readable<T extends string | boolean | object>(answer: T): Exclude<T, Unreadable> {
  if (isUnreadable(answer)) throw new UnreadableError(answer.unreadable, answer.message);
  // TypeScript doesn't narrow a type parameter here.
  return answer as Exclude<T, Unreadable>;
}

function isUnreadable(answer: string | boolean | object): answer is Unreadable {
  return typeof answer === 'object' && 'unreadable' in answer;
}

/**
 * How long clients wait before they retry a room that can't read its data. Operators need longer than this to repair it.
 */
const RETRY_MS = 30_000;

/** The refusal of any request to a room that can't read its data. */
export function refuseUnreadable({ message }: UnreadableError): Refusal<'internal'> {
  return refuse('internal', message, { retryAfterMs: RETRY_MS });
}
