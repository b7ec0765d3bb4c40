import { on, once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { type Server, startServer } from '../support/server.ts';

const PAGE_CSP = /^default-src 'none'; script-src 'self'; .*require-trusted-types-for 'script'; trusted-types parley$/;

describe('a running server', () => {
  let server: Server;
  beforeAll(async () => {
    server = await startServer();
  }, 90_000);
  afterAll(() => server?.stop());

  /** Sends a request byte for byte and returns everything that arrives until the server closes. */
  async function raw(lines: string[]): Promise<string> {
    const socket = connect(server.port, '127.0.0.1');
    socket.write(`${[...lines, 'Connection: close'].join('\r\n')}\r\n\r\n`);
    return text(socket);
  }

  it.each(['/', '/r/garden', '/r/%E8%8A%B1%E5%9B%AD?x=1', '/r/', '/diagnostics', '/diagnostics?room=garden'])(
    'the server has the page at %s, revalidated each time',
    async (path) => {
      const { status, headers } = await fetch(server.url + path);
      expect(status).toBe(200);
      expect(headers.get('Content-Type')).toBe('text/html; charset=utf-8');
      expect(headers.get('Cache-Control')).toBe('no-cache');
      expect(headers.get('Content-Security-Policy')).toMatch(PAGE_CSP);
      expect(headers.get('Referrer-Policy')).toBe('no-referrer');
      expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
      expect(headers.get('Cross-Origin-Opener-Policy')).toBe('same-origin');
      expect(headers.get('Cross-Origin-Resource-Policy')).toBe('same-origin');
      expect(headers.get('Permissions-Policy')).toContain('microphone=()');
      expect(headers.has('Set-Cookie')).toBe(false);
      expect(headers.has('Access-Control-Allow-Origin')).toBe(false);
    },
  );

  it.each([
    ['/lobby', 302, '/r/lobby'],
    ['/R/lobby/', 302, '/r/lobby'],
    ['/r', 302, '/'],
    ['/r/two%20words', 200, null],
    ['/r/lobby/extra', 200, null],
    ['/index.php', 404, null],
  ])('a browser that opens %s gets a room or an explanation, and no JSON', async (path, status, to) => {
    // A raw request, because fetch identifies itself as a script.
    const answer = await raw([`GET ${path} HTTP/1.1`, 'Host: localhost', 'Accept: text/html,*/*;q=0.8']);
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(/^location: (.*)\r$/im.exec(answer)?.[1] ?? null).toBe(to);
    expect(/^content-type: (.*)\r$/im.exec(answer)?.[1] ?? 'text/html').toMatch(/^text\/html/);
    expect(answer).toMatch(/^x-content-type-options: nosniff\r$/im);
  });

  it('built files have a hash in their names and are served as immutable', async () => {
    const files = await readdir(new URL('../../public/assets', import.meta.url));
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) {
      const { status, headers } = await fetch(`${server.url}/assets/${file}`);
      expect([status, headers.get('Cache-Control')]).toEqual([200, 'public, max-age=31536000, immutable']);
      expect(headers.get('Content-Security-Policy')).toMatch(PAGE_CSP);
    }
  });

  it.each(['/assets/missing.js', '/nothing', '/_headers', '/_redirects'])(
    '%s is a 404 in JSON, uncached',
    async (path) => {
      const response = await fetch(server.url + path);
      expect([response.status, response.headers.get('Cache-Control')]).toEqual([404, 'no-store']);
      expect(await response.json()).toMatchObject({ code: 'not_found' });
    },
  );

  // Raw requests, because the clients in Node and fetch normalise a path before they send it.
  it.each(['/ws/../admin', '/ws/%2e%2e/admin', '/ws/%2e%2e%2fadmin', '/ws/%00', '/ws//', '/ws/a/../../b'])(
    '%s, sent unnormalised, is not treated as a room',
    async (path) => {
      const answer = await raw([
        `GET ${path} HTTP/1.1`,
        'Host: localhost',
        'Upgrade: websocket',
        'Connection: Upgrade',
        'Sec-WebSocket-Version: 13',
        'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
      ]);
      expect(answer).toMatch(/^HTTP\/1\.1 (400|404) /);
    },
  );

  it('the server reveals no banner', async () => {
    const answer = await raw(['POST /ws HTTP/1.1', 'Host: localhost', 'Content-Length: 0']);
    expect(answer).toMatch(/^HTTP\/1\.1 405 /);
    expect(answer).not.toMatch(/^(server|via|x-powered-by):/im);
  });

  it('the server refuses pages of other origins and accepts its own', async () => {
    const status = async (origin: string): Promise<number | undefined> => {
      const ws = new WebSocket(`${server.url}/ws/garden`, { origin });
      onTestFinished(() => ws.terminate());
      // Emitted if the test doesn't consume the answer to a refused upgrade, and when it terminates the socket.
      ws.on('error', () => {});
      return new Promise((resolve) => {
        for (const event of ['upgrade', 'unexpected-response'])
          ws.on(event, (...args: unknown[]) => {
            const response = args.at(-1);
            resolve(response instanceof IncomingMessage ? response.statusCode : undefined);
          });
      });
    };
    expect(await status(server.url)).toBe(101);
    expect(await status(`http://127.0.0.1:${server.port + 1}`)).toBe(403);
    expect(await status('https://evil.example')).toBe(403);
  });
});

describe('starting a server', () => {
  it('the server does not start with an invalid variable, and names it', async () => {
    const start = startServer({ vars: { MESSAGE_RATE: 'fast', HEARTBEAT_INTERVAL_S: 95 } });
    await expect(start).rejects.toThrow(/wrangler dev ended before it was ready/);
    await expect(start).rejects.toThrow('MESSAGE_RATE is "fast", but must be a whole number from 0 to 1000.');
    await expect(start).rejects.toThrow('HEARTBEAT_INTERVAL_S is 95 and HEARTBEAT_TIMEOUT_S is 95');
  }, 90_000);

  it('the server logs that any page may connect', async () => {
    const server = await startServer({ vars: { ALLOWED_ORIGINS: '*' } });
    onTestFinished(() => server.stop());
    expect(server.logs()).toContain('ALLOWED_ORIGINS has "*"');
    const foreign = await fetch(`${server.url}/api/health`, { headers: { Origin: 'https://evil.example' } });
    expect(foreign.status).toBe(200);
  }, 90_000);

  it('a killed server starts again with everything that it had stored', async () => {
    const first = await startServer();
    onTestFinished(() => first.stop());
    const writer = new WebSocket(`${first.url}/ws/garden`);
    await once(writer, 'open');
    writer.send('{"type":"msg","id":"1","data":"kept"}');
    await frame(writer, 'ack');
    await first.kill('SIGKILL');
    await expect(fetch(first.url)).rejects.toThrow();

    const second = await startServer({ port: first.port, persistTo: first.persistTo });
    onTestFinished(() => second.stop());
    expect(second.url).toBe(first.url);
    const reader = new WebSocket(`${second.url}/ws/garden`, ['parley.v1', `sid.${'a'.repeat(22)}`]);
    onTestFinished(() => reader.terminate());
    expect(await frame(reader, 'history')).toMatchObject({ data: [{ seq: 1, data: 'kept' }] });
  }, 90_000);
});

/** The next frame of a type. */
async function frame(ws: WebSocket, type: string): Promise<object> {
  for await (const [data] of on(ws, 'message')) {
    const received: { type: string } = JSON.parse(String(data));
    if (received.type === type) return received;
  }
  throw new Error('closed');
}
