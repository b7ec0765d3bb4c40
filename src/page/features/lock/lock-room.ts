/** Locks and unlocks a room, and joins it with its passphrase. */

import { roomKey } from '../../../client/identity/lock-key.ts';
import type { ChangeResult, Link } from '../../../client/index.ts';
import { changeSettings, useKey } from '../../../client/submit.ts';
import type { Room } from '../../state/room.ts';
import { keepKey } from '../../state/room-keys.ts';
import { submitTo } from '../../state/submit-to.ts';

/** Locks the room, or changes its passphrase. @returns `undefined` if there is no client yet */
export async function lock(room: Room, passphrase: string): Promise<ChangeResult | undefined> {
  const key = await roomKey({ url: location.origin, room: room.name, passphrase });
  const client = room.client.peek();
  const result = client && changeSettings(client, { locked: true, key });
  if (result?.ok) keepKey(room.name, key);
  return result;
}

export function unlock(room: Room): ChangeResult | undefined {
  return submitTo(room, 'set', { locked: false });
}

/**
 * Tries to join a locked room.
 * @returns the room's answer, however long that takes; `undefined` if there is no client yet
 */
export async function enterWith(room: Room, passphrase: string): Promise<Answered | undefined> {
  const key = await roomKey({ url: location.origin, room: room.name, passphrase });
  keepKey(room.name, key);
  const client = room.client.peek();
  if (!client) return undefined;
  useKey(client, key);
  client.connect();
  return new Promise((resolve) => {
    const stop = client.on('state', () => {
      const { link } = client.state;
      if (link.status !== 'live' && link.status !== 'stopped') return;
      stop();
      resolve(link);
    });
  });
}

type Answered = Extract<Link, { status: 'live' | 'stopped' }>;
