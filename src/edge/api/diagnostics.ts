/** How a room does, for its owner: the room's own report, as JSON. */

import type { RoomReport } from '../../protocol/diagnostics.ts';
import { refuse } from '../../protocol/refusal.ts';
import { normaliseRoom, ROOM_NAME_RULE } from '../../protocol/room-names.ts';
import { readable, type Unreadable } from '../../protocol/unreadable.ts';
import { json } from '../http.ts';
import { refuseHttp } from '../refusal.ts';
import { authorityOf, isThisMachine, type Judge, mayNot } from './authority.ts';

/** What the edge needs of the Durable Object namespace: one room by its normalised name. */
export interface DiagnosableRooms {
  getByName(name: string): Judge & { diagnose(): Promise<RoomReport | Unreadable> };
}

/**
 * Answers `GET /api/rooms/:room/diagnostics`. Touches no object unless the asker may know and the name can be a room's.
 * @param raw the room's name as it was asked for
 */
export async function diagnose(
  request: Request,
  raw: string,
  rooms: DiagnosableRooms,
  allowedOrigins: ReadonlySet<string>,
): Promise<Response> {
  const isKnown = isThisMachine(request) || request.headers.has('DPoP');
  const authority = isKnown ? await authorityOf(request, allowedOrigins) : FORBIDDEN;
  if ('refused' in authority) return refuseHttp(authority);
  const name = normaliseRoom(raw);
  if (name === undefined) return refuseHttp(refuse('bad_room', `A room name is ${ROOM_NAME_RULE}.`));
  const room = rooms.getByName(name);
  const refusal = await mayNot(authority, room, 'diagnose');
  return refusal ? refuseHttp(refusal) : json(readable(await room.diagnose()));
}

const FORBIDDEN = refuse(
  'forbidden',
  'Diagnostics are shown on localhost only, asked for directly and not through a proxy, and to admins (ADMINS) by a proof.',
);
