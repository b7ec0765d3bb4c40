/**
 * Rights that not every member has, by name. room/access/roles.ts has the table of who has them. `self.may` tells
 * members which of them they have.
 */

export const RIGHTS = [
  'topic',
  'slow',
  'lock',
  'retention',
  /** Delete other members' messages. */
  'deleteOthers',
  'kick',
  'ban',
  'unban',
  'mute',
  'unmute',
  /** Give and take roles. */
  'role',
  /** Send without waiting in slow mode. */
  'hurry',
  /** Enter a locked room without its key, a full room, or a room from a banned address. */
  'enter',
  'audit',
  'export',
  /** See the room's diagnostics and its connections. */
  'diagnose',
  /** End the room and delete everything stored in it. */
  'close',
] as const;
export type Right = (typeof RIGHTS)[number];
