import { on, once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { type IncomingMessage, request as plainRequest } from 'node:http';
import { request as tlsRequest } from 'node:https';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { type RawData, WebSocket } from 'ws';
import type { ServerFrame, SingleFrame } from '../../src/protocol/frames.ts';
import { type Server, startServer } from '../support/server.ts';
import { HOST, missingPrograms, type Nginx, startNginx } from './nginx.ts';

const missing = missingPrograms();
const skipped = missing.length > 0 ? ` — skipped: no ${missing.join(' and no ')} on this machine` : '';

describe.skipIf(skipped !== '')(`nginx in front, with TLS${skipped}`, () => {
  let server: Server;
  let nginx: Nginx;

  beforeAll(async () => {
    server = await startServer();
    nginx = await startNginx(server.port);
  }, 90_000);
  afterAll(async () => {
    await nginx?.stop();
    await server?.stop();
  });

  /** The host of the page's origin, and so of the Host header. In this test it includes the port. */
  const host = () => `${HOST}:${nginx.port}`;
  const tls = () => ({ ca: nginx.ca, servername: HOST });

  /** A client that records every frame and returns the first matching one. */
  function open(path: string, { protocols = [], origin }: { protocols?: string[]; origin?: string } = {}) {
    const ws = new WebSocket(`wss://127.0.0.1:${nginx.port}${path}`, protocols, {
      ...tls(),
      headers: { Host: host() },
      ...(origin === undefined ? {} : { origin }),
    });
    onTestFinished(() => ws.terminate());
    const frames: SingleFrame[] = [];
    ws.on('message', (data: RawData) => {
      if (String(data) === 'pong') return;
      const frame: ServerFrame = JSON.parse(String(data));
      frames.push(...(frame.type === 'batch' ? frame.data : [frame]));
    });
    const frame = async (type: SingleFrame['type'], fits: (frame: SingleFrame) => boolean = () => true) => {
      for (;;) {
        const found = frames.find((candidate) => candidate.type === type && fits(candidate));
        if (found) return found;
        await once(ws, 'message');
      }
    };
    return { ws, frame };
  }
  const openV1 = (path: string, sid: string) =>
    open(path, { protocols: ['parley.v1', `sid.${sid.repeat(22)}`], origin: `https://${host()}` });

  async function get(path: string, headers: Record<string, string> = {}): Promise<IncomingMessage> {
    const request = tlsRequest({
      ...tls(),
      host: '127.0.0.1',
      port: nginx.port,
      path,
      headers: { Host: host(), ...headers },
    });
    request.end();
    const [response]: IncomingMessage[] = await once(request, 'response');
    if (!response) throw new Error('no response arrived');
    response.resume();
    return response;
  }

  it('nginx passes on messages both ways, for a page and for a tool', async () => {
    const page = openV1('/ws/garden?name=Ana', 'a');
    await page.frame('welcome');
    expect(page.ws.protocol).toBe('parley.v1');
    const tool = open('/ws/garden?name=Bo');
    await tool.frame('system');

    page.ws.send('{"type":"msg","id":"1","data":"hi"}');
    expect(await tool.frame('broadcast')).toMatchObject({ from: 'Ana', data: 'hi', seq: 1 });
    expect(await page.frame('ack')).toMatchObject({ id: '1', seq: 1 });
    tool.ws.send('{"type":"msg","data":"ho"}');
    expect(await page.frame('broadcast')).toMatchObject({ from: 'Bo', data: 'ho', seq: 2 });
  });

  it('nginx passes on the heartbeat', async () => {
    const { ws } = open('/ws/heartbeat');
    await once(ws, 'open');
    ws.send('ping');
    for await (const [data] of on(ws, 'message')) if (String(data) === 'pong') break;
  });

  it('nginx tells the room at once when a client vanishes', async () => {
    const page = openV1('/ws/vanish', 'b');
    await page.frame('welcome');
    const tool = open('/ws/vanish?name=Bo');
    await tool.frame('system');
    tool.ws.terminate();
    expect(await page.frame('system', (frame) => frame.type === 'system' && frame.event === 'leave')).toMatchObject({
      who: [{ name: 'Bo' }],
    });
  });

  it('nginx passes on the reason for a refusal to a page', async () => {
    const { ws, frame } = openV1('/ws/.bad', 'c');
    const [[code]] = await Promise.all([once(ws, 'close'), frame('error')]);
    expect(code).toBe(4404);
  });

  it.each([
    ['another site', () => 'https://evil.example'],
    ['the same host on another port', () => `https://${HOST}`],
    ['the server behind', () => server.url],
  ])('nginx keeps pages of %s out', async (_, origin) => {
    const response = await get('/ws/garden', {
      ...{ Connection: 'Upgrade', Upgrade: 'websocket', Origin: origin() },
      ...{ 'Sec-WebSocket-Version': '13', 'Sec-WebSocket-Key': Buffer.alloc(16).toString('base64') },
    });
    expect(response.statusCode).toBe(403);
  });

  it('nginx serves the page with its headers', async () => {
    const response = await get('/r/garden');
    expect(response.statusCode).toBe(200);
    expect(response.headers['content-security-policy']).toContain("default-src 'none'");
    expect(response.headers['cache-control']).toBe('no-cache');
  });

  it.each([
    ['its own name', () => host()],
    ['a forged Host header', () => 'localhost'],
  ])('nginx shows no diagnostics by %s', async (_, name) => {
    const response = await get('/api/rooms/garden/diagnostics', { Host: name() });
    expect(response.statusCode).toBe(403);
  });

  it('nginx redirects plain HTTP to HTTPS', async () => {
    const request = plainRequest({
      host: '127.0.0.1',
      port: nginx.plainPort,
      path: '/r/garden?a=b',
      headers: { Host: HOST },
    });
    request.end();
    const [response]: IncomingMessage[] = await once(request, 'response');
    response?.resume();
    expect([response?.statusCode, response?.headers.location]).toEqual([308, `https://${HOST}/r/garden?a=b`]);
  });

  it('nginx waits longer than the heartbeat, which ends silent connections within its timeout and 30 s', async () => {
    const welcome = await openV1('/ws/timeouts', 'd').frame('welcome');
    if (welcome.type !== 'welcome') throw new Error('the first frame is not a welcome');
    const conf = await readFile(new URL('nginx.conf', import.meta.url), 'utf8');
    const timeouts = [...conf.matchAll(/proxy_(?:read|send)_timeout (\d+)s;/g)].map(([, seconds]) => Number(seconds));
    expect(timeouts).toHaveLength(2);
    expect(Math.min(...timeouts) * 1_000).toBeGreaterThan(welcome.data.heartbeat.timeoutMs + 30_000);
  });

  it('the documented nginx configuration is the tested one', async () => {
    const [conf, docs] = await Promise.all(
      ['nginx.conf', '../../docs/nginx.md'].map((path) => readFile(new URL(path, import.meta.url), 'utf8')),
    );
    expect(docs).toContain(`\`\`\`nginx\n${conf}\`\`\``);
  });
});
