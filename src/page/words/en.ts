/** The page in English: the measure for every other language. */

/** "1 message", "2 messages". */
const some = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

export const en = {
  /** Of the language, for `lang` and for dates. */
  tag: 'en',

  rooms: 'Rooms',
  home: 'All rooms',
  unread: (count: string) => `${count} unread`,

  you: 'you',
  roles: { owner: 'owner', moderator: 'moderator', member: '', guest: '' },

  messagesIn: (room: string) => `Messages in ${room}`,
  today: 'Today',
  yesterday: 'Yesterday',
  newMessages: 'New',
  roomBegins: (room: string) => `This is where #${room} begins.`,
  entering: 'Entering the room …',
  edited: 'edited',
  editWaits: 'edited, not sent yet',
  deleted: 'Message deleted',

  reactions: 'Reactions',
  reaction: (emoji: string, count: number) => `${emoji}: ${some(count, 'person', 'people')}`,
  addReaction: 'Add a reaction',
  emoji: 'Emoji',
  mutedMessage: 'Message of somebody you muted.',
  showAll: 'Show all',
  inReplyTo: 'In reply to',
  goToOriginal: 'Go to this message',
  earlierMessage: 'An earlier message',
  needsConnection: 'That needs a connection.',

  writeTo: (room: string) => `Write to #${room}`,
  messageTo: (room: string) => `Message to ${room}`,
  send: 'Send',
  keysHint: 'Enter sends · Shift+Enter for a new line',

  sending: 'Sending',
  sent: 'Sent',

  offlineLong: 'No connection. You can go on writing: it is sent when you are back.',
};

export type Words = typeof en;
