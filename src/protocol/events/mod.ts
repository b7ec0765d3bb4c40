/** Acts of moderation: done to a member, told to all, kept in the log. */

import * as v from 'valibot';
import { LAST_MS } from '../limits.ts';
import type { GivenRole } from '../shared.ts';
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

/** What a moderator asks for. Times are Unix milliseconds; without one it lasts until it is taken back. */
export type ModRequest = { who: string } & (
  | { action: 'kick' }
  | { action: 'unban' }
  | { action: 'unmute' }
  /** `address`: whoever comes from the same address is refused, too. */
  | { action: 'ban'; untilMs?: number | undefined; address?: boolean | undefined }
  | { action: 'mute'; untilMs?: number | undefined }
  | { action: 'role'; role: GivenRole }
);
export type ModAction = ModRequest['action'];

/** What was done, as it is told and kept: never an address. */
export type ModData = ModRequest & {
  /** The name that `who` had then, if it was known. */
  name?: string;
};

export interface ModFrame extends EventBase {
  type: 'mod';
  data: ModData;
}

/** Stands between the name of who did it and that of the member it was done to. */
const DONE: Readonly<Record<ModAction, string>> = {
  kick: 'removed',
  ban: 'banned',
  unban: 'unbanned',
  mute: 'silenced',
  unmute: 'unsilenced',
  role: 'made',
};

/** "* Ana silenced Bo until 2026-11-27T07:32:42.903Z". */
export function line({ from, data }: ModFrame): Line {
  const { action, who, name = who } = data;
  const role = action === 'role' ? ` ${data.role}` : '';
  const until = 'untilMs' in data ? untilText(data.untilMs) : '';
  return { head: `* ${from} ${DONE[action]} ${name}${role}${until}` };
}
