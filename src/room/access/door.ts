/** Who may come in: not the banned, and into a locked room only those with its key or a role, and those who are inside. */

import type { CloseName } from '../../protocol/codes.ts';
import type { Admission } from '../../protocol/connect.ts';
import { type Refusal, refuse } from '../../protocol/refusal.ts';
import { isSameHash, type WrongKeys } from './lock.ts';
import { inForce, restrictionOf } from './moderation.ts';
import { may, type Rank } from './roles.ts';
import type { Moderation, Restriction } from './types.ts';

/** Who knocks. */
export interface Visitor {
  admission: Admission;
  rank: Rank;
  /** The member is counted: it may come back, and bring its other tabs. */
  isInside: boolean;
  /** Of its address, with the salt of `moderation`. */
  addressHash: string | undefined;
}

/** Why a visitor may not come in; `undefined` if it may. */
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
    const until = untilMs === undefined ? '' : ` until ${new Date(untilMs).toISOString()}`;
    return refuse('banned', `You are banned from this room${until}.`, untilMs === undefined ? {} : { untilMs });
  }
  const { lock } = moderation;
  if (lock === undefined || isInside || may(rank, 'enter', moderation)) return undefined;
  const waitMs = wrong.waitMs(now);
  if (waitMs > 0)
    return refuse('rate_limited', 'Too many wrong keys were tried on this room.', { retryAfterMs: waitMs });
  const { keyHash } = admission;
  if (keyHash !== undefined && isSameHash(keyHash, lock)) return undefined;
  // Without a key nothing was guessed: that costs the others nothing.
  if (keyHash !== undefined) wrong.add(now);
  return refuse('locked', keyHash === undefined ? 'The room is locked: it takes a key.' : 'The key is wrong.');
}

/** Of several bans the one that ends last, since all of them keep the visitor out. */
function banOf(
  { admission: { id }, rank, addressHash }: Visitor,
  moderation: Moderation,
  now: number,
): Restriction | undefined {
  // Whom the deployment lists gets in everywhere: nobody in the room could lift a ban from before.
  if (rank === 'admin') return undefined;
  const own = restrictionOf(moderation.bans, id, now);
  // A moderator may share an address with those who had to go.
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
