/**
 * `DELETE /api/rooms/NAME` with `If-Match`: disconnects everybody and deletes everything stored, if the room is still
 * in the state that was exported.
 */

import type { Context } from 'hono';
import { refuse } from '../../protocol/refusal.ts';
import { readable } from '../../protocol/unreadable.ts';
import { empty } from '../http.ts';
import { refuseHttp } from '../refusal.ts';
import { positionsOf } from './etag.ts';
import type { RoomCall } from './room.ts';

export async function closeRoom(c: Context<RoomCall>): Promise<Response> {
  const ifMatch = c.req.header('If-Match');
  if (ifMatch === undefined) return refuseHttp(NOT_EXPORTED, { status: 428 });
  for (const position of positionsOf(ifMatch)) if (readable(await c.var.room.close(position))) return empty();
  return refuseHttp(CHANGED, { status: 412 });
}

const NOT_EXPORTED = refuse('bad_request', 'Export the room first, and send the ETag of the export as If-Match.');
const CHANGED = refuse(
  'bad_request',
  'The room has changed since the export that If-Match names. Nothing was deleted. Export the room again.',
);
