/** Of which messages of a room this person wants to be notified: kept per room, in this browser. */

import { signal } from '@preact/signals';
import { store } from './store.ts';

export const LEVELS = ['all', 'mentions', 'none'] as const;
export type Level = (typeof LEVELS)[number];

/** Nobody is notified who didn't ask for it. */
const DEFAULT: Level = 'none';

const key = (room: string): string => `notify:${room}`;
/** Rises with every change, for those who show a level. */
const changes = signal(0);

export function levelOf(room: string): Level {
  changes.value;
  return LEVELS.find((known) => known === store.get(key(room))) ?? DEFAULT;
}

export function setLevel(room: string, level: Level): void {
  store.set(key(room), level === DEFAULT ? undefined : level);
  changes.value++;
}
