/** What is said about the connection, and about this browser, in English. */

import type { Unkept } from './storage-warnings.ts';

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

const keepMore = 'To keep them, allow this site to store data, in your browser’s settings.';

/** What this browser doesn't keep. */
const unkept: Record<Unkept, string> = {
  all: `This browser keeps nothing for this site: your rooms, name, drafts and unsent messages are gone once you close or reload this page. ${keepMore}`,
  settings: `This browser doesn’t keep your rooms, name and drafts: they are gone once you close or reload this page. ${keepMore}`,
  messages: `This browser doesn’t keep who you are: you are a guest, and unsent messages are gone once you close or reload this page. ${keepMore}`,
};

export const en = {
  connectingLong: 'Connecting … You can go on writing.',
  triesIn: (seconds: number) => (seconds > 0 ? `Trying again in ${seconds} s` : 'Trying again …'),
  retryNow: 'Retry now',
  ended: 'The connection was ended.',
  ends,
  waits,
  bannedForGood: 'You are banned from this room for good.',
  bannedUntil: (time: string) => `You are banned from this room until ${time}.`,
  banOver: 'Your ban from this room is over.',
  connectAgain: 'Connect again',
  useHere: 'Use it here',
  enterPassphrase: 'Enter the passphrase',
  unkept,
  newVersion: 'There is a new version of this page.',
  takeNewVersion: 'Reload',
};

export type Words = typeof en;
