/** The roles of members in a room. */

import type { ROLES } from './role-order.ts';

export type Role = (typeof ROLES)[number];

/** Whether members with this role moderate the room. A room of any size names them when they join or leave, and clients mark them. */
export function isModerating(role: Role | undefined): role is 'owner' | 'moderator' {
  return role === 'owner' || role === 'moderator';
}

/** A role that a member with a key can be given. A guest stays a guest. */
export type GivenRole = Exclude<Role, 'guest'>;
