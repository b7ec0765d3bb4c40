/** The page in English: the measure for every other language. */

import type { GivenRole, ModAction } from '../../protocol/frames.ts';
import type { Theme } from '../state/theme.ts';

/** "1 message", "2 messages". */
const some = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

/** Why a message was refused, by error code. Codes that are missing here are told in the server's own words. */
const refusals: Record<string, string> = {
  too_large: 'it is too long.',
  bad_text: 'it has no text.',
  expired: 'it waited too long, and may have been sent already.',
  id_conflict: 'it clashes with another message.',
  rate_limited: 'too many messages at once.',
  slow_mode: 'the room is in slow mode.',
  busy: 'the room is busy.',
  muted: 'you are silenced in this room.',
  forbidden: 'you may not write here.',
  not_found: 'what it refers to is gone.',
  storage: 'the room could not store it.',
  internal: 'something went wrong on the server.',
};

/** Between who did it and to whom. */
const acts: Record<ModAction, string> = {
  kick: 'removed',
  ban: 'banned',
  unban: 'unbanned',
  mute: 'silenced',
  unmute: 'unsilenced',
  role: 'made',
};

const themes: Record<Theme, string> = { system: 'As the system', light: 'Light', dark: 'Dark' };

export const en = {
  /** Of the language, for `lang` and for dates. */
  tag: 'en',

  rooms: 'Rooms',
  home: 'All rooms',
  joinAnother: 'Open another room',
  leaveRoom: (room: string) => `Leave ${room}`,
  asleep: 'Not connected: not opened for a day',
  notLive: 'Not connected',
  unread: (count: string) => `${count} unread`,

  members: 'Members',
  showMembers: (count: number) => `Members, ${count} here`,
  hereNow: 'Here now',
  you: 'you',
  roles: { owner: 'owner', moderator: 'moderator', member: '', guest: '' },
  search: 'Search this room',
  typing: (names: readonly string[]) =>
    names.length === 1
      ? `${names[0]} is writing …`
      : names.length === 2
        ? `${names.join(' and ')} are writing …`
        : `${names.length} people are writing …`,
  locked: 'Locked: who has neither key nor passphrase stays outside',
  roomMenu: 'What to do with this room',
  roomSettings: 'Room settings',
  acts,
  asRole: { owner: 'an owner', moderator: 'a moderator', member: 'a member without a role' } satisfies Record<
    GivenRole,
    string
  >,
  until: (time: string) => `until ${time}`,
  share: 'Share this room',
  notifications: (level: string) => `Notifications: ${level}`,
  levels: { all: 'All messages', mentions: 'Only when I am mentioned', none: 'None' },
  close: 'Close',

  messagesIn: (room: string) => `Messages in ${room}`,
  today: 'Today',
  yesterday: 'Yesterday',
  newMessages: 'New',
  roomBegins: (room: string) => `This is where #${room} begins.`,
  empty: 'Nobody has written here yet. Say something, or share the link. Whoever writes first becomes the owner.',
  loadingOlder: 'Loading older messages …',
  entering: 'Entering the room …',
  edited: 'edited',
  editWaits: 'edited, not sent yet',
  deleted: 'Message deleted',
  toLatest: 'To the latest message',
  newBelow: (count: string) => `${count} new`,

  reactions: 'Reactions',
  reaction: (emoji: string, count: number) => `${emoji}: ${some(count, 'person', 'people')}`,
  addReaction: 'Add a reaction',
  emoji: 'Emoji',
  somebody: 'somebody',
  mutedMessage: 'Message of somebody you muted.',
  showIt: 'Show it',
  showAll: 'Show all',
  showLess: 'Show less',
  calledYou: (count: number) => `${some(count, 'mention', 'mentions')} of you`,
  inReplyTo: 'In reply to',
  goToOriginal: 'Go to this message',
  earlierMessage: 'An earlier message',
  noSuchMessage: 'There is no such message here any more.',
  textCopied: 'Text copied',
  linkCopied: 'Link copied',
  editOver: 'This message can’t be changed any more. Enter sends your text as a new one.',
  keysEdit: 'Enter saves · Esc cancels',
  needsConnection: 'That needs a connection.',

  writeTo: (room: string) => `Write to #${room}`,
  messageTo: (room: string) => `Message to ${room}`,
  send: 'Send',
  keysHint: 'Enter sends · Shift+Enter for a new line',
  charactersLeft: (count: number) => (count >= 0 ? `${count} left` : `${-count} too many`),
  blank: 'A message needs some text.',
  tooLong: (limit: number) => `A message has at most ${limit} characters.`,

  sending: 'Sending',
  sent: 'Sent',
  copy: 'Copy',
  refusals,

  connected: 'Connected',
  connecting: 'Connecting …',
  offline: 'No connection',
  offlineLong: 'No connection. You can go on writing: it is sent when you are back.',
  connectingLong: 'Connecting … You can go on writing.',
  triesIn: (seconds: number) => (seconds > 0 ? `Trying again in ${seconds} s` : 'Trying again …'),
  retryNow: 'Retry now',

  yourName: 'Your name',
  changeName: 'Change your name',
  save: 'Save',
  cancel: 'Cancel',
  theme: 'Colours',
  themes,
  language: 'Language',
};

export type Words = typeof en;
