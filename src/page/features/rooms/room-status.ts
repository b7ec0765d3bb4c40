/** The reader's status in a room that is not connected. */

import type { Link } from '../../../client/index.ts';
import type { Room } from '../../state/room.ts';
import { words } from './words.ts';

/** The status in a word or two, if the room gave a reason. */
export function standingOf(link: Link | undefined): string | undefined {
  return link?.status === 'waiting' || link?.status === 'stopped' ? words.value.states[link.code ?? ''] : undefined;
}

/** The icon beside a room in the list. */
export interface Sign {
  icon: 'moon' | 'lock' | 'cut';
  text: string;
}

/** The icon of a room that is asleep or not connected. `undefined` for all others. Tracks the state of the room. */
export function signOf(room: Room, nowMs: number): Sign | undefined {
  const { value: texts } = words;
  if (room.client.value === undefined && room.record.isAsleep(nowMs)) return { icon: 'moon', text: texts.asleep };
  const link = room.state.value?.link;
  switch (link?.status) {
    case 'waiting':
      return { icon: 'cut', text: standingOf(link) ?? texts.notLive };
    case 'stopped':
      return { icon: 'lock', text: standingOf(link) ?? texts.notLive };
    default:
      return undefined;
  }
}
