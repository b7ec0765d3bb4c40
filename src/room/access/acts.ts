/** Acts of moderation: the state of the room after one, or why it is refused. */

import type { ModRequest } from '../../protocol/events/mod.ts';
import { RESTRICTED } from '../../protocol/limits.ts';
import { type Refusal, refuse } from '../../protocol/refusal.ts';
import { inForce, restrictedName, restrictionOf, withEntry, withoutEntry } from './moderation.ts';
import { isAtLeast, type Party, type Rank, rankOf, whyNot } from './roles.ts';
import type { Moderation, Restriction } from './types.ts';

/** The member that an act concerns, as far as the room knows it. */
export interface Target {
  /** `undefined` if the member isn't counted. */
  name: string | undefined;
  /** The name on its latest events, if there are any. */
  author?: string | undefined;
  /** The addresses of its connections, if the act bans them. */
  addresses?: AddressHashes;
}

export interface AddressHashes {
  salt: string;
  hashes: readonly string[];
}

type RequestOf<Action extends ModRequest['action']> = Extract<ModRequest, { action: Action }>;

/**
 * The moderation state after an act. It is unchanged after an act that leaves nothing behind (a kick).
 * @param by the id of the moderator
 * @param now Unix milliseconds
 */
export function moderate(
  moderation: Moderation,
  by: string,
  request: ModRequest,
  target: Target,
  { admins, now }: { admins: ReadonlySet<string>; now: number },
): Moderation | Refusal {
  const { who } = request;
  const to = targetOf(who, moderation, { admins, now });
  const role = request.action === 'role' ? request.role : undefined;
  const why = whyNot(request.action, { id: by, rank: rankOf(by, moderation, admins) }, to, moderation, role);
  if (why !== undefined) return refuse('forbidden', why);
  const untilMs = 'untilMs' in request ? request.untilMs : undefined;
  if (untilMs !== undefined && untilMs <= now)
    return refuse('bad_request', '"untilMs" must be in the future, in Unix milliseconds.');
  // A member that isn't present is recorded under the name of its last ban or mute, or else under the name that others
  // last saw.
  const name = target.name ?? restrictedName(moderation, who) ?? target.author;
  const entry: Restriction = { ...(untilMs === undefined ? {} : { untilMs }), ...(name === undefined ? {} : { name }) };
  switch (request.action) {
    case 'kick':
      return target.name === undefined ? refuse('not_found', 'Nobody with this id is in the room.') : moderation;
    case 'ban':
      return ban(moderation, request, entry, target.addresses, now);
    case 'unban':
      if (!restrictionOf(moderation.bans, who, now)) return refuse('not_found', 'Nobody with this id is banned.');
      return { ...moderation, bans: withoutEntry(moderation.bans, who) };
    case 'mute':
      if (isFull(moderation.mutes, who, now)) return refuse('bad_request', tooMany('mutes'));
      return { ...moderation, mutes: withEntry(moderation.mutes, who, entry, now) };
    case 'unmute':
      if (!restrictionOf(moderation.mutes, who, now)) return refuse('not_found', 'Nobody with this id is muted.');
      return { ...moderation, mutes: withoutEntry(moderation.mutes, who) };
    case 'role':
      return giveRole(moderation, request, to.rank, name, now);
  }
}

function ban(
  moderation: Moderation,
  { who, address }: RequestOf<'ban'>,
  entry: Restriction,
  added: AddressHashes | undefined,
  now: number,
): Moderation | Refusal {
  if (isFull(moderation.bans, who, now)) return refuse('bad_request', tooMany('bans'));
  // A banned member must not keep its role, which would outlast the ban.
  const next = { ...moderation, roles: withoutEntry(moderation.roles, who) };
  // Addresses that were banned with the member stay banned until the member is unbanned.
  const { addresses: before = [] } = restrictionOf(moderation.bans, who, now) ?? {};
  const kept = before.length === 0 ? entry : { ...entry, addresses: before };
  if (!address) return { ...next, bans: withEntry(moderation.bans, who, kept, now) };
  if (!added || added.hashes.length === 0)
    return refuse('not_found', 'Only the address of a connected member can be banned.');
  const addresses = [...new Set([...before, ...added.hashes])];
  return { ...next, salt: added.salt, bans: withEntry(moderation.bans, who, { ...entry, addresses }, now) };
}

/**
 * @param rank the member's previous rank
 * @param name the member's name, for the error message
 */
function giveRole(
  moderation: Moderation,
  { who, role }: RequestOf<'role'>,
  rank: Rank,
  name: string | undefined,
  now: number,
): Moderation | Refusal {
  // If a restricted member were promoted, moderators of its new rank could not lift the restriction.
  const banned = restrictionOf(moderation.bans, who, now);
  const muted = restrictionOf(moderation.mutes, who, now);
  const undo = banned ? 'banned: unban' : muted ? 'muted: unmute' : undefined;
  if (undo !== undefined && !isAtLeast(rank, role))
    return refuse('forbidden', `${name ?? 'This member'} is ${undo} them first.`);
  const roles = withoutEntry(moderation.roles, who);
  if (role !== 'member' && roles.size >= RESTRICTED)
    return refuse('bad_request', `At most ${RESTRICTED} members of a room can have a role. Remove some roles first.`);
  return { ...moderation, roles: role === 'member' ? roles : new Map([...roles, [who, role]]) };
}

/**
 * The member that an act concerns. A banned member counts as a plain member, because older versions let it be given a
 * role.
 */
function targetOf(
  id: string,
  moderation: Moderation,
  { admins, now }: { admins: ReadonlySet<string>; now: number },
): Party {
  const rank = rankOf(id, moderation, admins);
  const isBanned = rank !== 'admin' && isAtLeast(rank, 'member') && restrictionOf(moderation.bans, id, now);
  return { id, rank: isBanned ? 'member' : rank };
}

function isFull(list: ReadonlyMap<string, Restriction>, who: string, now: number): boolean {
  return inForce(list, now).filter(([id]) => id !== who).length >= RESTRICTED;
}

function tooMany(what: string): string {
  return `A room can have at most ${RESTRICTED} ${what}. Remove some first.`;
}
