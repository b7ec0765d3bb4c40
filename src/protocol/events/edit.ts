/** Editing one's own message. */

import * as v from 'valibot';
import { again, type EventBase, id, ref } from './parts.ts';

export const schema = v.object({ type: v.literal('edit'), id, ref, data: v.string(), again });

export interface EditFrame extends EventBase {
  type: 'edit';
  ref: number;
  data: string;
}
