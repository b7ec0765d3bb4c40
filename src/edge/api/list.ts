/** `GET /api/rooms?room=A&room=B`: summaries of the named rooms. There is no list of all rooms. */

import type { HonoRequest } from 'hono';
import type { RoomSummary } from '../../protocol/api.ts';
import { refuse } from '../../protocol/refusal.ts';
import { normaliseRoom } from '../../protocol/room-names.ts';
import { json } from '../http.ts';
import { BAD_ROOM, refuseHttp } from '../refusal.ts';
import { authorise, authorityOf } from './authority.ts';
import type { ApiRooms } from './room.ts';

/** The maximum number of rooms in one request, since each one wakes an object. */
const LISTED = 50;
/**
 * One object remembers the used proofs of list calls for all rooms, under a name that no room can have. The proof
 * doesn't cover the query (RFC 9449 §4.2 leaves it out), so without this each room in it would accept the proof once.
 */
const LISTING = '.listing';

export async function listRooms(
  request: HonoRequest,
  rooms: ApiRooms,
  allowedOrigins: ReadonlySet<string>,
): Promise<Response> {
  const asked = request.queries('room') ?? [];
  if (asked.length === 0 || asked.length > LISTED)
    return refuseHttp(refuse('bad_request', `Name 1 to ${LISTED} rooms: /api/rooms?room=one&room=two.`));
  const authority = await authorityOf(request.raw, allowedOrigins);
  if ('refused' in authority) return refuseHttp(authority);
  const refusal = await authorise(authority, rooms.getByName(LISTING), 'close');
  if (refusal) return refuseHttp(refusal);
  const names: string[] = [];
  for (const name of new Set(asked.map(normaliseRoom))) {
    // Check all names before waking any room.
    if (name === undefined) return refuseHttp(BAD_ROOM);
    names.push(name);
  }
  const list: ({ room: string } & (RoomSummary | { code: 'internal'; data: string }))[] = [];
  for (const room of names) {
    const summary = await rooms.getByName(room).summary();
    // A room that can't be read doesn't hide the others.
    if ('unreadable' in summary) list.push({ room, code: 'internal', data: summary.message });
    else list.push({ room, ...summary });
  }
  return json({ rooms: list });
}
