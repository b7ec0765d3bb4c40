/** Who may come in: not the banned, and into a locked room only those with its key or a role, and those who are inside. */

import type { Admission } from '../protocol/connect.ts';
import { type House, inForce, restrictionOf } from './house.ts';
import { isSameHash, type WrongKeys } from './lock.ts';
import { may, type Rank } from './roles.ts';

/** Who knocks. */
export interface Visitor {
  admission: Admission;
  rank: Rank;
  /** The member is counted: it may come back, and bring its other tabs. */
  isInside: boolean;
  /** Of its address, with the salt of `house`. */
  addressHash: string | undefined;
}

/** The answer to a connect that may not be, as HTTP; `undefined` if it may. */
export function refusalAtDoor(visitor: Visitor, house: House, wrong: WrongKeys, now: number): Response | undefined {
  const { admission, rank, isInside } = visitor;
  if (isBanned(visitor, house, now)) return answer(403, 'banned', 'You are banned from this room.');
  const { lock } = house;
  if (lock === undefined || isInside || may(rank, 'enter', house)) return undefined;
  const waitMs = wrong.waitMs(now);
  if (waitMs > 0)
    return answer(429, 'rate_limited', 'Too many wrong keys were tried on this room.', Math.ceil(waitMs / 1_000));
  const { keyHash } = admission;
  if (keyHash !== undefined && isSameHash(keyHash, lock)) return undefined;
  // Without a key nothing was guessed: that costs the others nothing.
  if (keyHash !== undefined) wrong.add(now);
  return answer(423, 'locked', keyHash === undefined ? 'The room is locked: it takes a key.' : 'The key is wrong.');
}

function isBanned({ admission: { id }, rank, addressHash }: Visitor, house: House, now: number): boolean {
  // Whom the deployment lists gets in everywhere: nobody in the room could lift a ban from before.
  if (rank === 'admin') return false;
  if (restrictionOf(house.bans, id, now)) return true;
  // A moderator may share an address with those who had to go.
  if (addressHash === undefined || may(rank, 'enter', house)) return false;
  return inForce(house.bans, now).some(([, { addresses }]) => addresses?.includes(addressHash));
}

function answer(status: number, code: string, data: string, retryAfterS?: number): Response {
  const headers = retryAfterS === undefined ? {} : { 'Retry-After': String(retryAfterS) };
  return Response.json({ code, data }, { status, headers });
}
