/** Requests to the edge and readers for its refusals, for tests inside workerd. */

import { exports } from 'cloudflare:workers';
import type { ErrorFrame } from '../../src/protocol/frames.ts';

export const HOST = 'https://parley.test';
export const SID = 'abcdefghijklmnopqrstuv';
/** The offer of a well-behaved v1 client. */
export const V1 = { 'Sec-WebSocket-Protocol': `parley.v1, sid.${SID}` };

/** An upgrade request without an Origin, like that of a tool. */
export function upgrade(path: string, headers: Record<string, string> = {}): Request {
  return new Request(HOST + path, { headers: { Upgrade: 'websocket', ...headers } });
}

/** Sends a request through the whole Worker. */
export function send(request: Request): Promise<Response> {
  return exports.default.fetch(request);
}

/** Reads a refusal over HTTP. */
export async function httpRefusal(response: Response): Promise<{ status: number; code: string; data: string }> {
  const { code, data } = await response.json<{ code: string; data: string }>();
  return { status: response.status, code, data };
}

/** Reads a refusal over a socket: all frames before the close, and the close. */
export async function socketRefusal(
  response: Response,
): Promise<{ protocol: string | null; frames: ErrorFrame[]; close: number; reason: string }> {
  const { webSocket: ws } = response;
  if (!ws) throw new Error(`not upgraded: ${response.status} ${await response.text()}`);
  const frames: ErrorFrame[] = [];
  ws.addEventListener('message', ({ data }) => {
    frames.push(JSON.parse(String(data)));
  });
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    ws.addEventListener('close', resolve);
  });
  ws.accept();
  const { code, reason } = await closed;
  return { protocol: response.headers.get('Sec-WebSocket-Protocol'), frames, close: code, reason };
}
