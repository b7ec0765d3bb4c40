/** What the composer says later, in English. */

import { lasting } from '../../words/english-duration.ts';

export const en = {
  typing: (names: readonly string[]) =>
    names.length === 1
      ? `${names[0]} is writing …`
      : names.length === 2
        ? `${names.join(' and ')} are writing …`
        : `${names.length} people are writing …`,
  editing: 'Editing your message',
  charactersLeft: (count: number) => (count >= 0 ? `${count} left` : `${-count} too many`),
  tooLong: (limit: number) => `A message has at most ${limit} characters.`,
  blank: 'A message needs some text.',
  editIsOver: 'This message can’t be changed any more',
  cancelReply: 'Cancel the reply',
  cancelEdit: 'Cancel editing',
  keepsEdit: { keys: 'Enter keeps your text as a draft · Esc cancels', button: 'Keep as a draft' },
  silencedForGood: 'You are silenced for good: the others don’t get what you write.',
  silencedUntil: (time: string) => `You are silenced until ${time}.`,
  slowWait: (seconds: number, waiting: number) =>
    [
      'Slow mode: ',
      waiting > 1 ? `${waiting} messages wait, the first` : 'your message',
      seconds > 0 ? ` sends in ${seconds} s` : ' sends now',
    ].join(''),
  slowHere: (seconds: number) => `Slow mode: one message every ${lasting(seconds)}`,
  noFiles: 'Files can’t be sent yet, only text. Nothing was sent.',
  suggestions: 'Suggestions',
};

export type Words = typeof en;
