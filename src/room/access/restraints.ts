/** Restraints on speech: mutes, permanent or temporary, and slow mode. */

import { traitsOf } from '../../protocol/events/traits.ts';
import { type Refusal, refuse } from '../../protocol/refusal.ts';
import { untilText } from '../../protocol/time.ts';
import type { Envelope } from '../log/types.ts';
import { restrictionOf } from './moderation.ts';
import { may, type Party, type Rank } from './roles.ts';
import type { SlowMode } from './slow-mode.ts';
import type { Moderation, Restriction, RoomState } from './types.ts';

/**
 * Why a member may not say this now; `undefined` if it may.
 * @param rank the sender's rank
 * @param now Unix milliseconds
 */
export function restrain(
  { kind, member }: Pick<Envelope, 'kind' | 'member'>,
  { settings, moderation }: RoomState,
  rank: Rank,
  slow: SlowMode,
  now: number,
): Refusal | undefined {
  const { speech } = traitsOf(kind);
  if (speech === 'free') return undefined;
  const muted = silence(moderation, { id: member, rank }, now);
  if (muted) return muted;
  if (speech !== 'slow' || may(rank, 'hurry', moderation)) return undefined;
  const { slow: seconds = 0 } = settings;
  const retryAfterMs = slow.waitMs(member, seconds, now);
  return retryAfterMs === 0
    ? undefined
    : refuse('slow_mode', `Slow mode: one message every ${seconds === 1 ? 'second' : `${seconds} seconds`}.`, {
        retryAfterMs,
      });
}

/**
 * The mute in force for a member, if any. An admin's mute is ignored: it predates the listing as an admin, and nobody
 * in the room could lift it.
 */
export function muteOf(
  { mutes }: Pick<Moderation, 'mutes'>,
  { id, rank }: Party,
  now: number,
): Restriction | undefined {
  return rank === 'admin' ? undefined : restrictionOf(mutes, id, now);
}

/** Why a muted member may not speak; `undefined` if it isn't muted. */
export function silence(moderation: Pick<Moderation, 'mutes'>, party: Party, now: number): Refusal | undefined {
  const mute = muteOf(moderation, party, now);
  if (!mute) return undefined;
  return refuse('muted', `A moderator muted you${untilText(mute.untilMs)}.`);
}
