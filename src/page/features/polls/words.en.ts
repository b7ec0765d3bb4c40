/** The words about polls in English. */

import { some } from '../../words/english.ts';

/** Why a vote was refused, by error code, as the end of a sentence. */
const voteRefusals: Record<string, string> = {
  forbidden: 'the poll is closed.',
  not_found: 'the poll was deleted.',
  bad_request: 'the poll can’t take any more votes.',
};

export const en = {
  commands: {
    poll: { takes: '[question | a | b]', does: 'Start a poll, or open its form' },
    multipoll: { takes: '[question | a | b]', does: 'Poll with several answers' },
  },
  newPoll: 'New poll',
  question: 'Question',
  options: 'Options',
  option: (number: number) => `Option ${number}`,
  addOption: 'Add an option',
  allowSeveral: 'Allow several answers',
  secret: 'Votes are secret: everyone sees the counts, but not who chose what.',
  start: 'Start poll',
  noQuestion: 'A poll needs a question.',
  fewOptions: 'A poll needs at least two options.',
  manyOptions: (most: number) => `A poll can have at most ${most} options.`,
  longOption: (most: number) => `An option can have at most ${most} characters.`,
  sameOptions: 'Two of the options look the same.',
  voters: (count: number) => (count === 0 ? 'No votes yet' : some(count, 'voter', 'voters')),
  /** The votes for an option, as text. */
  standing: (count: number, percent: number, isMine: boolean) =>
    `${some(count, 'vote', 'votes')}, ${percent}%${isMine ? ', including yours' : ''}`,
  several: 'Several answers allowed',
  closed: 'Closed',
  takeBack: 'Remove my vote',
  close: 'Close poll',
  closedPoll: (whose: string | undefined) => `closed a poll${whose === undefined ? '' : ` by ${whose}`}`,
  voteRefusals,
  notVoted: (reason: string) => `Vote not counted: ${reason}`,
  notClosed: (reason: string) => `Poll not closed: ${reason}`,
};

export type Words = typeof en;
