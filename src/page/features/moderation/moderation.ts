/** Sends moderation actions. A toast reports refusals (refusals.ts). */

import { request } from '../../../client/questions/request.ts';
import type { ModRequest } from '../../../protocol/events/mod.ts';
import type { AuditFrame } from '../../../protocol/frames.ts';
import type { Room } from '../../state/room.ts';
import { submitTo } from '../../state/submit-to.ts';
import { toastRefusal } from '../../ui/toast-refusal.ts';

export function moderate(room: Room, request: ModRequest): void {
  toastRefusal(submitTo(room, 'mod', request));
}

/** The members who are banned or silenced now. `undefined` if the room doesn't answer. */
export async function restrictedIn(room: Room): Promise<Pick<AuditFrame, 'bans' | 'mutes'> | undefined> {
  const client = room.client.peek();
  const reply = client && (await request(client, { type: 'audit' }));
  return reply?.ok && reply.frame.type === 'audit' ? reply.frame : undefined;
}
