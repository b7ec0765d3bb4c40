/** The types of access control that other folders may import. Contains types only. */

import type { GivenRole, Role } from '../../protocol/roles.ts';
import type { Settings } from '../../protocol/settings.ts';

/** A ban or a mute. */
export interface Restriction {
  /** When it ends. Unix milliseconds. */
  untilMs?: number;
  /** The member's name at the time. */
  name?: string;
  /** Salted hashes of the addresses banned with the member. */
  addresses?: readonly string[];
}

/**
 * Roles, bans, mutes and the lock of a room. Immutable: each act creates a new object. They are maps, because their
 * keys are member ids, which are untrusted input.
 */
export interface Moderation {
  roles: ReadonlyMap<string, Exclude<GivenRole, 'member'>>;
  bans: ReadonlyMap<string, Restriction>;
  mutes: ReadonlyMap<string, Restriction>;
  /** Base64url SHA-256 of the room's key. The room is locked while it has one. */
  lock?: string;
  /**
   * The salt of the room's address hashes, generated with the first hash. It prevents comparing them with another
   * room's.
   */
  salt?: string;
}

/** The settings as stored. `locked` is derived from the key in `Moderation`. */
export type StoredSettings = Partial<Omit<Settings, 'locked'>>;

/** What a room stores besides its events. Immutable. */
export interface RoomState {
  settings: StoredSettings;
  moderation: Moderation;
}

/** The roles of members, as shown to everybody. */
export interface Roles {
  of(memberId: string): Role;
  /**
   * Replaced by another object whenever any role may have changed. Values derived from roles are valid while it stays
   * the same.
   */
  readonly version: object;
}
