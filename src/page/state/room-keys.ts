/** The keys of locked rooms, stored so that a reload needs no passphrase. */

import { keyInLink } from '../../client/identity/key-in-link.ts';
import { store } from './local-storage.ts';

const key = (room: string): string => `key:${room}`;

export function keyOf(room: string): string | undefined {
  return store.get(key(room));
}

export function keepKey(room: string, value: string | undefined): void {
  store.set(key(room), value);
}

/** Removes the key from the address, where others would see it or it would be copied. */
export function takeKey(room: string): void {
  const found = keyInLink(location.hash);
  if (found === undefined) return;
  keepKey(room, found);
  history.replaceState(null, '', location.pathname);
}
