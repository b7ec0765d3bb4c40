/** What polls leave for later. */

import type { ComponentType } from 'preact';
import type { Room } from '../../state/room.ts';
import { slot } from '../../state/slot.ts';
import type { PollItem } from './poll-item.ts';

export const late = slot<{ Ballot: ComponentType<{ room: Room; poll: PollItem }> }>();
