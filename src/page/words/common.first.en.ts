/** English words that several features share. Loaded with the page. */

export const en = {
  /** The language tag for `lang` and for dates. */
  tag: 'en',
  rooms: 'Rooms',
  home: 'All rooms',
  unread: (count: string) => `${count} unread`,
  you: 'you',
  /** The prefix of the name of a member who chose none. */
  guest: 'guest-',
  roles: { owner: 'owner', moderator: 'moderator', member: '', guest: '' },
  today: 'Today',
  yesterday: 'Yesterday',
  spoiler: 'Spoiler',
  deleted: 'Message deleted',
  emoji: 'Emoji',
  mutedMessage: 'Message from someone you muted.',
  inReplyTo: 'In reply to',
  goToOriginal: 'Go to original message',
  needsConnection: 'You need a connection for this.',
};

export type Words = typeof en;
