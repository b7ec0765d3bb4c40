/** A hook that returns until when the reader is silenced. */

import { useComputed } from '@preact/signals';
import { silencedUntil } from '../state/posting-limits.ts';
import type { Room } from '../state/room.ts';
import { aheadMsOf } from '../state/room-time.ts';
import { useSecondsTo } from './seconds.ts';

/**
 * When the reader's silence ends, by the clock of the room: Unix milliseconds, or `Infinity` if it is permanent.
 * `undefined` once the reader may speak.
 */
export function useOwnSilencedUntil(room: Room): number | undefined {
  const { value: untilMs } = useComputed(() => silencedUntil(room.state.value));
  return useSecondsTo((untilMs ?? 0) - aheadMsOf(room)) > 0 ? untilMs : undefined;
}
