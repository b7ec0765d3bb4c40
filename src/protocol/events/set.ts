/** Settings of the room, including its lock. */

import * as v from 'valibot';
import { isRoomKey } from '../connect.ts';
import { RETENTION_DAYS, SLOW_SECONDS } from '../limits.ts';
import type { Settings } from '../settings.ts';
import { again, type EventBase, id, type Line, whole } from './parts.ts';

export const schema = v.object({
  type: v.literal('set'),
  id,
  data: v.object({
    topic: v.exactOptional(v.string()),
    slow: v.exactOptional(whole(0, SLOW_SECONDS)),
    locked: v.exactOptional(v.boolean()),
    key: v.exactOptional(v.pipe(v.string(), v.check(isRoomKey, '256 bits as 43 characters of base64url'))),
    retentionDays: v.exactOptional(whole(0, RETENTION_DAYS)),
  }),
  again,
});

export interface SetFrame extends EventBase {
  type: 'set';
  data: Partial<Settings>;
}

/** A line such as "* Ana set topic: Ship on Thursdays., slow: 30". */
export function line({ from, data }: SetFrame): Line {
  const changes = Object.entries(data).map(([name, value]) => `${name}: ${value}`);
  return { head: `* ${from} set ${changes.join(', ')}` };
}
