/** `GET /api/rooms/NAME/diagnostics`: the room's report on itself as JSON, for operators and moderators. */

import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import { refuse } from '../../protocol/refusal.ts';
import { readable } from '../../protocol/unreadable.ts';
import { json } from '../http.ts';
import { refuseHttp } from '../refusal.ts';
import { isThisMachine } from './authority.ts';
import type { RoomCall } from './room.ts';

/** Refuses callers without credentials before anything else, and tells them where diagnostics are shown. */
export const refuseStrangers = createMiddleware(async (c, next) =>
  isThisMachine(c.req.raw) || c.req.header('DPoP') !== undefined ? next() : refuseHttp(FORBIDDEN),
);

export async function diagnose(c: Context<RoomCall>): Promise<Response> {
  return json(readable(await c.var.room.diagnose()));
}

const FORBIDDEN = refuse(
  'forbidden',
  'Diagnostics are only available on localhost without a proxy, or to admins (ADMINS) with a proof.',
);
