/** Tracks which rooms are visible in any tab of this browser. It uses Web Locks, because they end with their tab. */

import { effect } from '@preact/signals';
import { allowed } from '../../../client/storage/if-allowed.ts';
import { isSeen, onSight } from '../../state/attention.ts';
import { currentRoom } from '../../state/rooms.ts';

const lockOf = (room: string): string => `parley:sight:${room}`;

/** Tells the other tabs which room is visible in this one. */
export function startTellingSight(): void {
  let told: string | undefined;
  let end = () => {};
  const tell = (): void => {
    const { value: current } = currentRoom;
    const room = isSeen() ? current?.name : undefined;
    if (room === told) return;
    told = room;
    end();
    if (room === undefined) return;
    const released = new Promise<void>((resolve) => {
      end = resolve;
    });
    // A shared lock, because two windows may show the same room and must not wait for each other.
    allowed(() => navigator.locks.request(lockOf(room), { mode: 'shared' }, () => released))?.catch(() => {});
  };
  effect(tell);
  onSight(tell);
}

/** Whether `room` is visible in this tab or in another one. */
export async function isInSight(room: string): Promise<boolean> {
  if (isSeen() && room === currentRoom.peek()?.name) return true;
  try {
    const { held = [] } = (await navigator.locks?.query()) ?? {};
    return held.some(({ name }) => name === lockOf(room));
  } catch {
    return false;
  }
}
