/** The settings of a room and its lock: how members see them, and how a `set` changes them. */

import { type Refusal, refuse } from '../../protocol/refusal.ts';
import type { Right } from '../../protocol/rights.ts';
import type { Settings } from '../../protocol/settings.ts';
import { DAY_MS } from '../../protocol/time.ts';
import { may, type Rank, whoMay } from './roles.ts';
import type { RoomState, StoredSettings } from './types.ts';

/** The settings that a `set` changes. Each value has been validated by itself. */
export type Change = StoredSettings & { locked?: boolean };

/** The right required to change each setting. */
const RIGHTS: Readonly<Record<keyof Change, Right>> = {
  topic: 'topic',
  slow: 'slow',
  locked: 'lock',
  retentionDays: 'retention',
};

/** The settings as every member sees them. */
export function toSettings({ settings, moderation }: RoomState): Settings {
  const { topic = '', slow = 0, retentionDays } = settings;
  return {
    topic,
    slow,
    locked: moderation.lock !== undefined,
    ...(retentionDays === undefined ? {} : { retentionDays }),
  };
}

/**
 * The state of the room after a change, or why it is refused.
 * @param rank the rank of the requesting member
 * @param keyHash hash of the key that locks the room, with `locked: true`
 * @param maxDays the deployment's retention in days; 0 means forever
 */
export function changeSettings(
  { settings, moderation }: RoomState,
  change: Change,
  { rank, keyHash, maxDays }: { rank: Rank; keyHash: string | undefined; maxDays: number },
): RoomState | Refusal {
  const { locked, ...others } = change;
  for (const [name, right] of Object.entries(RIGHTS))
    if (Object.hasOwn(change, name) && !may(rank, right, moderation)) return refuse('forbidden', whoMay(right));
  if (maxDays > 0 && (change.retentionDays ?? 0) > maxDays)
    return refuse(
      'bad_request',
      `"retentionDays" must be at most ${maxDays} here (RETENTION_DAYS), or 0 for the maximum.`,
    );
  const { lock: _, ...unlocked } = moderation;
  const next = locked === undefined ? moderation : keyHash === undefined ? unlocked : { ...unlocked, lock: keyHash };
  return { settings: { ...settings, ...others }, moderation: next };
}

/** How long events are retained, in milliseconds; 0 means forever. @param maxMs the deployment's maximum */
export function retentionMs({ retentionDays = 0 }: StoredSettings, maxMs: number): number {
  const asked = retentionDays * DAY_MS;
  return asked === 0 ? maxMs : maxMs === 0 ? asked : Math.min(asked, maxMs);
}
