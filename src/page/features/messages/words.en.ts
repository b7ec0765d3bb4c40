/** What the messages say, and what is done with them, in English. */

import type { ModAction } from '../../../protocol/events/mod.ts';
import type { GivenRole } from '../../../protocol/shared.ts';
import { some } from '../../words/english.ts';

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

export const en = {
  here: (count: number) => `${count} here`,
  noSuchMessage: 'There is no such message here any more.',
  toLatest: 'To the latest message',
  newBelow: (count: string) => `${count} new`,
  showIt: 'Show it',
  acts,
  actEnds,
  asRole: { owner: 'an owner', moderator: 'a moderator', member: 'a member without a role' } satisfies Record<
    GivenRole,
    string
  >,
  /** Behind what was done to somebody: until when it holds. */
  holds: (until: string) => ` ${until}`,
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
  copy: 'Copy',
  refusalsOver,
  messageTools: 'What to do with this message',
  reply: 'Reply',
  edit: 'Edit',
  more: 'More',
  copyCode: 'Copy the code',
  codeCopied: 'Code copied',
  wrapLines: 'Wrap long lines',
  empty: 'Nobody has written here yet. Say something, or share the link. Whoever writes first becomes the owner.',
  loadingOlder: 'Loading older messages …',
  showLess: 'Show less',
  editOver: 'This message can’t be changed any more. Enter sends your text as a new one.',
  notChanged: {
    edit: (reason: string) => `Not edited: ${reason}`,
    delete: (reason: string) => `Not deleted: ${reason}`,
  },
  notSent: (reason: string) => `Not sent: ${reason}`,
  triesAgain: (reason: string) => `Waiting to try again: ${reason}`,
  sendsIn: (seconds: number, reason: string) =>
    `${seconds > 0 ? `Sends in ${seconds} s` : 'Sends now'}${reason && `: ${reason}`}`,
  takeBack: 'Edit again',
  editLeft: 'Editing cancelled',
  retry: 'Retry',
  discard: 'Delete',
  contextTitle: 'Further up in this room',
  copyText: 'Copy text',
  copyLink: 'Copy link to this message',
  whoReacted: 'Who reacted',
  deleteMessage: 'Delete',
  deleteTitle: 'Delete this message?',
  deleteExplained: 'Its text will be gone for everybody.',
  moreEmoji: 'More emoji',
  commands: {
    me: { takes: '<text>', does: 'Tell what you do: “Ana waves”' },
    shrug: { takes: '[text]', does: 'Add ¯\\_(ツ)_/¯' },
  },
};

export type Words = typeof en;
