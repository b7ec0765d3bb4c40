/**
 * A refusal that a v1 client can read. A browser hides the status and body of a failed upgrade from the page, so the upgrade
 * succeeds, one fatal error frame says why not, and the Worker closes.
 */

import { CLOSE, type CloseName } from '../protocol/codes.ts';
import { SUBPROTOCOL } from '../protocol/connect.ts';
import type { ErrorFrame } from '../protocol/frames.ts';
import type { Refusal } from '../protocol/refusal.ts';
import { toSeconds } from './refusal.ts';

/** 101, the frame, and the close. Accepted here and not in a room: an object with such a socket could not hibernate. */
export function refuseSocket({ code, why, retryAfterMs, ts, untilMs }: Refusal<CloseName>): Response {
  const close = CLOSE[code];
  const frame: ErrorFrame = {
    type: 'error',
    code,
    data: why,
    // As long as over HTTP.
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
