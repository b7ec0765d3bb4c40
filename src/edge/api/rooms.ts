/** The API for those who run rooms: what is in one as a file, which there are, and the end of one. */

import type { ApiRight, RoomSummary } from '../../protocol/export.ts';
import { type AnyRefusal, refuse } from '../../protocol/refusal.ts';
import { normaliseRoom, ROOM_NAME_RULE } from '../../protocol/room-names.ts';
import { readable, type Unreadable } from '../../protocol/unreadable.ts';
import { download, empty, json } from '../http.ts';
import { refuseHttp } from '../refusal.ts';
import { authorityOf, type Judge, mayNot } from './authority.ts';
import { statesOf } from './etag.ts';
import { exportOf, FORMATS, type Pages } from './export-stream.ts';

/** What the API needs of a room. */
export interface StoredRoom extends Judge, Pages {
  summary(): Promise<RoomSummary | Unreadable>;
  /** Ends the room if this is its epoch and `seq` its newest event. @returns whether it did */
  close(epoch: string, seq: number): Promise<boolean | Unreadable>;
}

export interface StoredRooms {
  getByName(name: string): StoredRoom;
}

/** Rooms that one request may ask about: each is an object that wakes. */
const LISTED = 50;
/**
 * Which proofs for a list were used is remembered by one object for all, under a name that no room can have: the rooms that are
 * asked for are not part of what is signed (RFC 9449 §4.2 leaves out the query), so each of them would take the proof once.
 */
const LISTING = '.listing';

/**
 * `GET /api/rooms/NAME/export?format=jsonl|text`: the log as it is now, streamed. Its `ETag` names the state in which it ends.
 * @param raw the room's name as it was asked for
 */
export async function exportRoom(
  request: Request,
  raw: string,
  rooms: StoredRooms,
  allowedOrigins: ReadonlySet<string>,
): Promise<Response> {
  const target = await targetOf(request, raw, rooms, allowedOrigins, 'export');
  if ('refused' in target) return refuseHttp(target);
  const wanted = new URL(request.url).searchParams.get('format') ?? 'jsonl';
  const format = FORMATS.find((known) => known === wanted);
  if (!format) return refuseHttp(refuse('bad_request', `"format" must be ${FORMATS.join(' or ')}.`));
  const { body, tag } = await exportOf(target.room, format);
  return format === 'jsonl'
    ? download(body, 'application/jsonl', `${target.name}.jsonl`, tag)
    : download(body, 'text/plain', `${target.name}.txt`, tag);
}

/**
 * `DELETE /api/rooms/NAME` with `If-Match`: everybody is sent away and all that is stored is deleted, if the room is still in the
 * state that was exported.
 * @param raw the room's name as it was asked for
 */
export async function closeRoom(
  request: Request,
  raw: string,
  rooms: StoredRooms,
  allowedOrigins: ReadonlySet<string>,
): Promise<Response> {
  const target = await targetOf(request, raw, rooms, allowedOrigins, 'close');
  if ('refused' in target) return refuseHttp(target);
  const ifMatch = request.headers.get('If-Match');
  if (ifMatch === null) return refuseHttp(NOT_EXPORTED, { status: 428 });
  for (const { epoch, seq } of statesOf(ifMatch)) if (readable(await target.room.close(epoch, seq))) return empty();
  return refuseHttp(CHANGED, { status: 412 });
}

/** `GET /api/rooms?room=A&room=B`: the rooms named, since nobody can list those that there are. */
export async function listRooms(
  request: Request,
  rooms: StoredRooms,
  allowedOrigins: ReadonlySet<string>,
): Promise<Response> {
  const asked = new URL(request.url).searchParams.getAll('room');
  if (asked.length === 0 || asked.length > LISTED)
    return refuseHttp(refuse('bad_request', `Name 1 to ${LISTED} rooms: /api/rooms?room=one&room=two.`));
  const authority = await authorityOf(request, allowedOrigins);
  if ('refused' in authority) return refuseHttp(authority);
  const refusal = await mayNot(authority, rooms.getByName(LISTING), 'close');
  if (refusal) return refuseHttp(refusal);
  const names: string[] = [];
  for (const name of new Set(asked.map(normaliseRoom))) {
    // Before any room is woken.
    if (name === undefined) return refuseHttp(refuse('bad_room', `A room name is ${ROOM_NAME_RULE}.`));
    names.push(name);
  }
  const list: ({ room: string } & (RoomSummary | { code: 'internal'; data: string }))[] = [];
  for (const room of names) {
    const summary = await rooms.getByName(room).summary();
    // One room that can't be read hides none of the others.
    if ('unreadable' in summary) list.push({ room, code: 'internal', data: summary.message });
    else list.push({ room, ...summary });
  }
  return json({ rooms: list });
}

async function targetOf(
  request: Request,
  raw: string,
  rooms: StoredRooms,
  allowedOrigins: ReadonlySet<string>,
  right: ApiRight,
): Promise<{ room: StoredRoom; name: string } | AnyRefusal> {
  const name = normaliseRoom(raw);
  if (name === undefined) return refuse('bad_room', `A room name is ${ROOM_NAME_RULE}.`);
  const authority = await authorityOf(request, allowedOrigins);
  if ('refused' in authority) return authority;
  const room = rooms.getByName(name);
  return (await mayNot(authority, room, right)) ?? { room, name };
}

const NOT_EXPORTED = refuse('bad_request', 'Export the room first, and send the ETag of the export as If-Match.');
const CHANGED = refuse(
  'bad_request',
  'If-Match is not the ETag of the room as it is now. Nothing was deleted: export the room again.',
);
