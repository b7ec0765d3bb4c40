/** The types of access control that other folders may import. Nothing but types. */

import type { GivenRole, Role, Settings } from '../../protocol/shared.ts';

/** A ban or a mute. */
export interface Restriction {
  /** When it ends by itself. Unix milliseconds. */
  untilMs?: number;
  /** The name of the member at that time. */
  name?: string;
  /** Salted hashes of the addresses that are banned with the member. */
  addresses?: readonly string[];
}

/**
 * Roles, bans, mutes and the lock of a room. Immutable: an act makes another object. The keys are member ids, which come from
 * outside, and so these are maps.
 */
export interface Moderation {
  roles: ReadonlyMap<string, Exclude<GivenRole, 'member'>>;
  bans: ReadonlyMap<string, Restriction>;
  mutes: ReadonlyMap<string, Restriction>;
  /** Base64url SHA-256 of the room's key. The room is locked while it has one. */
  lock?: string;
  /** The salt of the room's hashes of addresses, so that they can't be compared with those of another room. Made with the first hash. */
  salt?: string;
}

/** The settings as they are stored. Whether the room is locked is stored with its key, in `Moderation`. */
export type StoredSettings = Partial<Omit<Settings, 'locked'>>;

/** What a room keeps beside its events. Immutable. */
export interface RoomState {
  settings: StoredSettings;
  moderation: Moderation;
}

/** The roles of members, as everybody sees them. */
export interface Roles {
  of(memberId: string): Role;
  /** Another object as soon as any member may have another role: whatever was derived from roles is valid as long as it is the same. */
  readonly version: object;
}
