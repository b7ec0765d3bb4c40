/** What reactions say, in English. */

import { some } from '../../words/english.ts';

export const en = {
  reactions: 'Reactions',
  reaction: (emoji: string, count: number) => `${emoji}: ${some(count, 'person', 'people')}`,
  addReaction: 'Add a reaction',
};

export type Words = typeof en;
