/** Closing a poll, after which nobody can vote. */

import * as v from 'valibot';
import { again, type EventBase, id, ref } from './parts.ts';
import type { Tally } from './poll.ts';

export const schema = v.object({ type: v.literal('close'), id, ref, again });

/** The frame includes the result of the poll. */
export interface CloseFrame extends EventBase, Tally {
  type: 'close';
  ref: number;
}
