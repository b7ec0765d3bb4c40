/** The words of moderation and of room settings in English. */

import type { GivenRole } from '../../../protocol/roles.ts';
import { lasting } from '../../words/english-duration.ts';

/** Why a setting or a moderation action was refused, by error code. */
const refusedActs: Record<string, string> = {
  forbidden: 'you don’t have permission to do this here.',
  not_found: 'this person wasn’t found.',
  muted: 'you’re silenced in this room.',
  busy: 'the room is busy. Try again.',
  storage: 'the room couldn’t save it.',
};

export const en = {
  refusedActs,
  badAct:
    'it had already expired when it reached the room, or the room’s list of bans, silenced members or roles is full.',
  notChanged: {
    set: (reason: string) => `Not changed: ${reason}`,
    mod: (reason: string) => `Action failed: ${reason}`,
  },
  commands: {
    kick: { takes: '<name>', does: 'Remove someone; they can come back' },
    ban: { takes: '<name> [1h]', does: 'Ban someone, for a time or permanently' },
    unban: { takes: '<name>', does: 'Lift a ban' },
    silence: { takes: '<name> [1h]', does: 'Silence someone, for a time or permanently' },
    unsilence: { takes: '<name>', does: 'Let someone speak again' },
    slow: { takes: '<seconds>', does: 'Set slow mode; 0 turns it off' },
    op: { takes: '<name>', does: 'Make someone a moderator' },
    deop: { takes: '<name>', does: 'Remove someone’s moderator role' },
  },
  notWhileSilenced: (name: string) => `${name} is silenced. Use /unsilence first.`,
  hasRole: {
    owner: (name: string) => `${name} is already an owner.`,
    moderator: (name: string) => `${name} is already a moderator.`,
    member: (name: string) => `${name} has no role.`,
  } satisfies Record<GivenRole, (name: string) => string>,
  notBanned: (name: string) => `Nobody called “${name}” is banned.`,
  slowRule: (most: number) => `Slow mode can be set from 0 to ${most.toLocaleString('en')} seconds.`,
  unsilence: 'Unsilence',
  unban: 'Unban',
  restrain: {
    kick: {
      title: (name: string) => `Remove ${name}`,
      means: 'They are removed now, but can come back.',
      act: 'Remove',
    },
    mute: {
      title: (name: string) => `Silence ${name}`,
      means: 'They can read, but not post.',
      act: 'Silence',
    },
    ban: {
      title: (name: string) => `Ban ${name}`,
      means: 'They are removed now, and can’t come back until the ban ends.',
      act: 'Ban',
    },
  },
  forHowLong: 'For how long?',
  restrainFor: { tenMinutes: '10 minutes', hour: '1 hour', day: '1 day', permanent: 'Permanently' },
  banAddress: 'Also ban their IP address',
  banAddressMeans: 'This also bans others on the same network, such as a school or café.',
  saving: 'Saving…',
  saved: 'Saved',
  settingsTitle: (room: string) => `Settings for #${room}`,
  topic: 'Topic',
  topicMeanwhile: (topic: string) =>
    `Someone else has just ${topic === '' ? 'removed the topic' : `changed the topic to “${topic}”`}. Press Enter again to use yours.`,
  slowMode: 'Slow mode',
  slowFor: (seconds: number) => (seconds === 0 ? 'Off' : `One message every ${lasting(seconds)}`),
  retention: 'Keep messages',
  retentionFor: (days: number) => (days === 0 ? 'Server default' : days === 1 ? '1 day' : `${days} days`),
  records: 'Export history',
  exportText: 'Text',
  exportJson: 'JSON',
  notExported: (status: number) =>
    status === 401 || status === 403
      ? 'Only moderators and owners can export the history.'
      : `The export failed (${status}).`,
  loadingAudit: 'Loading…',
  auditTitle: 'Moderation log',
  showAudit: 'Show',
  banned: 'Banned',
  silenced: 'Silenced',
  actsTitle: 'Actions',
  noActs: 'No actions yet.',
  showOlder: 'Show older',
  deletedMessage: (whose: string | undefined) => `deleted a message${whose === undefined ? '' : ` by ${whose}`}`,
};

export type Words = typeof en;
