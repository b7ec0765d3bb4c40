/** The words of the home page, the room list and the room’s actions in English. */

import { some } from '../../words/english.ts';
import type { RoomNameProblem } from './typed-room.ts';

const roomProblems: Record<RoomNameProblem, string> = {
  empty: 'Enter a room name.',
  long: 'A room name can have up to 64 characters.',
  space: 'A room name can’t contain spaces. Use - or _ instead.',
  start: 'A room name must start with a letter or digit.',
  characters: 'A room name can only contain letters, digits, - and _.',
};

/** Why the reader is not in a room, by the name of the close code. Shown beside their name and in the room list. */
const states: Record<string, string> = {
  banned: 'Banned',
  kicked: 'Removed from the room',
  locked: 'Locked',
  replaced: 'Open in another tab',
  room_full: 'The room is full',
};

export const en = {
  leaveRoom: (room: string) => `Leave ${room}`,
  asleep: 'Not connected: not opened for a day',
  notLive: 'Not connected',
  /** Between an author’s name and the message. */
  colon: ': ',
  search: 'Search this room',
  roomMenu: 'Room actions',
  roomSettings: 'Room settings',
  newPoll: 'New poll',
  share: 'Share this room',
  blocked: 'blocked by the browser',
  notifications: (level: string) => `Notifications: ${level}`,
  calledYou: (count: number) => `${some(count, 'mention or reply', 'mentions or replies')}`,
  tagline: 'Every room is a link. Open it and start talking.',
  lead: 'No account, nothing to install. Anyone with the link can join.',
  yourRooms: 'Your rooms',
  noRooms: 'Rooms you open are listed here and saved in this browser.',
  noRoomsUnkept: 'Rooms you open are listed here until you close this page.',
  roomName: 'Name of the room',
  roomExample: 'reading-group',
  roomHint: 'Use letters of any language, digits, - and _. If the room doesn’t exist yet, opening it creates it.',
  join: 'Open room',
  roomProblems,
  badAddress: ({ kind, raw }: { kind: 'bad' | 'nowhere'; raw: string }, near: string) =>
    [
      kind === 'bad' ? `“${raw}” isn’t a valid room name.` : `There is no page at “/${raw}”.`,
      ...(near ? [`Did you mean #${near}?`] : []),
    ].join(' '),
  leftRoom: (room: string) => `Left #${room}`,
  states,
  leaveTitle: (room: string) => `Leave #${room}?`,
  leaveLoses: (messages: number, isDraft: boolean) =>
    [
      ...(messages === 0
        ? []
        : [messages === 1 ? 'A message hasn’t been sent.' : `${messages} messages haven’t been sent.`]),
      ...(isDraft ? ['You have an unsent draft.'] : []),
      'If you leave, your unsent text will be lost.',
    ].join(' '),
  leaveAnyway: 'Leave anyway',
  commands: {
    topic: { takes: '<text>', does: 'Set the room’s topic; - removes it' },
  },
  switchTitle: 'Go to a room',
  switchTo: 'Name of the room',
  openRoom: (room: string) => `Open #${room}`,
  openNow: 'current room',
  topicOf: (room: string) => `Topic of #${room}`,
};

export type Words = typeof en;
