/** The parts of polls that are loaded after the first messages. */

import type { Message, Outgoing } from '../../../client/room-state/state.ts';
import { optionLines } from '../../../protocol/events/poll-text.ts';
import type { LateFeature } from '../../state/slot.ts';
import { refusals } from '../messages/row/refused-changes.ts';
import { itemKinds } from '../messages/tools/item-kinds.ts';
import { auditViews } from '../moderation/audit-entry.tsx';
import { typed } from './asking.ts';
import { Ballot } from './ballot.tsx';
import { ClosedPoll, CloseItem } from './close-views.tsx';
import { late } from './late-parts.ts';
import './poll-dialog.tsx';
import { words } from './words.ts';

/** The options of a poll, with its votes if there are any. */
function optionsOf(item: Message | Outgoing): string[] {
  if (item.type !== 'poll') return [];
  return optionLines(item.options, 'seq' in item && item.voters > 0 ? item.counts : undefined);
}

export const polls: LateFeature = {
  fill() {
    late.value = { Ballot };
    itemKinds.poll = {
      MenuItems: CloseItem,
      linesBelow: optionsOf,
      asTyped: (item) =>
        item.type === 'poll' ? typed({ question: item.data, options: item.options, many: item.many === true }) : '',
    };
    refusals.vote = (why, code) => words.value.notVoted(words.value.voteRefusals[code] ?? why);
    refusals.close = (why) => words.value.notClosed(why);
    auditViews.close = ClosedPoll;
  },
};
