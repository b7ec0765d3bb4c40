/** The slot for the parts of polls that are loaded late. */

import type { ComponentType } from 'preact';
import type { Room } from '../../state/room.ts';
import { slot } from '../../state/slot.ts';
import type { PollItem } from './poll-item.ts';

export const late = slot<{ Ballot: ComponentType<{ room: Room; poll: PollItem }> }>();
