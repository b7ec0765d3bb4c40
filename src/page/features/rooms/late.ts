/** The parts of the rooms feature that are loaded after the first messages. */

import { followTabs } from '../../state/other-tabs.ts';
import type { LateFeature } from '../../state/slot.ts';
import { keepAsleep } from './room-sleep.ts';

export const rooms: LateFeature = {
  start() {
    followTabs();
    keepAsleep();
  },
};
