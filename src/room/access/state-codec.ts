/** How the log stores the state of a room. Stored JSON outlives deployments, so the field names can't change. */

import type { StateCodec } from '../log/types.ts';
import { NO_MODERATION } from './moderation.ts';
import { retentionMs } from './settings.ts';
import type { Moderation } from './types.ts';

export const STATE_CODEC: StateCodec = {
  empty: { settings: {}, moderation: NO_MODERATION },
  encode({ settings, moderation }) {
    return { settings: JSON.stringify(settings), moderation: moderationToJson(moderation) };
  },
  decode({ settings, moderation }) {
    const known: unknown = JSON.parse(settings);
    if (typeof known !== 'object' || known === null) throw new Error('meta.settings is not an object');
    return { settings: known, moderation: moderationFromJson(moderation) };
  },
  keptMs: ({ settings }, maxMs) => retentionMs(settings, maxMs),
};

/**
 * Reads what `moderationToJson` wrote. `null` means that the room has no state yet.
 * @throws if a list is missing, because losing the list of bans must not let anybody in
 */
function moderationFromJson(json: string | null): Moderation {
  if (json === null) return NO_MODERATION;
  const { roles, bans, mutes, ...rest } = JSON.parse(json);
  if (![roles, bans, mutes].every(Array.isArray)) throw new Error('a list in meta.house is missing');
  return { ...rest, roles: new Map(roles), bans: new Map(bans), mutes: new Map(mutes) };
}

function moderationToJson({ roles, bans, mutes, ...rest }: Moderation): string {
  return JSON.stringify({ ...rest, roles: [...roles], bans: [...bans], mutes: [...mutes] });
}
