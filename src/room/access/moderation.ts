/** What a room keeps of its people: who has a role, who may not come in or speak, and its lock. One row holds it all. */

import type { Restricted } from '../../protocol/frames.ts';
import type { Moderation, Restriction } from './types.ts';

export const NO_MODERATION: Moderation = { roles: new Map(), bans: new Map(), mutes: new Map() };

/**
 * Reads what `moderationToJson` wrote; nothing was kept where it is `null`.
 * @throws if a list is missing: nobody is to be let in because a ban was lost
 */
export function moderationFromJson(json: string | null): Moderation {
  if (json === null) return NO_MODERATION;
  const { roles, bans, mutes, ...rest } = JSON.parse(json);
  if (![roles, bans, mutes].every(Array.isArray)) throw new Error('meta.house lacks a list');
  return { ...rest, roles: new Map(roles), bans: new Map(bans), mutes: new Map(mutes) };
}

export function moderationToJson({ roles, bans, mutes, ...rest }: Moderation): string {
  return JSON.stringify({ ...rest, roles: [...roles], bans: [...bans], mutes: [...mutes] });
}

/** A list with one entry more, or another; what is over is left out. */
export function withEntry<T extends { untilMs?: number }>(
  list: ReadonlyMap<string, T>,
  id: string,
  entry: T,
  now: number,
): ReadonlyMap<string, T> {
  return new Map([...inForce(withoutEntry(list, id), now), [id, entry]]);
}

export function withoutEntry<T>(list: ReadonlyMap<string, T>, id: string): ReadonlyMap<string, T> {
  return new Map([...list].filter(([other]) => other !== id));
}

/** What is not over yet. */
export function inForce<T extends { untilMs?: number }>(list: ReadonlyMap<string, T>, now: number): [string, T][] {
  return [...list].filter(([, { untilMs }]) => untilMs === undefined || untilMs > now);
}

/** The restriction that a member is under now, if any. */
export function restrictionOf(
  list: ReadonlyMap<string, Restriction>,
  id: string,
  now: number,
): Restriction | undefined {
  const entry = list.get(id);
  return entry && (entry.untilMs === undefined || entry.untilMs > now) ? entry : undefined;
}

/** The name of a member that was banned or muted, as far as the room still knows it. */
export function restrictedName({ bans, mutes }: Pick<Moderation, 'bans' | 'mutes'>, id: string): string | undefined {
  return mutes.get(id)?.name ?? bans.get(id)?.name;
}

/** A list as moderators see it: whether an address is banned, never which. */
export function toRestricted(list: ReadonlyMap<string, Restriction>, now: number): Restricted[] {
  return inForce(list, now).map(([id, { untilMs, name, addresses }]) => ({
    id,
    ...(name === undefined ? {} : { name }),
    ...(untilMs === undefined ? {} : { untilMs }),
    ...(addresses === undefined ? {} : { address: true }),
  }));
}
