/** The words about the connection and about this browser’s storage in English. */

import type { Unkept } from './storage-warnings.ts';

/** Why the room ended the connection, by the name of the close code. */
const ends: Record<string, string> = {
  abuse: 'You were disconnected for sending too many invalid requests.',
  unauthorized: 'The room couldn’t verify this browser’s identity.',
  bad_room: 'This isn’t a valid room name.',
  replaced: 'This room is now open in another tab.',
  kicked: 'A moderator removed you from this room.',
  too_large: 'You were disconnected because a message was far too large.',
  unsupported_data: 'You were disconnected because the room couldn’t read your data.',
  locked: 'This room is locked. You need the passphrase or an invite link to join.',
};

/** Why the page is reconnecting, by the name of the close code. */
const waits: Record<string, string> = {
  restart: 'The server is restarting. Your messages will be sent right after.',
  overloaded: 'The room is overloaded. Your messages will be sent once it catches up.',
  rate_limited: 'Too many requests at once. Your messages will be sent in a moment.',
  internal: 'Something went wrong on the server. Your messages will be sent once it’s back.',
  room_full: 'The room is full. You’ll join as soon as someone leaves.',
};

const keepMore = 'To keep them, allow this site to store data in your browser settings.';

/** What is lost because the browser doesn't store it. */
const unkept: Record<Unkept, string> = {
  all: `This browser isn’t storing any data for this site. Your rooms, name, drafts and unsent messages will be lost when you close or reload this page. ${keepMore}`,
  settings: `This browser isn’t storing your rooms, name and drafts. They will be lost when you close or reload this page. ${keepMore}`,
  messages: `This browser isn’t storing your identity, so you’re a guest. Unsent messages will be lost when you close or reload this page. ${keepMore}`,
};

export const en = {
  connectingLong: 'Connecting… You can keep typing.',
  triesIn: (seconds: number) => (seconds > 0 ? `Retrying in ${seconds} s` : 'Retrying…'),
  retryNow: 'Retry now',
  ended: 'You were disconnected.',
  ends,
  waits,
  bannedForGood: 'You’re permanently banned from this room.',
  bannedUntil: (time: string) => `You’re banned from this room until ${time}.`,
  banOver: 'Your ban from this room has ended.',
  connectAgain: 'Reconnect',
  useHere: 'Use here',
  enterPassphrase: 'Enter passphrase',
  unkept,
  newVersion: 'A new version of this page is available.',
  takeNewVersion: 'Reload',
};

export type Words = typeof en;
