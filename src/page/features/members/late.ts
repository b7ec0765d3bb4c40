/** The parts of the members feature that are loaded after the first messages. */

import { effect } from '@preact/signals';
import { keepMembers } from '../../../client/questions/member-refresh.ts';
import { rooms } from '../../state/rooms.ts';
import type { LateFeature } from '../../state/slot.ts';
import { explainTag } from '../../ui/person.tsx';
import { alikeTo } from './look-alike.ts';
import { followMuted } from './mute.ts';

export const members: LateFeature = {
  fill() {
    explainTag.value = alikeTo;
  },
  start() {
    followMuted();
    effect(() => {
      for (const { client } of rooms.value) if (client.value) keepMembers(client.value);
    });
  },
};
