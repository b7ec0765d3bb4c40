/** What is said of moderation and of a room’s settings, in English. */

import type { GivenRole } from '../../../protocol/shared.ts';
import { lasting } from '../../words/english-duration.ts';

/** Why a setting or an act of moderation was refused, by error code. */
const refusedActs: Record<string, string> = {
  forbidden: 'you may not do this here.',
  not_found: 'there is nobody it could be done to.',
  muted: 'you are silenced in this room.',
  busy: 'the room is busy. Try again.',
  storage: 'the room could not store it.',
};

export const en = {
  refusedActs,
  badAct: 'its time was over before the room heard of it, or there are too many like it already.',
  notChanged: {
    set: (reason: string) => `Not changed: ${reason}`,
    mod: (reason: string) => `Not done: ${reason}`,
  },
  commands: {
    kick: { takes: '<name>', does: 'Remove somebody; they may come back' },
    ban: { takes: '<name> [1h]', does: 'Ban, for a time or for good' },
    unban: { takes: '<name>', does: 'Let somebody come back' },
    silence: { takes: '<name> [1h]', does: 'Silence, for a time or for good' },
    unsilence: { takes: '<name>', does: 'Let them speak again' },
    slow: { takes: '<seconds>', does: 'Slow mode; 0 ends it' },
    op: { takes: '<name>', does: 'Make somebody a moderator' },
    deop: { takes: '<name>', does: 'Take the role away' },
  },
  notWhileSilenced: (name: string) => `${name} is silenced: let them speak again first, by /unsilence.`,
  hasRole: {
    owner: (name: string) => `${name} is an owner already.`,
    moderator: (name: string) => `${name} is a moderator already.`,
    member: (name: string) => `${name} has no role.`,
  } satisfies Record<GivenRole, (name: string) => string>,
  notBanned: (name: string) => `Nobody called “${name}” is banned.`,
  slowRule: (most: number) => `Slow mode takes 0 to ${most} seconds.`,
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
  saving: 'Saving …',
  saved: 'Saved',
  settingsTitle: (room: string) => `Settings of #${room}`,
  topic: 'Topic',
  topicMeanwhile: (topic: string) =>
    `Somebody else has ${topic === '' ? 'removed it' : `changed it to “${topic}”`} meanwhile. Enter puts yours in its place.`,
  slowMode: 'Slow mode',
  slowFor: (seconds: number) => (seconds === 0 ? 'Off' : `A message every ${lasting(seconds)}`),
  retention: 'Keep messages',
  retentionFor: (days: number) => (days === 0 ? 'Server default' : days === 1 ? '1 day' : `${days} days`),
  records: 'Everything that was written here',
  exportText: 'As text',
  exportJson: 'As JSON',
  notExported: (status: number) =>
    status === 401 || status === 403
      ? 'Only moderators and owners may take it.'
      : `The server did not give it (${status}).`,
  loadingAudit: 'Loading older messages …',
  auditTitle: 'What moderators did',
  showAudit: 'Show',
  banned: 'Banned',
  silenced: 'Silenced',
  actsTitle: 'Acts',
  noActs: 'Nothing so far.',
  showOlder: 'Show older',
  deletedMessage: (whose: string | undefined) => `deleted a message${whose === undefined ? '' : ` by ${whose}`}`,
};

export type Words = typeof en;
