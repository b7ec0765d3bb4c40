/** English words that several features share. Loaded with the late part. */

import type { Settings } from '../../protocol/settings.ts';
import { some } from './english.ts';
import { lasting } from './english-duration.ts';

/** Why something was refused, by error code. For other codes the page shows the server’s text, which is for developers. */
const refusals: Record<string, string> = {
  bad_request: 'the room can’t accept it.',
  unsupported: 'the server doesn’t support it.',
  too_large: 'the text is too long.',
  bad_text: 'it contains no visible text.',
  expired: 'it waited too long and may already have been sent.',
  id_conflict: 'it conflicts with another message.',
  rate_limited: 'you’re sending too fast.',
  slow_mode: 'slow mode is on.',
  busy: 'the room is busy.',
  muted: 'you’re silenced in this room.',
  forbidden: 'you don’t have permission to do this here.',
  not_found: 'the message it refers to is gone.',
  no_space: 'there is no space for more files.',
  storage: 'the room couldn’t save it.',
  internal: 'something went wrong on the server.',
};

export const en = {
  until: (time: string) => `until ${time}`,
  forGood: 'permanently',
  levels: { all: 'All messages', mentions: 'Mentions and replies', none: 'Off' },
  refusals,
  offline: 'No connection',
  react: 'React',
  savesEdit: { keys: 'Enter to save · Esc to cancel', button: 'Save' },
  waitsForLine: 'Waiting for connection',
  helpTitle: 'Keyboard shortcuts and commands',
  mutePerson: (name: string) => `Mute ${name} for me`,
  unmutePerson: (name: string) => `Unmute ${name}`,
  changed: ({ topic, slow, locked, retentionDays }: Partial<Settings>) =>
    [
      ...(topic === undefined ? [] : [topic === '' ? 'removed the topic' : `set the topic to “${topic}”`]),
      ...(slow === undefined ? [] : [slow === 0 ? 'turned off slow mode' : `set slow mode to ${lasting(slow)}`]),
      ...(locked === undefined ? [] : [locked ? 'locked the room' : 'unlocked the room']),
      ...(retentionDays === undefined
        ? []
        : [
            retentionDays === 0
              ? 'reset message retention to the server default'
              : `set message retention to ${some(retentionDays, 'day', 'days')}`,
          ]),
    ].join(', '),
};

export type Words = typeof en;
