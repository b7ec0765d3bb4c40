/** The order of roles. It isn't in roles.ts, because the first script of the page needs only that. */

/** In ascending order: a role has all rights of the roles before it. */
export const ROLES = ['guest', 'member', 'moderator', 'owner'] as const;
