/** English words of reactions. Loaded with the page. */

import { some } from '../../words/english.ts';

export const en = {
  reactions: 'Reactions',
  reaction: (emoji: string, count: number) => `${emoji}: ${some(count, 'person', 'people')}`,
  addReaction: 'Add reaction',
};

export type Words = typeof en;
