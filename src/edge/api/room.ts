/** Shared handling of calls about one room: resolves the room and authorises the caller before a handler runs. */

import { createMiddleware } from 'hono/factory';
import type { ApiRight, RoomSummary } from '../../protocol/api.ts';
import type { RoomReport } from '../../protocol/diagnostics.ts';
import type { Position } from '../../protocol/position.ts';
import { normaliseRoom } from '../../protocol/room-names.ts';
import type { Unreadable } from '../../protocol/unreadable.ts';
import { BAD_ROOM, refuseHttp } from '../refusal.ts';
import { type Authoriser, authorise, authorityOf } from './authority.ts';
import type { Pages } from './export-stream.ts';

/** The RPC methods of a room that the API uses. */
export interface ApiRoom extends Authoriser, Pages {
  summary(): Promise<RoomSummary | Unreadable>;
  /** Closes the room if its log ends at this position. @returns whether it did */
  close(at: Position): Promise<boolean | Unreadable>;
  diagnose(): Promise<RoomReport | Unreadable>;
}

/** The Durable Object namespace: a room by its normalised name. */
export interface ApiRooms {
  getByName(name: string): ApiRoom;
}

/** The context that a handler gets. */
export interface RoomCall {
  Bindings: { ROOM: ApiRooms };
  Variables: {
    /** Normalised. */
    name: string;
    room: ApiRoom;
  };
}

/**
 * Middleware for routes with a parameter `room`. It wakes no object unless the room name is valid and the caller has
 * authenticated.
 * @param right the right that the call needs
 */
export function aboutRoom(right: ApiRight, allowedOrigins: ReadonlySet<string>) {
  return createMiddleware<RoomCall>(async (c, next) => {
    const name = normaliseRoom(c.req.param('room') ?? '');
    if (name === undefined) return refuseHttp(BAD_ROOM);
    const authority = await authorityOf(c.req.raw, allowedOrigins);
    if ('refused' in authority) return refuseHttp(authority);
    const room = c.env.ROOM.getByName(name);
    const refusal = await authorise(authority, room, right);
    if (refusal) return refuseHttp(refusal);
    c.set('name', name);
    c.set('room', room);
    return next();
  });
}
