/** Reactions: a member adds an emoji to an item or removes it. */

import * as v from 'valibot';
import { again, type EventBase, id, ref } from './parts.ts';

export const schema = v.object({
  type: v.literal('react'),
  id,
  ref,
  data: v.string(),
  off: v.exactOptional(v.boolean()),
  again,
});

export interface ReactFrame extends EventBase {
  type: 'react';
  ref: number;
  /** The emoji. */
  data: string;
  /** The reaction was removed. */
  off?: true;
}
