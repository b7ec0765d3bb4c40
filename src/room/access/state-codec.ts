/** How the log stores the state of a room. Its JSON outlives a deploy: field names stay. */

import type { StateCodec } from '../log/types.ts';
import { moderationFromJson, moderationToJson, NO_MODERATION } from './moderation.ts';
import { retentionMs } from './settings.ts';

export const STATE_CODEC: StateCodec = {
  empty: { settings: {}, moderation: NO_MODERATION },
  encode({ settings, moderation }) {
    return { settings: JSON.stringify(settings), moderation: moderationToJson(moderation) };
  },
  decode({ settings, moderation }) {
    const known: unknown = JSON.parse(settings);
    if (typeof known !== 'object' || known === null) throw new Error('no object in meta.settings');
    return { settings: known, moderation: moderationFromJson(moderation) };
  },
  keptMs: ({ settings }, maxMs) => retentionMs(settings, maxMs),
};
