/**
 * The parts around the messages and the dialogs that are opened from there: the second half of the late part, fetched
 * together with late.ts. This file is only a list.
 */

import { connection } from './features/connection/late.ts';
import { members } from './features/members/late.ts';
import './features/notifications/notify-dialog.tsx';
import { polls } from './features/polls/late.ts';
// Messages are mostly unsent because there is no connection, and then this dialog could not be fetched.
import './features/rooms/leave-dialog.tsx';
import { rooms } from './features/rooms/late.ts';
import './features/rooms/room-menu.tsx';
import './features/rooms/switch-dialog.tsx';
import './features/search/search-dialog.tsx';
import { shell } from './shell/late.ts';
import type { LateFeature } from './state/slot.ts';

/** In the order in which they start. */
export const AROUND: readonly LateFeature[] = [polls, rooms, members, connection, shell];
