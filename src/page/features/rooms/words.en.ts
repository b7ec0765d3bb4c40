/** What is said of rooms: the first page, the list, and what is done with a room, in English. */

import { some } from '../../words/english.ts';
import type { RoomNameProblem } from './room-name.ts';

const roomProblems: Record<RoomNameProblem, string> = {
  empty: 'Type the name of a room.',
  long: 'A room name has at most 64 characters.',
  space: 'A room name has no spaces. Use - or _ instead.',
  start: 'A room name begins with a letter or a digit.',
  characters: 'A room name has only letters, digits, - and _.',
};

/** How one stands with a room that one isn't in, by the name of the close code: beside one's name, and at the room in the list. */
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
  /** Between a name and what was said. */
  colon: ': ',
  search: 'Search this room',
  roomMenu: 'What to do with this room',
  roomSettings: 'Room settings',
  share: 'Share this room',
  blocked: 'blocked by the browser',
  notifications: (level: string) => `Notifications: ${level}`,
  calledYou: (count: number) => `${some(count, 'message', 'messages')} to you`,
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
  leftRoom: (room: string) => `Left #${room}`,
  states,
  leaveTitle: (room: string) => `Leave #${room}?`,
  leaveLoses: (messages: number, isDraft: boolean) =>
    [
      ...(messages === 0 ? [] : [messages === 1 ? 'A message was not sent.' : `${messages} messages were not sent.`]),
      ...(isDraft ? ['A draft is not sent.'] : []),
      'If you leave, what is not sent is gone.',
    ].join(' '),
  leaveAnyway: 'Leave all the same',
  commands: {
    topic: { takes: '<text>', does: 'Change the room’s topic; - removes it' },
  },
  switchTitle: 'Go to a room',
  switchTo: 'Name of a room',
  openRoom: (room: string) => `Open #${room}`,
  openNow: 'open now',
  topicOf: (room: string) => `Topic of #${room}`,
};

export type Words = typeof en;
