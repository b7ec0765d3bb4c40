/** The Worker's routes. Everything else is a static file (public/) or not found. */

import { type Context, Hono } from 'hono';
import { cors } from 'hono/cors';
import { refuse } from '../protocol/refusal.ts';
import { DEFAULT_ROOM } from '../protocol/room-names.ts';
import { addressTag } from './address.ts';
import { isThisMachine } from './api/authority.ts';
import { closeRoom } from './api/close.ts';
import { diagnose, refuseStrangers } from './api/diagnostics.ts';
import { exportRoom } from './api/export.ts';
import { listRooms } from './api/list.ts';
import { type ApiRooms, aboutRoom } from './api/room.ts';
import { bindingsOf } from './bindings.ts';
import type { Config } from './config.ts';
import { type ConnectLimit, mayConnect, TOO_MANY } from './connect-limit.ts';
import { HEADERS, json } from './http.ts';
import { checkOrigin } from './origin.ts';
import { type Assets, pageFor } from './page.ts';
import { fault, refuseHttp } from './refusal.ts';
import { connect, type Rooms } from './upgrade.ts';

/** The part of the Worker's bindings that the edge uses. */
interface Bindings {
  ROOM: Rooms & ApiRooms;
  /** Absent where the platform has no rate limiting. */
  CONNECTS?: ConnectLimit;
  /** Absent where only the API is served. */
  ASSETS?: Assets;
}

/** The health check wakes no object. It reports which version answers, and with which bindings. */
const HEALTH = '/api/health';

/** Creates the app. No middleware runs around `/ws`, because the headers of a room's 101 response can't be changed. */
export function createApp({ allowedOrigins, limitAddresses, version, build }: Config): Hono<{ Bindings: Bindings }> {
  if (allowedOrigins.has('*'))
    console.warn('ALLOWED_ORIGINS has "*": on localhost any page may connect. It has no effect elsewhere.');

  const app = new Hono<{ Bindings: Bindings }>();
  const enter = (c: Context<{ Bindings: Bindings }>, room: string): Promise<Response> =>
    connect(c.req.raw, room, c.env.ROOM, allowedOrigins, limitAddresses ? c.env.CONNECTS : undefined);
  // All methods, because the method is one of the checks of `connect`. The path takes precedence over the query.
  app.all('/ws', (c) => enter(c, c.req.query('room') ?? DEFAULT_ROOM));
  app.all('/ws/:room{.*}', (c) => enter(c, c.req.param('room')));

  app.use('/api/*', async (c, next) => {
    const refusal = checkOrigin(c.req.raw, allowedOrigins);
    if (refusal) return refuseHttp(refusal);
    for (const [name, value] of Object.entries(HEADERS)) c.header(name, value);
    return next();
  });
  // `*` lists no origin here: a page that may connect on localhost may not read what is reserved for the machine
  // itself.
  const isListed = (origin: string): boolean => origin !== '*' && allowedOrigins.has(origin);
  app.use(
    '/api/*',
    cors({
      origin: (origin) => (isListed(origin) ? origin : null),
      allowMethods: (origin) => (isListed(origin) ? ['GET', 'DELETE'] : []),
      allowHeaders: ['DPoP', 'If-Match'],
      exposeHeaders: ['Content-Disposition', 'ETag', 'Retry-After'],
      // Seconds. Browsers cap it at two hours anyway.
      maxAge: 600,
    }),
  );
  app.use('/api/*', async (c, next) => {
    const limit = limitAddresses && c.req.path !== HEALTH && !isThisMachine(c.req.raw) ? c.env.CONNECTS : undefined;
    // Any other call wakes an object, as a connection attempt does, and counts against the same limit.
    if (limit && !(await mayConnect(limit, await addressTag(c.req.raw.headers)))) return refuseHttp(TOO_MANY);
    return next();
  });
  app.get(HEALTH, (c) => {
    const bindings = bindingsOf({ ...c.env });
    return json({ ok: bindings.ROOM, version, build, bindings });
  });
  app.get('/api/rooms', (c) => listRooms(c.req, c.env.ROOM, allowedOrigins));
  app.get('/api/rooms/:room/export', aboutRoom('export', allowedOrigins), exportRoom);
  app.get('/api/rooms/:room/diagnostics', refuseStrangers, aboutRoom('diagnose', allowedOrigins), diagnose);
  app.delete('/api/rooms/:room', aboutRoom('close', allowedOrigins), closeRoom);

  app.notFound(async (c) => (await pageFor(c.req.raw, c.env.ASSETS)) ?? refuseHttp(NOT_FOUND));
  app.onError((error) => refuseHttp(fault(error)));
  return app;
}

const NOT_FOUND = refuse('not_found', 'There is nothing at this path.');
