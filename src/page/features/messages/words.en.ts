/** English words of the messages and their actions. Loaded with the late part. */

import type { ModAction } from '../../../protocol/events/mod.ts';
import type { GivenRole } from '../../../protocol/roles.ts';
import { some } from '../../words/english.ts';

/** Why a message was refused, if the reason no longer holds. */
const refusalsOver: Record<string, string> = {
  muted: 'you were silenced at the time. You can send it now.',
};

/** The verb between the moderator’s name and the member’s name. */
const acts: Record<ModAction, string> = {
  kick: 'removed',
  ban: 'banned',
  unban: 'unbanned',
  mute: 'silenced',
  unmute: 'unsilenced',
  role: 'made',
};

/** The text after the member’s name, in languages that need it. */
const actEnds: Partial<Record<ModAction, string>> = { unmute: '' };

/** Why a message is sent later, by error code. */
const delays: Record<string, string> = {
  slow_mode: 'Slow mode',
  rate_limited: 'Sending too fast',
  busy: 'Room busy',
  storage: 'Not saved by the room',
  internal: 'Server error',
};

export const en = {
  here: (count: number) => `${count} here`,
  noSuchMessage: 'That message is no longer here.',
  toLatest: 'Jump to latest message',
  newBelow: (count: string) => `${count} new`,
  showIt: 'Show',
  acts,
  actEnds,
  asRole: { owner: 'an owner', moderator: 'a moderator', member: 'a regular member' } satisfies Record<
    GivenRole,
    string
  >,
  /** How long a ban or a silence lasts, after the member’s name. */
  holds: (until: string) => ` ${until}`,
  /** Between two entries of a notice line. */
  comma: ', ',
  joined: 'joined',
  cameBy: 'stopped by',
  leaves: {
    left: 'left',
    lost: 'disconnected',
    kicked: 'was removed',
    banned: 'was banned',
    heartbeat: 'disconnected',
    slow: 'was disconnected for being too slow',
    abuse: 'was disconnected for abuse',
  },
  nowCalled: 'is now',
  several: {
    joined: (count: number) => `${some(count, 'person', 'people')} joined`,
    left: (count: number) => `${some(count, 'person', 'people')} left`,
    passed: (count: number) => `${some(count, 'person', 'people')} stopped by`,
    renamed: (count: number) => `${some(count, 'person', 'people')} changed their names`,
  },
  moreTold: (count: number) => `and ${count} more`,
  copy: 'Copy',
  refusalsOver,
  messageTools: 'Message actions',
  reply: 'Reply',
  edit: 'Edit',
  more: 'More',
  copyCode: 'Copy code',
  codeCopied: 'Code copied',
  wrapLines: 'Wrap long lines',
  empty: 'No messages yet. Say something, or share the link. The first person to post becomes the owner.',
  loadingOlder: 'Loading older messages…',
  showLess: 'Show less',
  notChanged: {
    edit: (reason: string) => `Not edited: ${reason}`,
    delete: (reason: string) => `Not deleted: ${reason}`,
  },
  notSent: (reason: string) => `Not sent: ${reason}`,
  sendsLater: (code: string | undefined, seconds?: number) => {
    const why = delays[code ?? ''];
    const when = seconds === undefined ? 'sends later' : seconds > 0 ? `sends in ${seconds} s` : 'sends now';
    return why === undefined ? when.replace('s', 'S') : `${why}: ${when}`;
  },
  takeBack: 'Edit again',
  retry: 'Retry',
  discard: 'Delete',
  contextTitle: 'Earlier in this room',
  copyText: 'Copy text',
  copyLink: 'Copy link to message',
  whoReacted: 'Who reacted',
  deleteMessage: 'Delete',
  deleteTitle: 'Delete this message?',
  deleteExplained: 'It will be removed for everyone.',
  commands: {
    me: { takes: '<text>', does: 'Describe what you do: “Ana waves”' },
    shrug: { takes: '[text]', does: 'Add ¯\\_(ツ)_/¯' },
  },
};

export type Words = typeof en;
