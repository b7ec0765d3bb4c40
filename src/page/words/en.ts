/** The page in English: the measure for every other language. */

import type { Change } from '../../client/index.ts';
import type { GivenRole, ModAction } from '../../protocol/frames.ts';
import type { RoomNameProblem } from '../state/room-name.ts';
import type { Theme } from '../state/theme.ts';

/** "1 message", "2 messages". */
const some = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

const roomProblems: Record<RoomNameProblem, string> = {
  empty: 'Type the name of a room.',
  long: 'A room name has at most 64 characters.',
  space: 'A room name has no spaces. Use - or _ instead.',
  start: 'A room name begins with a letter or a digit.',
  characters: 'A room name has only letters, digits, - and _.',
};

const themes: Record<Theme, string> = { system: 'As the system', light: 'Light', dark: 'Dark' };

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

/** Why a room can't be entered, by the name of the close code. */
const ends: Record<string, string> = {
  abuse: 'The room closed the connection because of too many bad requests.',
  unauthorized: 'The room did not accept this browser’s proof of identity.',
  banned: 'You are banned from this room.',
  bad_room: 'There can be no room of this name.',
  replaced: 'This session was opened somewhere else.',
  kicked: 'A moderator removed you from this room.',
  too_large: 'The room closed the connection because of a message far too large.',
  unsupported_data: 'The room closed the connection because of data it does not understand.',
  locked: 'This room is locked. Only those who know its passphrase get in.',
};

/** Why a setting or an act of moderation was refused, by error code. */
const refusedActs: Record<string, string> = {
  forbidden: 'you may not do this here.',
  not_found: 'there is nobody it could be done to.',
  muted: 'you are silenced in this room.',
  busy: 'the room is busy. Try again.',
  storage: 'the room could not store it.',
};

/** Between who did it and to whom. */
const acts: Record<ModAction, string> = {
  kick: 'removed',
  ban: 'banned',
  unban: 'unbanned',
  mute: 'silenced',
  unmute: 'let speak again:',
  role: 'made',
};

/** Why a change was refused, by its kind. */
const notChanged: Record<Change['type'], (reason: string) => string> = {
  edit: (reason) => `Not edited: ${reason}`,
  delete: (reason) => `Not deleted: ${reason}`,
  react: (reason) => `No reaction: ${reason}`,
  set: (reason) => `Not changed: ${reason}`,
  mod: (reason) => `Not done: ${reason}`,
};

