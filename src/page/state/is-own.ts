/** Whether a message is the reader's own. Pure. */

import type { Message } from '../../client/room-state/state.ts';

/** Whether the reader wrote the message, in any tab. */
export function isOwn({ own, fromId }: Pick<Message, 'own' | 'fromId'>, self: { id: string } | undefined): boolean {
  return own === true || fromId === self?.id;
}
