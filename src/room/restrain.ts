/** Who must be silent: for good or for a while (muted), or until some time after a message of its own (slow mode). */

import { type House, type Restriction, restrictionOf } from './house.ts';
import type { NewEvent } from './log.ts';
import { type Refusal, refuse } from './refusal.ts';
import { may, type Party, type Rank } from './roles.ts';
import type { RoomState } from './settings.ts';
import type { SlowMode } from './slow.ts';

/**
 * Why a member may not say this now; `undefined` if it may.
 * @param rank the sender's
 * @param now Unix milliseconds
 */
export function restrain(
  { kind, member }: Pick<NewEvent, 'kind' | 'member'>,
  { settings, house }: RoomState,
  rank: Rank,
  slow: SlowMode,
  now: number,
): Refusal | undefined {
  // What one said may be taken back at any time, and an act of moderation is no speech.
  if (kind === 'delete' || kind === 'mod') return undefined;
  const muted = silence(house, { id: member, rank }, now);
  if (muted) return muted;
  if (kind !== 'msg' || may(rank, 'hurry', house)) return undefined;
  const { slow: seconds = 0 } = settings;
  const retryAfterMs = slow.waitMs(member, seconds, now);
  return retryAfterMs === 0
    ? undefined
    : { ...refuse('slow_mode', `Slow mode: one message in ${seconds} seconds.`), retryAfterMs };
}

/**
 * The mute that a member is under now, if any. That of an admin is from before the deployment listed it, and nobody in the room
 * could lift it.
 */
export function muteOf({ mutes }: Pick<House, 'mutes'>, { id, rank }: Party, now: number): Restriction | undefined {
  return rank === 'admin' ? undefined : restrictionOf(mutes, id, now);
}

/** Why a muted member may say nothing; `undefined` if it isn't muted. */
export function silence(house: Pick<House, 'mutes'>, party: Party, now: number): Refusal | undefined {
  const mute = muteOf(house, party, now);
  if (!mute) return undefined;
  const until = mute.untilMs === undefined ? '' : ` until ${new Date(mute.untilMs).toISOString()}`;
  return refuse('muted', `A moderator muted you${until}.`);
}
