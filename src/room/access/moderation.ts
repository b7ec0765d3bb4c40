/** The moderation state of a room: its lists of bans and mutes. */

import type { Restricted } from '../../protocol/frames.ts';
import type { Moderation, Restriction } from './types.ts';

export const NO_MODERATION: Moderation = { roles: new Map(), bans: new Map(), mutes: new Map() };

/** The list with a new entry for a member. Entries that have expired are left out. */
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

/** The entries that have not expired. */
export function inForce<T extends { untilMs?: number }>(list: ReadonlyMap<string, T>, now: number): [string, T][] {
  return [...list].filter(([, { untilMs }]) => untilMs === undefined || untilMs > now);
}

/** The restriction that a member is under, if it has not expired. */
export function restrictionOf(
  list: ReadonlyMap<string, Restriction>,
  id: string,
  now: number,
): Restriction | undefined {
  const entry = list.get(id);
  return entry && (entry.untilMs === undefined || entry.untilMs > now) ? entry : undefined;
}

/** The name of a member that is, or was, banned or muted, if the room still has it. */
export function restrictedName({ bans, mutes }: Pick<Moderation, 'bans' | 'mutes'>, id: string): string | undefined {
  return mutes.get(id)?.name ?? bans.get(id)?.name;
}

/** The list as moderators see it. It tells whether an address is banned, but never which. */
export function toRestricted(list: ReadonlyMap<string, Restriction>, now: number): Restricted[] {
  return inForce(list, now).map(([id, { untilMs, name, addresses }]) => ({
    id,
    ...(name === undefined ? {} : { name }),
    ...(untilMs === undefined ? {} : { untilMs }),
    ...(addresses === undefined ? {} : { address: true }),
  }));
}
