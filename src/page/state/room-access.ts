/**
 * Whether the reader is outside a room. Needed at the start, unlike authority.ts, which has the rights of readers
 * inside.
 */

import type { Room } from './room.ts';

/**
 * Whether the room doesn't let the reader in: they are banned or removed, or the room is locked. Tracks the state of
 * the room.
 */
export function isOut(room: Room): boolean {
  return room.state.value?.link.status === 'stopped';
}
