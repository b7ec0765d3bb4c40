/** The notification level of each room, stored in this browser. */

import { signal } from '@preact/signals';
import { store } from '../../state/local-storage.ts';
import { permission } from './permission.ts';

export const LEVELS = ['all', 'mentions', 'none'] as const;
export type Level = (typeof LEVELS)[number];

/** Off by default, because people must ask for notifications. */
const DEFAULT: Level = 'none';

const key = (room: string): string => `notify:${room}`;
/** Increases with every change, so that views of a level update. */
const changes = signal(0);

/** The level that was chosen, whether or not the browser allows it. */
function chosen(room: string): Level {
  changes.value;
  return LEVELS.find((known) => known === store.get(key(room))) ?? DEFAULT;
}

/** The notification level in force: none if the browser doesn't allow notifications. */
export function levelOf(room: string): Level {
  const level = chosen(room);
  return permission.value === 'granted' ? level : DEFAULT;
}

/** Whether the browser blocks notifications that the reader asked for. */
export function isBlocked(room: string): boolean {
  return chosen(room) !== DEFAULT && permission.value === 'denied';
}

export function setLevel(room: string, level: Level): void {
  store.set(key(room), level === DEFAULT ? undefined : level);
  changes.value++;
}
