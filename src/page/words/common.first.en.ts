/** What several parts of the page say, from the first step on, in English. */

export const en = {
  /** Of the language, for `lang` and for dates. */
  tag: 'en',
  rooms: 'Rooms',
  home: 'All rooms',
  unread: (count: string) => `${count} unread`,
  you: 'you',
  roles: { owner: 'owner', moderator: 'moderator', member: '', guest: '' },
  today: 'Today',
  yesterday: 'Yesterday',
  deleted: 'Message deleted',
  emoji: 'Emoji',
  mutedMessage: 'Message of somebody you muted.',
  inReplyTo: 'In reply to',
  goToOriginal: 'Go to this message',
  needsConnection: 'That needs a connection.',
};

export type Words = typeof en;
