/** The Worker's routes. What is not here is a static file (public/) or nothing. */

import { Hono } from 'hono';
import { empty, fault, json, type Refusal, refuseHttp } from './answer.ts';
import type { Config } from './config.ts';
import { corsHeaders, isPreflight } from './cors.ts';
import { type DiagnosableRooms, diagnose } from './diagnose.ts';
import { closeRoom, exportRoom, listRooms, type StoredRooms } from './rooms.ts';
import { type ConnectLimit, checkOrigin, connect, type Rooms } from './upgrade.ts';

/** The part of the Worker's bindings that the edge uses. */
interface Bindings {
  ROOM: Rooms & DiagnosableRooms & StoredRooms;
  /** Absent where the platform doesn't count. */
  CONNECTS?: ConnectLimit;
}

/** The app. No middleware runs around `/ws`: the 101 of a room must pass untouched, its headers can't be changed. */
export function createApp({ allowedOrigins, limitAddresses, build }: Config): Hono<{ Bindings: Bindings }> {
  if (allowedOrigins.has('*'))
    console.warn('ALLOWED_ORIGINS has "*": on localhost any page may connect. Elsewhere it counts for nothing.');

  const app = new Hono<{ Bindings: Bindings }>();
  // All methods, and all that is below: the first checks of a connect are about these.
  for (const path of ['/ws', '/ws/*'])
    app.all(path, (c) => connect(c.req.raw, c.env.ROOM, allowedOrigins, limitAddresses ? c.env.CONNECTS : undefined));

  app.use('/api/*', async (c, next) => {
    const refusal = checkOrigin(c.req.raw, allowedOrigins);
    if (refusal) return refuseHttp(refusal);
    const cors = corsHeaders(c.req.raw, allowedOrigins);
    if (isPreflight(c.req.raw)) return empty(cors);
    await next();
    for (const [name, value] of Object.entries(cors)) c.res.headers.set(name, value);
    return undefined;
  });
  app.get('/api/health', () => json({ ok: true, build }));
  app.get('/api/rooms', (c) => listRooms(c.req.raw, c.env.ROOM));
  app.get('/api/rooms/:room/export', (c) => exportRoom(c.req.raw, c.env.ROOM));
  app.delete('/api/rooms/:room', (c) => closeRoom(c.req.raw, c.env.ROOM));

  app.get('/api/rooms/:room/diagnostics', (c) => diagnose(c.req.raw, c.env.ROOM));

  app.notFound(() => refuseHttp(NOT_FOUND));
  app.onError((error) => refuseHttp(fault(error)));
  return app;
}

const NOT_FOUND: Refusal = { status: 404, code: 'not_found', data: 'There is nothing at this address.' };
