/** The words about locked rooms in English. */

import { some } from '../../words/english.ts';
import type { PassphraseProblem } from './passphrase.ts';

export const en = {
  locked: {
    others: 'Locked: joining requires the passphrase or an invite link',
    me: 'Locked: you can stay, but you’ll need the passphrase or an invite link to come back',
  },
  commands: {
    lock: { takes: '<passphrase>', does: 'Lock the room' },
    unlock: { takes: '', does: 'Unlock the room' },
  },
  unlockTitle: (room: string) => `#${room} is locked`,
  unlockExplained:
    'Ask the person who invited you for the passphrase. It stays in this browser: the room only gets a key derived from it.',
  passphrase: 'Passphrase',
  wrongPassphrase: 'Wrong passphrase, or it has been changed.',
  enter: 'Join',
  lockWith: 'Lock the room with a passphrase',
  isLocked: 'The room is locked',
  lock: 'Lock',
  changeLock: 'Change',
  unlock: 'Unlock',
  copyInvite: 'Copy invite link',
  lockedNow: 'Locked. Anyone with the invite link can join without the passphrase.',
  unlockedNow: 'Unlocked. Anyone with the link can join.',
  showPassphrase: 'Show',
  hidePassphrase: 'Hide',
  makePassphrase: 'Generate',
  copyPassphrase: 'Copy passphrase',
  passphraseProblem: (problem: PassphraseProblem) =>
    problem.kind === 'short'
      ? `Too short: add ${some(problem.missing, 'more character', 'more characters')}. A few words will do.`
      : 'Too easy to guess: it’s repetitive, sequential or too common. Add a word of your own.',
};

export type Words = typeof en;
