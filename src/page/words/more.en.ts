/** What is said only by the parts that come later, in English: fetched with them. */

import type { Change } from '../../client/index.ts';
import type { ModAction } from '../../protocol/events/mod.ts';
import type { GivenRole, Settings } from '../../protocol/shared.ts';
import type { Unkept } from '../features/connection/unkept.ts';
import type { PassphraseProblem } from '../features/lock/passphrase.ts';
import type { Theme } from '../features/preferences/theme.ts';
import type { RoomNameProblem } from '../features/rooms/room-name.ts';

/** "1 message", "2 messages". */
const some = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

const roomProblems: Record<RoomNameProblem, string> = {
  empty: 'Type the name of a room.',
  long: 'A room name has at most 64 characters.',
  space: 'A room name has no spaces. Use - or _ instead.',
  start: 'A room name begins with a letter or a digit.',
  characters: 'A room name has only letters, digits, - and _.',
};

/** Why a room can't be entered, by the name of the close code. */
const ends: Record<string, string> = {
  abuse: 'The room closed the connection because of too many bad requests.',
  unauthorized: 'The room did not accept this browser’s proof of identity.',
  bad_room: 'There can be no room of this name.',
  replaced: 'This room was taken over by another tab of this browser.',
  kicked: 'A moderator removed you from this room.',
  too_large: 'The room closed the connection because of a message far too large.',
  unsupported_data: 'The room closed the connection because of data it does not understand.',
  locked: 'This room is locked. Only those who know its passphrase get in.',
};

/** Why one has to wait for the room, by the name of the close code. The page tries again by itself. */
const waits: Record<string, string> = {
  restart: 'The server is being restarted. What you write is sent right after.',
  overloaded: 'The room has too much to do. What you write is sent when it has time again.',
  rate_limited: 'Too much came from here at once. What you write is sent in a moment.',
  internal: 'Something went wrong on the server. What you write is sent when it is back.',
  room_full: 'The room is full. You get in once somebody leaves.',
};

/** How one stands with a room that one isn't in, by the name of the close code: beside one's name, and at the room in the list. */
const states: Record<string, string> = {
  banned: 'Banned',
  kicked: 'Removed from the room',
  locked: 'Locked',
  replaced: 'Open in another tab',
  room_full: 'The room is full',
};

