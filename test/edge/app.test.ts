import { afterEach, describe, expect, it, vi } from 'vitest';
import { createApp } from '../../src/edge/app.ts';
import { parseConfig } from '../../src/edge/config.ts';
import { HOST, httpRefusal, send, upgrade } from './support.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

describe('the API', () => {
  it('tells whether it is well, and which page it serves', async () => {
    const response = await send(new Request(`${HOST}/api/health`));
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ ok: true, build: parseConfig({}).build });
  });

  it.each(['/api', '/api/', '/api/nothing', '/api/health/more', '/nothing', '/assets/missing.js'])(
    'is a 404 in JSON at %s',
    async (path) => {
      const response = await send(new Request(HOST + path));
      expect(response.headers.get('Content-Type')).toBe('application/json');
      expect(await httpRefusal(response)).toMatchObject({ status: 404, code: 'not_found' });
    },
  );

  it('is for pages of its own origin and for tools', async () => {
    const ask = (headers: Record<string, string>) => send(new Request(`${HOST}/api/health`, { headers }));
    expect((await ask({ Origin: HOST })).status).toBe(200);
    expect(await httpRefusal(await ask({ Origin: 'https://evil.example' }))).toMatchObject({
      status: 403,
      code: 'forbidden',
    });
    expect((await ask({ Origin: 'null' })).status).toBe(403);
  });
});

describe('every answer but the 101', () => {
  it.each([
    ['the health check', new Request(`${HOST}/api/health`)],
    ['404', new Request(`${HOST}/nothing`)],
    ['404 of the API', new Request(`${HOST}/api/nothing`)],
    ['403', upgrade('/ws/a', { Origin: 'https://evil.example' })],
    ['405', new Request(`${HOST}/ws/a`, { method: 'POST' })],
    ['405 for HEAD', new Request(`${HOST}/ws/a`, { method: 'HEAD' })],
    ['426', new Request(`${HOST}/ws/a`)],
    ['400', upgrade('/ws/.bad')],
  ])('has the security headers: %s', async (_, request) => {
    const { headers, webSocket } = await send(request);
    expect(webSocket).toBeNull();
    expect(Object.fromEntries(headers)).toMatchObject({
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      'content-type': 'application/json',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    });
  });
});

describe('a bug', () => {
  it('is answered with a number, under which the log has the stack', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {});
    const app = createApp(parseConfig({}));
    app.get('/api/broken', () => {
      throw new Error('secret insides');
    });
    const response = await app.request('/api/broken');
    expect(response.status).toBe(500);
    expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff');
    const { code, data, ref } = await response.json<Record<string, string>>();
    expect({ code, data }).toEqual({ code: 'internal', data: `A fault on the server, number ${ref}.` });
    expect(log).toHaveBeenCalledOnce();
    const line = JSON.parse(String(log.mock.calls[0]?.[0]));
    expect(line).toEqual({ event: 'internal', ref, error: expect.stringContaining('secret insides') });
    expect(line.error).toContain('    at ');
  });
});

describe('"*" in ALLOWED_ORIGINS', () => {
  it('is said in the log when the Worker starts, and nothing is said without it', () => {
    const log = vi.spyOn(console, 'warn').mockImplementation(() => {});
    createApp(parseConfig({ ALLOWED_ORIGINS: 'https://a.example' }));
    expect(log).not.toHaveBeenCalled();
    createApp(parseConfig({ ALLOWED_ORIGINS: '*' }));
    expect(log).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('on localhost any page may connect'));
  });
});
