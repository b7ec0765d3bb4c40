/** What is said of locked rooms, in English. */

import { some } from '../../words/english.ts';
import type { PassphraseProblem } from './passphrase.ts';

export const en = {
  locked: {
    others: 'Locked: coming in takes the passphrase or an invite link',
    me: 'Locked: you can stay, but coming back takes the passphrase or an invite link',
  },
  commands: {
    lock: { takes: '<passphrase>', does: 'Lock the room' },
    unlock: { takes: '', does: 'Unlock the room' },
  },
  unlockTitle: (room: string) => `#${room} is locked`,
  unlockExplained:
    'Whoever invited you can tell you the passphrase. It stays in this browser: the room gets only a key made of it.',
  passphrase: 'Passphrase',
  wrongPassphrase: 'This is not, or no longer, the passphrase.',
  enter: 'Enter',
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
};

export type Words = typeof en;
