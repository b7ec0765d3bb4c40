/**
 * Parley declines the compression that browsers offer. Tested on the runtime alone, because the development proxy
 * answers offers itself.
 */

import { type IncomingHttpHeaders, request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { startWorkerd, type Workerd } from '../support/workerd.ts';

let workerd: Workerd;
beforeAll(async () => {
  workerd = await startWorkerd({});
}, 60_000);
afterAll(() => workerd?.stop());

/** The response headers of an upgrade. */
function upgrade(path: string, headers: Record<string, string>): Promise<IncomingHttpHeaders> {
  const asked = request(`http://127.0.0.1:${workerd.port}${path}`, {
    headers: {
      Connection: 'Upgrade',
      Upgrade: 'websocket',
      'Sec-WebSocket-Version': '13',
      'Sec-WebSocket-Key': 'AAAAAAAAAAAAAAAAAAAAAA==',
      ...headers,
    },
  });
  asked.end();
  return new Promise((resolve, reject) => {
    asked.once('error', reject);
    asked.once('response', ({ statusCode }) => reject(new Error(`HTTP ${statusCode}`)));
    asked.once('upgrade', (response, socket) => {
      onTestFinished(() => void socket.destroy());
      resolve(response.headers);
    });
  });
}

const V1 = `parley.v1, sid.${'c'.repeat(22)}`;

describe('B04: compression', () => {
  it.each([
    ['Chrome', 'a base client', '/ws/garden', 'permessage-deflate; client_max_window_bits', undefined],
    ['Chrome', 'a v1 client', '/ws/garden', 'permessage-deflate; client_max_window_bits', V1],
    ['Firefox', 'a v1 client', '/ws/garden', 'permessage-deflate', V1],
    // The Worker accepts this socket itself in order to report the refusal.
    ['Chrome', 'a refused v1 client', '/ws/-', 'permessage-deflate; client_max_window_bits', V1],
    [
      'a tool',
      'a v1 client',
      '/ws/garden',
      'permessage-deflate; server_no_context_takeover; server_max_window_bits=9',
      V1,
    ],
  ])(
    'an upgrade with the offer of %s, by %s, is accepted without permessage-deflate',
    async (_, __, path, offer, protocols) => {
      const headers = await upgrade(path, {
        'Sec-WebSocket-Extensions': offer,
        ...(protocols === undefined ? {} : { 'Sec-WebSocket-Protocol': protocols }),
      });
      expect(headers.upgrade).toBe('websocket');
      expect(headers).not.toHaveProperty('sec-websocket-extensions');
    },
  );
});
