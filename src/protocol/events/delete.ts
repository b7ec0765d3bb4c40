/** Deleting an item. */

import * as v from 'valibot';
import { again, type EventBase, id, ref } from './parts.ts';

export const schema = v.object({ type: v.literal('delete'), id, ref, again });

export interface DeleteFrame extends EventBase {
  type: 'delete';
  ref: number;
  data: '';
}
