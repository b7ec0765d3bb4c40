/** Acts of moderation against a member. They are broadcast and stored in the log. */

import * as v from 'valibot';
import { LAST_MS } from '../limits.ts';
import type { GivenRole } from '../roles.ts';
import { untilText } from '../time.ts';
import { again, type EventBase, id, type Line, who, whole } from './parts.ts';

const untilMs = v.optional(whole(1, LAST_MS));

export const schema = v.object({
  type: v.literal('mod'),
  id,
  data: v.variant('action', [
    v.object({ action: v.literal('kick'), who }),
    v.object({ action: v.literal('ban'), who, untilMs, address: v.optional(v.boolean()) }),
    v.object({ action: v.literal('unban'), who }),
    v.object({ action: v.literal('mute'), who, untilMs }),
    v.object({ action: v.literal('unmute'), who }),
    v.object({ action: v.literal('role'), who, role: v.picklist(['owner', 'moderator', 'member']) }),
  ]),
  again,
});

/** What a moderator requests. Times are Unix milliseconds; without one the restriction lasts until it is lifted. */
export type ModRequest = { who: string } & (
  | { action: 'kick' }
  | { action: 'unban' }
  | { action: 'unmute' }
  /** `address`: also refuse every client from the same address. */
  | { action: 'ban'; untilMs?: number | undefined; address?: boolean | undefined }
  | { action: 'mute'; untilMs?: number | undefined }
  | { action: 'role'; role: GivenRole }
);
export type ModAction = ModRequest['action'];

/** What was done, as broadcast and stored. It never contains an address. */
export type ModData = ModRequest & {
  /** The name that `who` had at the time, if it was known. */
  name?: string;
};

export interface ModFrame extends EventBase {
  type: 'mod';
  data: ModData;
}

/** The verb between the moderator's name and the member's. */
const DONE: Readonly<Record<ModAction, string>> = {
  kick: 'removed',
  ban: 'banned',
  unban: 'unbanned',
  mute: 'silenced',
  unmute: 'unsilenced',
  role: 'made',
};

/** A line such as "* Ana silenced Bo until 2026-11-27T07:32:42.903Z". */
export function line({ from, data }: ModFrame): Line {
  const { action, who, name = who } = data;
  const role = action === 'role' ? ` ${data.role}` : '';
  const until = 'untilMs' in data ? untilText(data.untilMs) : '';
  return { head: `* ${from} ${DONE[action]} ${name}${role}${until}` };
}
