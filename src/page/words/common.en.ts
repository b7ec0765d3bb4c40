/** What several parts of the page say, once the late part is here, in English. */

import type { Settings } from '../../protocol/shared.ts';
import { lasting } from './english-duration.ts';

/** Why a message was refused, by error code. Codes that are missing here are told in the server's own words. */
const refusals: Record<string, string> = {
  too_large: 'it is too long.',
  bad_text: 'it has no text.',
  expired: 'it waited too long, and may have been sent already.',
  id_conflict: 'it clashes with another message.',
  rate_limited: 'too many messages at once.',
  slow_mode: 'the room is in slow mode.',
  busy: 'the room is busy.',
  muted: 'you are silenced in this room.',
  forbidden: 'you may not write here.',
  not_found: 'what it refers to is gone.',
  storage: 'the room could not store it.',
  internal: 'something went wrong on the server.',
};

export const en = {
  until: (time: string) => `until ${time}`,
  forGood: 'for good',
  levels: { all: 'All messages', mentions: 'Only mentions of me and replies to me', none: 'None' },
  refusals,
  offline: 'No connection',
  react: 'React',
  savesEdit: { keys: 'Enter saves · Esc cancels', button: 'Save' },
  waitsForLine: 'Waiting for a connection',
  helpTitle: 'Keys and commands',
  mutePerson: (name: string) => `Mute ${name} for me`,
  unmutePerson: (name: string) => `Show ${name} again`,
  changed: ({ topic, slow, locked, retentionDays }: Partial<Settings>) =>
    [
      ...(topic === undefined ? [] : [topic === '' ? 'removed the topic' : `set the topic to “${topic}”`]),
      ...(slow === undefined ? [] : [slow === 0 ? 'ended slow mode' : `set slow mode to ${lasting(slow)}`]),
      ...(locked === undefined ? [] : [locked ? 'locked the room' : 'unlocked the room']),
      ...(retentionDays === undefined
        ? []
        : [
            retentionDays === 0
              ? 'left it to the server how long messages are kept'
              : `set messages to be kept for ${retentionDays === 1 ? '1 day' : `${retentionDays} days`}`,
          ]),
    ].join(', '),
};

export type Words = typeof en;
