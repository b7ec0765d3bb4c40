/** How it is told that a room's stored data can't be read: thrown on either side, an answer between room and edge. */

import { type Refusal, refuse } from './refusal.ts';

/** `newer`: a later version of Parley stored it, which this one must not change. `damaged`: a table, a column or a value is missing. */
export type UnreadableReason = 'newer' | 'damaged';

/** Its message is told to whoever asked; its cause only to the log. */
export class UnreadableError extends Error {
  override readonly name = 'UnreadableError';
  readonly reason: UnreadableReason;

  constructor(reason: UnreadableReason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}

/** What a room answers to a call then. Not thrown over RPC: the runtime would log it as a fault of the room, each time. */
export interface Unreadable {
  unreadable: UnreadableReason;
  message: string;
}

/** In the room: the answer to a call. */
export function orUnreadable<T>(work: () => T): T | Unreadable {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    return { unreadable: error.reason, message: error.message };
  }
}

/**
 * At the edge: what the room answered.
 * @throws UnreadableError
 */
export function readable<T extends string | boolean | object>(answer: T): Exclude<T, Unreadable> {
  if (isUnreadable(answer)) throw new UnreadableError(answer.unreadable, answer.message);
  // Narrowing takes nothing away from a type parameter.
  return answer as Exclude<T, Unreadable>;
}

function isUnreadable(answer: string | boolean | object): answer is Unreadable {
  return typeof answer === 'object' && 'unreadable' in answer;
}

/** When to ask such a room again: until then its owner has hardly mended it. */
const RETRY_MS = 30_000;

/** To whoever asked something of the room. */
export function refuseUnreadable({ message }: UnreadableError): Refusal<'internal'> {
  return refuse('internal', message, { retryAfterMs: RETRY_MS });
}
