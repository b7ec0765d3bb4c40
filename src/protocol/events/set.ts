/** Settings of the room, its lock among them. */

import * as v from 'valibot';
import { isRoomKey } from '../connect.ts';
import { RETENTION_DAYS, SLOW_SECONDS } from '../limits.ts';
import type { Settings } from '../shared.ts';
import { again, type EventBase, id, type Line, whole } from './parts.ts';

export const schema = v.object({
  type: v.literal('set'),
  id,
  data: v.object({
    topic: v.optional(v.string()),
    slow: v.optional(whole(0, SLOW_SECONDS)),
    locked: v.optional(v.boolean()),
    key: v.optional(v.pipe(v.string(), v.check(isRoomKey, '256 bits as 43 characters of base64url'))),
    retentionDays: v.optional(whole(0, RETENTION_DAYS)),
  }),
  again,
});

export interface SetFrame extends EventBase {
  type: 'set';
  data: Partial<Settings>;
}

/** "* Ana set topic: Ship on Thursdays., slow: 30". */
export function line({ from, data }: SetFrame): Line {
  const changes = Object.entries(data).map(([name, value]) => `${name}: ${value}`);
  return { head: `* ${from} set ${changes.join(', ')}` };
}
