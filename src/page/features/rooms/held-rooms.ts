/** Keeps the entries of a list in place after one is removed, so that the next click can't hit the wrong entry. */

import { useState } from 'preact/hooks';
import type { Room } from '../../state/room.ts';

interface Held {
  /** The rooms in the order in which they are shown. A room that is gone from `all` leaves a gap. */
  shown: readonly Room[];
  hold(): void;
  release(): void;
}

export function useHeldRooms(all: readonly Room[]): Held {
  const [held, setHeld] = useState<readonly Room[]>();
  const shown = held ? [...held, ...all.filter((room) => !held.includes(room))] : all;
  return { shown, hold: () => setHeld(shown), release: () => setHeld(undefined) };
}
