/** What of the members comes after the first messages. */

import type { LateFeature } from '../../state/slot.ts';
import { explainTag } from '../../ui/person.tsx';
import { alikeTo } from './look-alike.ts';
import { followMuted } from './mute.ts';

export const members: LateFeature = {
  fill() {
    explainTag.value = alikeTo;
  },
  start: followMuted,
};
