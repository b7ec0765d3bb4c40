/** Messages. */

import * as v from 'valibot';
import { again, type EventBase, type ItemBase, id, type Line, ref } from './parts.ts';

export const schema = v.pipe(
  v.unknown(),
  v.transform(withAlias),
  v.object({ type: v.literal('msg'), id: v.optional(id), data: v.string(), re: v.exactOptional(ref), again }),
);

/** The only place that reads `text`, which clients written for other chat servers send instead of `data`. */
function withAlias(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || 'data' in value || !('text' in value)) return value;
  return { ...value, data: value.text };
}

/** Another member's message. */
export interface BroadcastFrame extends EventBase {
  type: 'broadcast';
  data: string;
  re?: number;
  edited?: number;
  gone?: true;
}

/** In history a message has no `type`, because messages were originally the only items. */
export interface MsgItem extends ItemBase {
  type?: never;
}

export type MsgEntry = { type: 'msg' } & ItemBase;

/** An entry such as "Ana (re #3, edited): Hi all". */
export function line({ from, data, re, edited, gone }: MsgEntry): Line {
  const marks = [re === undefined ? '' : `re #${re}`, edited === undefined ? '' : 'edited'].filter(Boolean);
  return { head: marks.length > 0 ? `${from} (${marks.join(', ')})` : from, text: gone ? '(deleted)' : data };
}