export const en = {
  /** Of the language, for `lang` and for dates. */
  tag: 'en',
  tagline: 'A room is an address. Open it, and talk.',
  lead: 'No account, nothing to install. Whoever has the address is in.',

  rooms: 'Rooms',
  yourRooms: 'Your rooms',
  noRooms: 'Rooms that you open are kept here, in this browser.',
  home: 'All rooms',
  roomName: 'Name of the room',
  roomExample: 'reading-group',
  roomHint: 'Letters of any language, digits, - and _. If there is no such room yet, you open it.',
  join: 'Open room',
  joinAnother: 'Open another room',
  roomProblems,
  badAddress: (raw: string) => `There can be no room “${raw}”.`,
  leaveRoom: (room: string) => `Leave ${room}`,
  asleep: 'Not connected: not opened for a day',
  notLive: 'Not connected',
  unread: (count: string) => `${count} unread`,

  members: 'Members',
  showMembers: (count: number) => `Members, ${count} here`,
  hereNow: 'Here now',
  here: (count: number) => `${count} here`,
  notListed: (count: number) => `and ${count} more`,
  you: 'you',
  roles: { owner: 'owner', moderator: 'moderator', member: '', guest: '' },
  mutedMark: 'muted',
  manage: (name: string) => `What can be done with ${name}`,
  search: 'Search this room',
  typing: (names: readonly string[]) =>
    names.length === 1
      ? `${names[0]} is writing …`
      : names.length === 2
        ? `${names.join(' and ')} are writing …`
        : `${names.length} people are writing …`,
  roomMenu: 'What to do with this room',
  roomSettings: 'Room settings',
  acts,
  asRole: { owner: 'an owner', moderator: 'a moderator', member: 'a member without a role' } satisfies Record<
    GivenRole,
    string
  >,
  until: (time: string) => `until ${time}`,
  refusedActs,
  share: 'Share this room',
  notifications: 'Notifications',
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
  deleted: 'Message deleted',
  joined: 'joined',
  left: 'left',
  leaves: {
    left: 'left',
    lost: 'lost the connection',
    kicked: 'was removed',
    banned: 'was banned',
    heartbeat: 'lost the connection',
    slow: 'was too slow to keep up',
    abuse: 'was disconnected for abuse',
  },
  nowCalled: 'is now',
  severalJoined: (count: number) => `${some(count, 'person', 'people')} joined`,
  severalLeft: (count: number) => `${some(count, 'person', 'people')} left`,
  toLatest: 'To the latest message',
  newBelow: (count: string) => `${count} new`,

  messageTools: 'What to do with this message',
  react: 'React',
  reply: 'Reply',
  edit: 'Edit',
  more: 'More',
  textCopied: 'Text copied',
  linkCopied: 'Link copied',
  reactions: 'Reactions',
  reaction: (emoji: string, count: number) => `${emoji}: ${some(count, 'person', 'people')}`,
  addReaction: 'Add a reaction',
  emoji: 'Emoji',
  emojiGroups: ['Smileys', 'People', 'Nature', 'Food', 'Places', 'Activities', 'Things', 'Symbols', 'Flags'],
  somebody: 'somebody',
  mutedMessage: 'Message of somebody you muted.',
  showIt: 'Show it',
  calledYou: (count: number) => `${some(count, 'mention', 'mentions')} of you`,
  inReplyTo: 'In reply to',
  goToOriginal: 'Go to this message',
  earlierMessage: 'An earlier message',
  noSuchMessage: 'There is no such message here any more.',
  editing: 'Editing your message',
  cancelReply: 'Cancel the reply',
  cancelEdit: 'Cancel editing',
  keysEdit: 'Enter saves · Esc cancels',
  dismiss: 'Dismiss',
  needsConnection: 'That needs a connection.',
  notChanged,

  writeTo: (room: string) => `Write to #${room}`,
  messageTo: (room: string) => `Message to ${room}`,
  send: 'Send',
  keysHint: 'Enter sends · Shift+Enter for a new line',
  charactersLeft: (count: number) => (count >= 0 ? `${count} left` : `${-count} too many`),
  blank: 'A message needs some text.',
  tooLong: (limit: number) => `A message has at most ${limit} characters.`,

  sending: 'Sending',
  sent: 'Sent',
  notSent: (reason: string) => `Not sent: ${reason}`,
  triesAgain: (reason: string) => `Waiting to try again: ${reason}`,
  retry: 'Retry',
  copy: 'Copy',
  copied: 'Copied',
  discard: 'Delete',
  refusals,

  connected: 'Connected',
  connecting: 'Connecting …',
  offline: 'No connection',
  offlineLong: 'No connection. You can go on writing: it is sent when you are back.',
  connectingLong: 'Connecting … You can go on writing.',
  triesIn: (seconds: number) => (seconds > 0 ? `Trying again in ${seconds} s` : 'Trying again …'),
  retryNow: 'Retry now',
  ended: 'The connection was ended.',
  ends,
  connectAgain: 'Connect again',
  enterPassphrase: 'Enter the passphrase',
  silencedHere: 'You are silenced: the others don’t get what you write.',
  silencedUntil: (time: string) => `You are silenced until ${time}.`,
  slowWait: (seconds: number) => `Slow mode: your next message goes out in ${seconds} s`,
  slowHere: (seconds: number) => `Slow mode: one message every ${seconds} s`,

  yourName: 'Your name',
  changeName: 'Change your name',
  save: 'Save',
  cancel: 'Cancel',
  nameRule:
    'A name has 1 to 32 visible characters, without “·”, and is none that could pass for the service, such as “admin”.',
  theme: 'Colours',
  themes,
  language: 'Language',
};

export type Words = typeof en;
