/**
 * A refusal that a v1 client can read. Browsers hide the status and body of a failed upgrade from the page. So the
 * upgrade succeeds, one fatal error frame says why not, and the Worker closes the socket.
 */

import { CLOSE, type CloseName } from '../protocol/codes.ts';
import { SUBPROTOCOL } from '../protocol/connect.ts';
import type { ErrorFrame } from '../protocol/frames.ts';
import type { Refusal } from '../protocol/refusal.ts';
import { toSeconds } from './refusal.ts';

/**
 * The 101 response, the error frame and the close. The Worker accepts this socket instead of a room, because an object
 * with such a socket could not hibernate.
 */
export function refuseSocket({ code, why, retryAfterMs, ts, untilMs }: Refusal<CloseName>): Response {
  const close = CLOSE[code];
  const frame: ErrorFrame = {
    type: 'error',
    code,
    data: why,
    // Rounded to the same value as over HTTP.
    ...(retryAfterMs === undefined ? {} : { retryAfterMs: toSeconds(retryAfterMs) * 1_000 }),
    ...(untilMs === undefined ? {} : { untilMs }),
    fatal: true,
    close,
    ...(ts === undefined ? {} : { ts }),
  };
  const { 0: client, 1: server } = new WebSocketPair();
  server.accept();
  server.send(JSON.stringify(frame));
  server.close(close, code);
  return new Response(null, {
    status: 101,
    webSocket: client,
    headers: { 'Sec-WebSocket-Protocol': SUBPROTOCOL },
  });
}