const lasting = (seconds: number): string => (seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`);

/** Why a setting or an act of moderation was refused, by error code. */
const refusedActs: Record<string, string> = {
  forbidden: 'you may not do this here.',
  not_found: 'there is nobody it could be done to.',
  muted: 'you are silenced in this room.',
  busy: 'the room is busy. Try again.',
  storage: 'the room could not store it.',
};

/** Why a change was refused, by its kind. */
const notChanged: Record<Change['type'], (reason: string) => string> = {
  edit: (reason) => `Not edited: ${reason}`,
  delete: (reason) => `Not deleted: ${reason}`,
  react: (reason) => `No reaction: ${reason}`,
  set: (reason) => `Not changed: ${reason}`,
  mod: (reason) => `Not done: ${reason}`,
};

/** Keys, and what they do. */
const keys: readonly (readonly [string, string])[] = [
  ['Enter', 'Send; on a phone the arrow does'],
  ['Shift+Enter', 'New line'],
  ['↑', 'Edit your last message, in an empty field'],
  ['Ctrl/⌘+B I E', 'Bold, italic, code'],
  ['@ : / #', 'Complete a name, emoji, command, room'],
  ['Shift+Tab ↑ ↓', 'From the field to the messages, and through them'],
  ['R E Del + C', 'Reply to, edit, delete, react to a message in focus, copy its link'],
  ['Enter', 'All that can be done with a message in focus'],
  ['Ctrl/⌘+K', 'Go to a room by its name'],
  ['Alt+↑ ↓', 'Next room'],
  ['Alt+Shift+↑ ↓', 'Next room with something unread'],
  ['Esc', 'Close, cancel, or to the latest message'],
  ['/', 'Search the room, from outside the field'],
  ['?', 'This list'],
];

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

/** The same where the reason is over by now. */
const refusalsOver: Record<string, string> = {
  muted: 'you were silenced then. You can send it now.',
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

/** What stands behind the name, in languages that need it. */
const actEnds: Partial<Record<ModAction, string>> = { unmute: '' };

const keepMore = 'To keep them, allow this site to store data, in your browser’s settings.';

/** What this browser doesn't keep. */
const unkept: Record<Unkept, string> = {
  all: `This browser keeps nothing for this site: your rooms, name, drafts and unsent messages are gone once you close or reload this page. ${keepMore}`,
  settings: `This browser doesn’t keep your rooms, name and drafts: they are gone once you close or reload this page. ${keepMore}`,
  messages: `This browser doesn’t keep who you are: you are a guest, and unsent messages are gone once you close or reload this page. ${keepMore}`,
};

export const moreEn = {
  joinAnother: 'Open another room',
  leaveRoom: (room: string) => `Leave ${room}`,
  asleep: 'Not connected: not opened for a day',
  notLive: 'Not connected',

  /** Between a name and what was said. */
  colon: ': ',
  preferences: 'Theme and language',
  theme: 'Theme',
  themes: { system: 'System theme', light: 'Light theme', dark: 'Dark theme' } satisfies Record<Theme, string>,
  language: 'Language',

  members: 'Members',
  showMembers: (count: number) => `Members, ${count} here`,
  hereNow: 'Here now',
  here: (count: number) => `${count} here`,

  somebody: 'somebody',
  noSuchMessage: 'There is no such message here any more.',
  toLatest: 'To the latest message',
  newBelow: (count: string) => `${count} new`,
  typing: (names: readonly string[]) =>
    names.length === 1
      ? `${names[0]} is writing …`
      : names.length === 2
        ? `${names.join(' and ')} are writing …`
        : `${names.length} people are writing …`,

  showIt: 'Show it',
  search: 'Search this room',
  roomMenu: 'What to do with this room',
  roomSettings: 'Room settings',
  acts,
  actEnds,
  asRole: { owner: 'an owner', moderator: 'a moderator', member: 'a member without a role' } satisfies Record<
    GivenRole,
    string
  >,
  until: (time: string) => `until ${time}`,
  forGood: 'for good',
  /** Behind what was done to somebody: until when it holds. */
  holds: (until: string) => ` ${until}`,
  locked: {
    others: 'Locked: coming in takes the passphrase or an invite link',
    me: 'Locked: you can stay, but coming back takes the passphrase or an invite link',
  },
  share: 'Share this room',
  blocked: 'blocked by the browser',
  notifications: (level: string) => `Notifications: ${level}`,
  levels: { all: 'All messages', mentions: 'Only mentions of me and replies to me', none: 'None' },
  close: 'Close',

  /** Between one event and the next, of one line. */
  comma: ', ',
  joined: 'joined',
  cameBy: 'came by',
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
  several: {
    joined: (count: number) => `${some(count, 'person', 'people')} joined`,
    left: (count: number) => `${some(count, 'person', 'people')} left`,
    passed: (count: number) => `${some(count, 'person', 'people')} came by`,
    renamed: (count: number) => `${some(count, 'person', 'people')} changed their name`,
  },
  moreTold: (count: number) => `and ${count} more`,
  calledYou: (count: number) => `${some(count, 'message', 'messages')} to you`,

  textCopied: 'Text copied',
  linkCopied: 'Link copied',
  copy: 'Copy',
  refusals,
  refusalsOver,

  offline: 'No connection',
  connected: 'Connected',
  connecting: 'Connecting …',
  connectingLong: 'Connecting … You can go on writing.',
  triesIn: (seconds: number) => (seconds > 0 ? `Trying again in ${seconds} s` : 'Trying again …'),
  retryNow: 'Retry now',

  yourName: 'Your name',
  changeName: 'Change your name',
  cancel: 'Cancel',

  tagline: 'A room is an address. Open it, and talk.',
  lead: 'No account, nothing to install. Whoever has the address is in.',
  yourRooms: 'Your rooms',
  noRooms: 'Rooms that you open are kept here, in this browser.',
  noRoomsUnkept: 'Rooms that you open are listed here until you close this page.',
  roomName: 'Name of the room',
  roomExample: 'reading-group',
  roomHint: 'Letters of any language, digits, - and _. If there is no such room yet, you open it.',
  join: 'Open room',
  roomProblems,
  badAddress: ({ kind, raw }: { kind: 'bad' | 'nowhere'; raw: string }, near: string) =>
    [
      kind === 'bad' ? `No room can be called “${raw}”.` : `There is no page at “/${raw}”.`,
      ...(near ? [`Did you mean #${near}?`] : []),
    ].join(' '),
  notListed: (count: number) => `and ${count} more`,
  looksLike: (whose: string | undefined) => `looks like ${whose ?? 'somebody else'}’s name`,
  mutedMark: 'muted',
  manage: (name: string) => `What can be done with ${name}`,
  refusedActs,
  badAct: 'its time was over before the room heard of it, or there are too many like it already.',
  messageTools: 'What to do with this message',
  react: 'React',
  reply: 'Reply',
  edit: 'Edit',
  more: 'More',
  copyCode: 'Copy the code',
  codeCopied: 'Code copied',
  wrapLines: 'Wrap long lines',
  emojiGroups: ['Smileys', 'People', 'Nature', 'Food', 'Places', 'Activities', 'Things', 'Symbols', 'Flags'],
  editing: 'Editing your message',
  savesEdit: { keys: 'Enter saves · Esc cancels', button: 'Save' },
  charactersLeft: (count: number) => (count >= 0 ? `${count} left` : `${-count} too many`),
  tooLong: (limit: number) => `A message has at most ${limit} characters.`,
  blank: 'A message needs some text.',
  empty: 'Nobody has written here yet. Say something, or share the link. Whoever writes first becomes the owner.',
  loadingOlder: 'Loading older messages …',
  showLess: 'Show less',
  editIsOver: 'This message can’t be changed any more',
  editOver: 'This message can’t be changed any more. Enter sends your text as a new one.',
  cancelReply: 'Cancel the reply',
  cancelEdit: 'Cancel editing',
  dismiss: 'Dismiss',
  notChanged,
  notSent: (reason: string) => `Not sent: ${reason}`,
  triesAgain: (reason: string) => `Waiting to try again: ${reason}`,
  sendsIn: (seconds: number, reason: string) =>
    `${seconds > 0 ? `Sends in ${seconds} s` : 'Sends now'}${reason && `: ${reason}`}`,
  takeBack: 'Edit again',
  editLeft: 'Editing cancelled',
  keepsEdit: { keys: 'Enter keeps your text as a draft · Esc cancels', button: 'Keep as a draft' },
  waitsForLine: 'Waiting for a connection',
  leftRoom: (room: string) => `Left #${room}`,
  undo: 'Undo',
  retry: 'Retry',
  discard: 'Delete',
  ended: 'The connection was ended.',
  ends,
  waits,
  states,
  bannedForGood: 'You are banned from this room for good.',
  bannedUntil: (time: string) => `You are banned from this room until ${time}.`,
  banOver: 'Your ban from this room is over.',
  connectAgain: 'Connect again',
  useHere: 'Use it here',
  enterPassphrase: 'Enter the passphrase',
  silencedForGood: 'You are silenced for good: the others don’t get what you write.',
  silencedUntil: (time: string) => `You are silenced until ${time}.`,
  slowWait: (seconds: number, waiting: number) =>
    [
      'Slow mode: ',
      waiting > 1 ? `${waiting} messages wait, the first` : 'your message',
      seconds > 0 ? ` sends in ${seconds} s` : ' sends now',
    ].join(''),
  slowHere: (seconds: number) => `Slow mode: one message every ${lasting(seconds)}`,
  nameRule:
    'A name has 1 to 32 visible characters, without “·”, and is none that could pass for the service, such as “admin”.',
  noFiles: 'Files can’t be sent yet, only text. Nothing was sent.',

  unkept,
  newVersion: 'There is a new version of this page.',
  takeNewVersion: 'Reload',

  shareTitle: (room: string) => `Share #${room}`,
  shareExplained: 'Whoever opens the link is in the room.',
  roomLink: 'Link to this room',
  copyRoomLink: 'Copy link',
  handOn: 'Send with …',
  qr: 'QR code of the link',
  notifyTitle: (room: string) => `Notifications of #${room}`,
  withSound: 'With a sound',
  withSoundMeans: 'In all rooms, for what you are notified of',
  notifyForbidden: 'The browser blocks notifications of this site. You can allow them in its settings for the site.',
  notifyUnanswered: 'The browser’s question was not answered, so nothing was changed.',
  notifyUnknown: 'This browser has no notifications.',
  contextTitle: 'Further up in this room',
  helpTitle: 'Keys and commands',
  helpKeys: 'Keys',
  helpCommands: 'Commands',
  keys,
  copyText: 'Copy text',
  copyLink: 'Copy link to this message',
  copyByHand: 'Copy it by hand',
  whoReacted: 'Who reacted',
  deleteMessage: 'Delete',
  leaveTitle: (room: string) => `Leave #${room}?`,
  leaveLoses: (messages: number, isDraft: boolean) =>
    [
      ...(messages === 0 ? [] : [messages === 1 ? 'A message was not sent.' : `${messages} messages were not sent.`]),
      ...(isDraft ? ['A draft is not sent.'] : []),
      'If you leave, what is not sent is gone.',
    ].join(' '),
  leaveAnyway: 'Leave all the same',
  deleteTitle: 'Delete this message?',
  deleteExplained: 'Its text will be gone for everybody.',
  moreEmoji: 'More emoji',
  searchEmoji: 'Search emoji',
  emojiGroup: 'Kind of emoji',
  recentEmoji: 'Recently used',
  skinTone: 'Skin tone',
  skinTones: ['None', 'Light', 'Medium-light', 'Medium', 'Medium-dark', 'Dark'],
  noEmoji: 'No emoji of this name.',
  mutePerson: (name: string) => `Mute ${name} for me`,
  unmutePerson: (name: string) => `Show ${name} again`,

  suggestions: 'Suggestions',
  commands: {
    me: { takes: '<text>', does: 'Tell what you do: “Ana waves”' },
    name: { takes: '<name>', does: 'Change your name' },
    topic: { takes: '<text>', does: 'Change the room’s topic; - removes it' },
    mute: { takes: '<name>', does: 'Hide somebody’s messages, for you alone' },
    unmute: { takes: '<name>', does: 'Show their messages again' },
    shrug: { takes: '[text]', does: 'Add ¯\\_(ツ)_/¯' },
    kick: { takes: '<name>', does: 'Remove somebody; they may come back' },
    ban: { takes: '<name> [1h]', does: 'Ban, for a time or for good' },
    unban: { takes: '<name>', does: 'Let somebody come back' },
    silence: { takes: '<name> [1h]', does: 'Silence, for a time or for good' },
    unsilence: { takes: '<name>', does: 'Let them speak again' },
    slow: { takes: '<seconds>', does: 'Slow mode; 0 ends it' },
    lock: { takes: '<passphrase>', does: 'Lock the room' },
    unlock: { takes: '', does: 'Unlock the room' },
    op: { takes: '<name>', does: 'Make somebody a moderator' },
    deop: { takes: '<name>', does: 'Take the role away' },
    help: { takes: '', does: 'What can be done here, by keys and commands' },
  },
  noSuchCommand: (name: string) => `There is no command /${name}. Type /help for those there are, or // to write it.`,
  notYourCommand: (command: string) => `You may not use ${command} in this room.`,
  commandNeeds: (usage: string, does: string) => `Something is missing: ${usage} (${does})`,
  commandTakesNothing: (usage: string) => `Nothing may follow ${usage}.`,
  notWhileSilenced: (name: string) => `${name} is silenced: let them speak again first, by /unsilence.`,
  isSoAlready: 'It is like that already. Nothing was changed.',
  hasRole: {
    owner: (name: string) => `${name} is an owner already.`,
    moderator: (name: string) => `${name} is a moderator already.`,
    member: (name: string) => `${name} has no role.`,
  } satisfies Record<GivenRole, (name: string) => string>,
  notToYourself: 'You can’t do this to yourself.',
  notBanned: (name: string) => `Nobody called “${name}” is banned.`,
  slowRule: (most: number) => `Slow mode takes 0 to ${most} seconds.`,
  nobodyCalled: (name: string, count: number) =>
    count === 0 ? `Nobody here is called “${name}”.` : `More than one person here is called “${name}”.`,

  personMenu: (name: string) => `What can be done with ${name}`,
  stepDown: { owner: 'Become an owner', moderator: 'Step down to moderator', member: 'Step down' },
  giveRole: { owner: 'Make an owner', moderator: 'Make a moderator', member: 'Take the role away' },
  unsilence: 'Let speak again',
  unban: 'Unban',
  restrain: {
    kick: {
      title: (name: string) => `Remove ${name}`,
      means: 'They leave the room now, and may come back.',
      act: 'Remove',
    },
    mute: {
      title: (name: string) => `Silence ${name}`,
      means: 'They can read, but nobody gets what they write.',
      act: 'Silence',
    },
    ban: {
      title: (name: string) => `Ban ${name}`,
      means: 'They leave the room now, and can’t come back for that long.',
      act: 'Ban',
    },
  },
  forHowLong: 'For how long?',
  restrainFor: ['10 minutes', '1 hour', '1 day', 'For good'],
  banAddress: 'Their address, too',
  banAddressMeans: 'Others at the same place, such as a school or a café, are banned with it.',
  unlockTitle: (room: string) => `#${room} is locked`,
  unlockExplained:
    'Whoever invited you can tell you the passphrase. It stays in this browser: the room gets only a key made of it.',
  passphrase: 'Passphrase',
  wrongPassphrase: 'This is not, or no longer, the passphrase.',
  enter: 'Enter',
  switchTitle: 'Go to a room',
  switchTo: 'Name of a room',
  openRoom: (room: string) => `Open #${room}`,
  openNow: 'open now',
  youWriteAs: 'You write as',
  chooseName: 'Choose a name',
  stayNameless: 'Stay without a name',
  searchTitle: (room: string) => `Search #${room}`,
  searchFor: 'Words to find',
  hits: (count: number, status: 'looking' | 'paused' | 'done') =>
    status === 'looking'
      ? count === 0
        ? 'Looking further back …'
        : `${count} found, looking further back …`
      : count === 0 && status === 'done'
        ? 'Nothing found.'
        : `${count}${status === 'paused' ? '+' : ''} found`,
  lookedThrough: 'Looked through',
  stopSearch: 'Stop',
  searchOn: 'Look further back',
  searchRefused: (chars: number, terms: number) => `At most ${chars} characters and ${terms} words can be looked for.`,
  saving: 'Saving …',
  saved: 'Saved',
  back: 'Back',
  settingsTitle: (room: string) => `Settings of #${room}`,
  topic: 'Topic',
  topicMeanwhile: (topic: string) =>
    `Somebody else has ${topic === '' ? 'removed it' : `changed it to “${topic}”`} meanwhile. Enter puts yours in its place.`,
  topicOf: (room: string) => `Topic of #${room}`,
  slowMode: 'Slow mode',
  slowFor: (seconds: number) => (seconds === 0 ? 'Off' : `A message every ${lasting(seconds)}`),
  retention: 'Keep messages',
  retentionFor: (days: number) => (days === 0 ? 'Server default' : days === 1 ? '1 day' : `${days} days`),
  lockWith: 'Lock the room with a passphrase',
  isLocked: 'The room is locked',
  lock: 'Lock',
  changeLock: 'Change',
  unlock: 'Unlock',
  copyInvite: 'Copy invite link',
  lockedNow: 'Locked. Copy the invite link: it lets people in without the passphrase.',
  unlockedNow: 'Unlocked. Anybody with the address gets in.',
  showPassphrase: 'Show',
  hidePassphrase: 'Hide',
  makePassphrase: 'Make one up',
  copyPassphrase: 'Copy passphrase',
  passphraseProblem: (problem: PassphraseProblem) =>
    problem.kind === 'short'
      ? `Too short: ${some(problem.missing, 'more character is', 'more characters are')} needed. A few words do.`
      : 'Too easy to guess: it repeats itself, counts up, or is what many take. Add a word of your own.',
  shareLocked: (hasKey: boolean): string =>
    hasKey
      ? 'The room is locked. This link carries its key: whoever has it is in.'
      : 'The room is locked: whoever opens the link needs the passphrase, too.',
  records: 'Everything that was written here',
  exportText: 'As text',
  exportJson: 'As JSON',
  notExported: (status: number) =>
    status === 401 || status === 403
      ? 'Only moderators and owners may take it.'
      : `The server did not give it (${status}).`,
  auditTitle: 'What moderators did',
  showAudit: 'Show',
  banned: 'Banned',
  silenced: 'Silenced',
  actsTitle: 'Acts',
  noActs: 'Nothing so far.',
  showOlder: 'Show older',
  deletedMessage: (whose: string | undefined) => `deleted a message${whose === undefined ? '' : ` by ${whose}`}`,
  changed: ({ topic, slow, locked, retentionDays }: Partial<Settings>) =>
    [
      ...(topic === undefined ? [] : [topic === '' ? 'removed the topic' : `set the topic to “${topic}”`]),
      ...(slow === undefined ? [] : [slow === 0 ? 'ended slow mode' : `set slow mode to ${lasting(slow)}`]),
      ...(locked === undefined ? [] : [locked ? 'locked the room' : 'unlocked the room']),
      ...(retentionDays === undefined
        ? []
        : [
            retentionDays === 0
              ? 'left it to the server how long messages are kept'
              : `set messages to be kept for ${retentionDays === 1 ? '1 day' : `${retentionDays} days`}`,
          ]),
    ].join(', '),
};

export type More = typeof moreEn;
