/**
 * Decides who may enter. Nobody who is banned may. A locked room accepts members who have its key or a role, or who are
 * already inside.
 */

import type { CloseName } from '../../protocol/codes.ts';
import type { Admission } from '../../protocol/connect.ts';
import { type Refusal, refuse } from '../../protocol/refusal.ts';
import { untilText } from '../../protocol/time.ts';
import { isSameHash, type WrongKeys } from './lock.ts';
import { inForce, restrictionOf } from './moderation.ts';
import { may, type Rank } from './roles.ts';
import type { Moderation, Restriction } from './types.ts';

/** A client that connects. */
export interface Visitor {
  admission: Admission;
  rank: Rank;
  /** The member is counted, so it may reconnect or open another tab. */
  isInside: boolean;
  /** The hash of its address with the room's salt; `undefined` if the room has no salt or the address is unknown. */
  addressHash: string | undefined;
}

/** Why a visitor may not enter; `undefined` if it may. */
export function refusalAtDoor(
  visitor: Visitor,
  moderation: Moderation,
  wrong: WrongKeys,
  now: number,
): Refusal<CloseName> | undefined {
  const { admission, rank, isInside } = visitor;
  const ban = banOf(visitor, moderation, now);
  if (ban) {
    const { untilMs } = ban;
    return refuse(
      'banned',
      `You are banned from this room${untilText(untilMs)}.`,
      untilMs === undefined ? {} : { untilMs },
    );
  }
  const { lock } = moderation;
  if (lock === undefined || isInside || may(rank, 'enter', moderation)) return undefined;
  const waitMs = wrong.waitMs(now);
  if (waitMs > 0)
    return refuse('rate_limited', 'Too many wrong keys for this room. Try again later.', { retryAfterMs: waitMs });
  const { keyHash } = admission;
  if (keyHash !== undefined && isSameHash(keyHash, lock)) return undefined;
  // A connection attempt without a key is not a guess, and must not use up other clients' attempts.
  if (keyHash !== undefined) wrong.add(now);
  return refuse('locked', keyHash === undefined ? 'The room is locked and needs a key.' : 'The key is wrong.');
}

/** The ban that keeps a visitor out. If there are several, the one that ends last. */
function banOf(
  { admission: { id }, rank, addressHash }: Visitor,
  moderation: Moderation,
  now: number,
): Restriction | undefined {
  // The ban predates the member's listing as an admin. Nobody in the room could lift it.
  if (rank === 'admin') return undefined;
  const own = restrictionOf(moderation.bans, id, now);
  // Moderators are exempt, because one may share an address with a banned member.
  const isAddressBanned = addressHash !== undefined && !may(rank, 'enter', moderation);
  const bans = [
    ...(own ? [own] : []),
    ...(isAddressBanned ? inForce(moderation.bans, now) : []).flatMap(([, ban]) =>
      ban.addresses?.includes(addressHash ?? '') ? [ban] : [],
    ),
  ];
  return bans.reduce<Restriction | undefined>(
    (last, ban) => (last && endOf(last) >= endOf(ban) ? last : ban),
    undefined,
  );
}

function endOf({ untilMs = Number.POSITIVE_INFINITY }: Restriction): number {
  return untilMs;
}
