/** Requests to a room. */

import type { Asked, Submitted } from '../../client/events/compose.ts';
import { submit } from '../../client/submit.ts';
import type { Kind } from '../../protocol/events/traits.ts';
import type { Room } from './room.ts';

/** Queues an event for the room. @returns `undefined` if the room has no client */
export function submitTo<K extends Kind>({ client }: Room, kind: K, asked: Asked[K]): Submitted<K> | undefined {
  const present = client.peek();
  return present && submit(present, kind, asked);
}
