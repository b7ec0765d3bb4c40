/** English words of the composer. Loaded with the late part. */

import { some } from '../../words/english.ts';
import { lasting } from '../../words/english-duration.ts';

export const en = {
  typing: (names: readonly string[]) =>
    names.length === 1
      ? `${names[0]} is typing…`
      : names.length === 2
        ? `${names.join(' and ')} are typing…`
        : `${names.length} people are typing…`,
  editing: 'Editing your message',
  charactersLeft: (count: number, limit: number) =>
    count >= 0
      ? `${some(count, 'character', 'characters')} left`
      : `${some(-count, 'character', 'characters')} over the ${limit.toLocaleString('en')} limit`,
  tooLong: 'Message too long',
  blank: 'A message must contain visible text.',
  editIsOver: 'This message can no longer be edited',
  cantSaveEdit: 'This message can no longer be edited. Press Enter to send your text as a new one.',
  editLeft: 'Editing cancelled',
  cancelReply: 'Cancel reply',
  cancelEdit: 'Cancel editing',
  keepsEdit: { keys: 'Enter to keep as a draft · Esc to cancel', button: 'Keep as draft' },
  silencedForGood: 'You’re permanently silenced in this room: you can read, but not post.',
  silencedUntil: (time: string) => `You’re silenced until ${time}.`,
  slowWait: (seconds: number, waiting: number) =>
    [
      'Slow mode: ',
      waiting > 1 ? `${waiting} messages waiting, the first` : 'your message',
      seconds > 0 ? ` sends in ${seconds} s` : ' is being sent',
    ].join(''),
  slowHere: (seconds: number) => `Slow mode: one message every ${lasting(seconds)}`,
  noFiles: 'You can’t send files yet, only text. Nothing was sent.',
  suggestions: 'Suggestions',
};

export type Words = typeof en;
