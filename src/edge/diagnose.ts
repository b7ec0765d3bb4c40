/** How a room does, for its owner: the room's own report, as JSON. */

import type { RoomReport } from '../protocol/diagnostics.ts';
import { ROOM_NAME_RULE } from '../protocol/names.ts';
import { json, type Refusal, refuseHttp } from './answer.ts';
import { type Authority, authorityOf, type Judge, mayNot } from './authority.ts';
import { isDirect, isLocal } from './origin.ts';
import { roomOfApi } from './target.ts';

/** What the edge needs of the Durable Object namespace: one room by its normalised name. */
export interface DiagnosableRooms {
  getByName(name: string): Judge & { diagnose(): Promise<RoomReport> };
}

/** Answers `GET /api/rooms/:room/diagnostics`. Touches no object unless the asker may know and the name can be a room's. */
export async function diagnose(request: Request, rooms: DiagnosableRooms): Promise<Response> {
  const authority: Authority | Refusal = isHere(request) ? { kind: 'local' } : await authorityByProof(request);
  if ('status' in authority) return refuseHttp(authority);
  const name = roomOfApi(new URL(request.url));
  if (name === undefined)
    return refuseHttp({ status: 400, code: 'bad_room', data: `A room name is ${ROOM_NAME_RULE}.` });
  const room = rooms.getByName(name);
  const refusal = await mayNot(authority, room, 'diagnose');
  return refusal ? refuseHttp(refusal) : json(await room.diagnose());
}

/**
 * Whether the asker sits at the machine itself.
 *
 * Asking a deployed Worker with a forged `Host: localhost` doesn't help: the platform finds the Worker by that very header, and
 * no zone of it has this name. A foreign page that points its own name at 127.0.0.1 sends its own name. Behind a proxy, and on
 * a development server that listens to the network (`--ip`), nothing tells who asks, so a request that a proxy marked as its
 * own is refused, and docs/diagnostics.md says what must not be done.
 */
function isHere(request: Request): boolean {
  return isLocal(request) && isDirect(request);
}

/** Anywhere else an admin shows who it is. */
async function authorityByProof(request: Request): Promise<Authority | Refusal> {
  return request.headers.has('DPoP') ? authorityOf(request) : FORBIDDEN;
}

const FORBIDDEN: Refusal = {
  status: 403,
  code: 'forbidden',
  data: 'Diagnostics are shown on localhost only, asked for directly and not through a proxy, and to admins (ADMINS) by a proof.',
};
