/** What is thrown where a room's stored data can't be read, in the room and, by RPC, at the edge. */

/** `newer`: a later version of Parley stored it, which this one must not change. `damaged`: a table, a column or a value is missing. */
export type UnreadableReason = 'newer' | 'damaged';

const NAME = 'UnreadableError';

/** Its message is told to whoever asked; its cause only to the log. */
export class UnreadableError extends Error {
  override readonly name = NAME;
  readonly reason: UnreadableReason;

  constructor(reason: UnreadableReason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}

/** By its name: RPC hands on the fields of an error, but not its class. */
export function isUnreadable(error: unknown): error is Pick<UnreadableError, 'name' | 'message' | 'reason'> {
  return error instanceof Error && error.name === NAME;
}

/** After how many seconds to ask such a room again: until then its owner has hardly mended it. */
export const UNREADABLE_RETRY_S = 30;
