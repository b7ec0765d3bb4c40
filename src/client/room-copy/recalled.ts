/** The state of a room that isn't connected, as its stored copy has it. */

import { initialState } from '../room-state/client-state.ts';
import { optimisticView } from '../room-state/optimistic-view.ts';
import type { RoomState } from '../room-state/state.ts';
import type { RoomCopy } from './room-copy.ts';

/** The state that a client of `room` would begin with, if it began with `copy` and never connected. */
export function recalled(room: string, copy: RoomCopy): RoomState {
  return optimisticView({ ...initialState(room), ...copy.state });
}
