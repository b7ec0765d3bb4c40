/** What an act of moderation makes of the room, or why it may not be done. */

import type { ModRequest } from '../../protocol/events/mod.ts';
import { RESTRICTED } from '../../protocol/limits.ts';
import { type Refusal, refuse } from '../../protocol/refusal.ts';
import { inForce, restrictedName, restrictionOf, withEntry, withoutEntry } from './moderation.ts';
import { isAtLeast, type Party, rankOf, whyNot } from './roles.ts';
import type { Moderation, Restriction } from './types.ts';

/** Whom it is done to, as far as they are here. */
export interface Target {
  /** `undefined` if the member isn't counted. */
  name: string | undefined;
  /** The name under which they wrote lately, if they did. */
  author?: string | undefined;
  /** Salted hashes of the addresses of its connections, and the salt; where they are to be banned. */
  addresses?: AddressHashes;
}

export interface AddressHashes {
  salt: string;
  hashes: readonly string[];
}

/**
 * @param by the member who does it
 * @param now Unix milliseconds
 */
export function moderate(
  moderation: Moderation,
  by: string,
  request: ModRequest,
  target: Target,
  { admins, now }: { admins: ReadonlySet<string>; now: number },
): Moderation | Refusal {
  const { action, who } = request;
  const to = targetOf(who, moderation, { admins, now });
  const role = action === 'role' ? request.role : undefined;
  const why = whyNot(action, { id: by, rank: rankOf(by, moderation, admins) }, to, moderation, role);
  if (why !== undefined) return refuse('forbidden', why);
  if ('untilMs' in request && request.untilMs !== undefined && request.untilMs <= now)
    return refuse('bad_request', '"untilMs" must be a time to come, in Unix milliseconds.');
  const until = 'untilMs' in request && request.untilMs !== undefined ? { untilMs: request.untilMs } : {};
  // A member that is away keeps the name of the ban or mute before, or else the one that others read.
  const name = target.name ?? restrictedName(moderation, who) ?? target.author;
  const entry: Restriction = { ...until, ...(name === undefined ? {} : { name }) };
  const banned = restrictionOf(moderation.bans, who, now);
  const muted = restrictionOf(moderation.mutes, who, now);
  switch (action) {
    case 'kick':
      return target.name === undefined ? refuse('not_found', 'Nobody with this id is here.') : moderation;
    case 'ban': {
      if (isFull(moderation.bans, who, now)) return refuse('bad_request', tooMany('bans'));
      // Whoever may not come in has no say in the room either: a role would outlast the ban.
      const next = { ...moderation, roles: withoutEntry(moderation.roles, who) };
      // What is banned of its address stays so, until it is unbanned.
      const { addresses: before = [] } = banned ?? {};
      const kept = before.length === 0 ? entry : { ...entry, addresses: before };
      if (!request.address) return { ...next, bans: withEntry(moderation.bans, who, kept, now) };
      if (!target.addresses || target.addresses.hashes.length === 0)
        return refuse('not_found', 'Only the address of a member that is connected is known, and can be banned.');
      const { salt, hashes } = target.addresses;
      const addresses = [...new Set([...before, ...hashes])];
      return { ...next, salt, bans: withEntry(moderation.bans, who, { ...entry, addresses }, now) };
    }
    case 'unban':
      return banned
        ? { ...moderation, bans: withoutEntry(moderation.bans, who) }
        : refuse('not_found', 'Nobody with this id is banned.');
    case 'mute':
      if (isFull(moderation.mutes, who, now)) return refuse('bad_request', tooMany('mutes'));
      return { ...moderation, mutes: withEntry(moderation.mutes, who, entry, now) };
    case 'unmute':
      return muted
        ? { ...moderation, mutes: withoutEntry(moderation.mutes, who) }
        : refuse('not_found', 'Nobody with this id is muted.');
    case 'role': {
      // Nobody of the same role could lift it afterwards.
      const undo = banned ? 'banned: unban' : muted ? 'muted: unmute' : undefined;
      if (undo !== undefined && !isAtLeast(to.rank, request.role))
        return refuse('forbidden', `${name ?? 'This member'} is ${undo} them first.`);
      const roles = withoutEntry(moderation.roles, who);
      if (request.role !== 'member' && roles.size >= RESTRICTED) return refuse('bad_request', tooMany('roles'));
      return { ...moderation, roles: request.role === 'member' ? roles : new Map([...roles, [who, request.role]]) };
    }
  }
}

/** Whom an act is done to. A banned member has no say, whatever role older versions let others give to it. */
function targetOf(
  id: string,
  moderation: Moderation,
  { admins, now }: { admins: ReadonlySet<string>; now: number },
): Party {
  const rank = rankOf(id, moderation, admins);
  const hasNoSay = rank !== 'admin' && isAtLeast(rank, 'member') && restrictionOf(moderation.bans, id, now);
  return { id, rank: hasNoSay ? 'member' : rank };
}

function isFull(list: ReadonlyMap<string, Restriction>, who: string, now: number): boolean {
  return inForce(list, now).filter(([id]) => id !== who).length >= RESTRICTED;
}

function tooMany(what: string): string {
  return `A room has at most ${RESTRICTED} ${what}: take some back.`;
}
