/** `GET /api/rooms?room=A&room=B`: the rooms named, since nobody can list those that there are. */

import type { HonoRequest } from 'hono';
import type { RoomSummary } from '../../protocol/api.ts';
import { refuse } from '../../protocol/refusal.ts';
import { normaliseRoom } from '../../protocol/room-names.ts';
import { json } from '../http.ts';
import { BAD_ROOM, refuseHttp } from '../refusal.ts';
import { authorise, authorityOf } from './authority.ts';
import type { ApiRooms } from './room.ts';

/** Rooms that one request may ask about: each is an object that wakes. */
const LISTED = 50;
/**
 * One object remembers for all rooms which proofs for a list were used, under a name that no room can have. The rooms that are asked
 * for are not part of what is signed (RFC 9449 §4.2 leaves out the query), so each of them would take the proof once.
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
    // Before any room is woken.
    if (name === undefined) return refuseHttp(BAD_ROOM);
    names.push(name);
  }
  const list: ({ room: string } & (RoomSummary | { code: 'internal'; data: string }))[] = [];
  for (const room of names) {
    const summary = await rooms.getByName(room).summary();
    // A room that can't be read hides none of the others.
    if ('unreadable' in summary) list.push({ room, code: 'internal', data: summary.message });
    else list.push({ room, ...summary });
  }
  return json({ rooms: list });
}
