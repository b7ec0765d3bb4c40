/** What not everybody may do in a room, by name. Who may do what is a table of the room (room/access/roles.ts), told in `self.may`. */

export const RIGHTS = [
  'topic',
  'slow',
  'lock',
  'retention',
  /** To delete what others wrote. */
  'deleteOthers',
  'kick',
  'ban',
  'unban',
  'mute',
  'unmute',
  /** To give and take roles. */
  'role',
  /** To send without waiting in slow mode. */
  'hurry',
  /** To come into a locked room without its key, into a full one, and from a banned address. */
  'enter',
  'audit',
  'export',
  /** To see how the room does, and who is connected. */
  'diagnose',
  /** To end the room and all that is stored of it. */
  'close',
] as const;
export type Right = (typeof RIGHTS)[number];
