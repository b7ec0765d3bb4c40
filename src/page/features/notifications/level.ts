/** The notification level of each room, stored in this browser. */

import { signal } from '@preact/signals';
import { store } from '../../state/store.ts';
import { permission } from './permission.ts';

export const LEVELS = ['all', 'mentions', 'none'] as const;
export type Level = (typeof LEVELS)[number];

/** Nobody is notified who didn't ask for it. */
const DEFAULT: Level = 'none';

const key = (room: string): string => `notify:${room}`;
/** Rises with every change, for those who show a level. */
const changes = signal(0);

/** What was chosen, whether or not the browser goes along. */
function chosen(room: string): Level {
  changes.value;
  return LEVELS.find((known) => known === store.get(key(room))) ?? DEFAULT;
}

/** The notification level in force: none where the browser doesn't allow notifications. */
export function levelOf(room: string): Level {
  const level = chosen(room);
  return permission.value === 'granted' ? level : DEFAULT;
}

/** Whether one would be notified, if the browser didn't forbid it. */
export function isBlocked(room: string): boolean {
  return chosen(room) !== DEFAULT && permission.value === 'denied';
}

export function setLevel(room: string, level: Level): void {
  store.set(key(room), level === DEFAULT ? undefined : level);
  changes.value++;
}
