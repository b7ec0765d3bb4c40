/** The parts of reactions that are loaded after the first messages. */

import type { LateFeature } from '../../state/slot.ts';
import { popupAnchorOf } from '../../ui/popup-anchor.ts';
import { namesOf } from '../members/names.ts';
import { late } from './late-parts.ts';
import { askForReaction, toggleReaction } from './reacting.ts';

export const reactions: LateFeature = {
  fill() {
    late.value = {
      namesOf,
      toggleReaction,
      askForReaction: (room, seq, opener) => askForReaction(room, seq, popupAnchorOf(opener)),
    };
  },
};
