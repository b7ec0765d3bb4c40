import { afterEach, describe, expect, it, vi } from 'vitest';
import { createApp } from '../../src/edge/app.ts';
import { parseConfig } from '../../src/edge/config.ts';
import { HOST, httpRefusal, send, upgrade } from './support.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

describe('the API', () => {
  it("B54: the health check reports the version, the page's build and the bindings", async () => {
    const response = await send(new Request(`${HOST}/api/health`));
    expect(response.status).toBe(200);
    const { build, version } = parseConfig({});
    const bindings = { ROOM: true, CONNECTS: true, WRITES: true };
    expect(await response.json()).toEqual({ ok: true, version, build, bindings });
    const bare = await createApp(parseConfig({})).request(`${HOST}/api/health`, {}, { ROOM: {} });
    expect(await bare.json()).toMatchObject({ ok: true, bindings: { ROOM: true, CONNECTS: false, WRITES: false } });
  });

  it.each(['/api', '/api/', '/api/nothing', '/api/health/more', '/nothing', '/assets/missing.js'])(
    'the API answers %s with a 404 in JSON',
    async (path) => {
      const response = await send(new Request(HOST + path));
      expect(response.headers.get('Content-Type')).toBe('application/json');
      expect(await httpRefusal(response)).toMatchObject({ status: 404, code: 'not_found' });
    },
  );

  it('the API is for pages of its own origin and for tools', async () => {
    const ask = (headers: Record<string, string>) => send(new Request(`${HOST}/api/health`, { headers }));
    expect((await ask({ Origin: HOST })).status).toBe(200);
    expect(await httpRefusal(await ask({ Origin: 'https://evil.example' }))).toMatchObject({
      status: 403,
      code: 'forbidden',
    });
    expect((await ask({ Origin: 'null' })).status).toBe(403);
  });
});

describe('an unknown path', () => {
  const PERSON = { Accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
  const open = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    send(new Request(HOST + path, { method, headers: { ...PERSON, ...headers }, redirect: 'manual' }));

  it.each([
    ['/lobby', '/r/lobby'],
    ['/R/Lobby', '/r/lobby'],
    ['/room/lobby/', '/r/lobby'],
    ['/rooms/%E8%8A%B1%E5%9B%AD?x=1', '/r/%E8%8A%B1%E5%9B%AD?x=1'],
    ['//lobby', '/r/lobby'],
    ['/r', '/'],
    ['/Rooms/', '/'],
  ])('opening %s in a browser redirects to %s', async (path, to) => {
    const { status, headers } = await open(path, { 'Sec-Fetch-Mode': 'navigate' });
    expect([status, headers.get('Location'), headers.get('Cache-Control')]).toEqual([302, to, 'no-store']);
  });

  it.each(['/index.php', '/a/b', '/assets/missing.js', '/two%20words', '/API/rooms', '//evil.example'])(
    "a browser that opens %s gets the page as a 404, with the page's headers, uncached",
    async (path) => {
      const response = await open(path);
      expect(response.status).toBe(404);
      expect(response.headers.get('Content-Type')).toMatch(/^text\/html/);
      expect(response.headers.get('Cache-Control')).toBe('no-store');
      expect(response.headers.get('Content-Security-Policy')).toContain("script-src 'self'");
      expect(await response.text()).toContain('<div id="app">');
      expect((await open(path, {}, 'HEAD')).status).toBe(404);
    },
  );

  it.each([
    ['a tool', { Accept: '*/*' }, 'GET'],
    ['a client of the API', { Accept: 'application/json' }, 'GET'],
    ['a script', { 'Sec-Fetch-Mode': 'cors' }, 'GET'],
    ['a form', {}, 'POST'],
  ])('a program gets a 404 in JSON for %s', async (_, headers, method) => {
    for (const path of ['/lobby', '/R/lobby', '/index.php'])
      expect(await httpRefusal(await open(path, headers, method))).toMatchObject({ status: 404, code: 'not_found' });
  });

  it('unknown paths below /api, and all paths if the page is not built, get a 404 in JSON', async () => {
    for (const path of ['/api', '/api/nothing'])
      expect(await httpRefusal(await open(path))).toMatchObject({ status: 404, code: 'not_found' });
    // Without page files these paths don't redirect to a room either, because nothing would be there.
    for (const path of ['/a/b', '/lobby', '/R/Lobby', '/rooms/']) {
      const bare = await createApp(parseConfig({})).request(HOST + path, { headers: PERSON }, { ROOM: {} });
      expect(await httpRefusal(bare), path).toMatchObject({ status: 404, code: 'not_found' });
    }
  });
});

describe('every answer except a 101', () => {
  it.each([
    ['the health check', new Request(`${HOST}/api/health`)],
    ['404', new Request(`${HOST}/nothing`)],
    ['404 of the API', new Request(`${HOST}/api/nothing`)],
    ['403', upgrade('/ws/a', { Origin: 'https://evil.example' })],
    ['405', new Request(`${HOST}/ws/a`, { method: 'POST' })],
    ['405 for HEAD', new Request(`${HOST}/ws/a`, { method: 'HEAD' })],
    ['426', new Request(`${HOST}/ws/a`)],
    ['400', upgrade('/ws/.bad')],
  ])('every answer except the 101 carries the security headers: %s', async (_, request) => {
    const { headers, webSocket } = await send(request);
    expect(webSocket).toBeNull();
    expect(headers.has('Set-Cookie')).toBe(false);
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

describe('CORS', () => {
  const FRIEND = 'https://friend.example';
  const app = createApp(parseConfig({ ALLOWED_ORIGINS: `${FRIEND},*` }));
  const ask = (headers: Record<string, string>, method = 'GET') =>
    app.request(`${HOST}/api/health`, { method, headers: { Host: 'parley.test', ...headers } });
  const allowed = ({ headers }: Response) => headers.get('Access-Control-Allow-Origin');
  const PREFLIGHT = { 'Access-Control-Request-Method': 'DELETE', 'Access-Control-Request-Headers': 'dpop' };

  it('a page of a listed origin can read the API, with a preflight too, and never with credentials', async () => {
    const answer = await ask({ Origin: FRIEND });
    expect([answer.status, allowed(answer), answer.headers.get('Vary')]).toEqual([200, FRIEND, 'Origin']);
    const preflight = await ask({ Origin: FRIEND, ...PREFLIGHT }, 'OPTIONS');
    expect([preflight.status, allowed(preflight)]).toEqual([204, FRIEND]);
    expect(answer.headers.get('Access-Control-Expose-Headers')).toContain('ETag');
    expect(preflight.headers.get('Access-Control-Allow-Methods')).toBe('GET,DELETE');
    expect(preflight.headers.get('Access-Control-Allow-Headers')).toBe('DPoP,If-Match');
    for (const { headers } of [answer, preflight]) {
      expect(headers.get('Access-Control-Allow-Credentials')).toBeNull();
      expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
    }
  });

  it('a page of an unlisted origin can read nothing', async () => {
    for (const Origin of ['https://evil.example', 'null', '*', `${FRIEND}.evil.example`])
      for (const [method, headers] of [['GET', {}] as const, ['OPTIONS', PREFLIGHT] as const]) {
        const answer = await ask({ Origin, ...headers }, method);
        expect([Origin, answer.status, allowed(answer)]).toEqual([Origin, 403, null]);
      }
  });

  it('with "*" a page can connect on localhost but read nothing', async () => {
    const headers = { Origin: 'https://evil.example', Host: 'localhost' };
    const answer = await app.request('http://localhost/api/health', { headers });
    expect([answer.status, allowed(answer)]).toEqual([200, null]);
    const preflight = await app.request('http://localhost/api/rooms/a', {
      method: 'OPTIONS',
      headers: { ...headers, ...PREFLIGHT },
    });
    expect([preflight.headers.get('Access-Control-Allow-Methods'), allowed(preflight)]).toEqual([null, null]);
  });

  it('B49: a foreign page is refused even without an Origin header, before anything is counted or asked', async () => {
    const touched = (): never => {
      throw new Error('a binding was used');
    };
    const bindings = { ROOM: { getByName: touched }, CONNECTS: { limit: touched } };
    const paths = ['/api/health', '/api/rooms?room=a', '/api/rooms/a/export', '/api/rooms/a/diagnostics'];
    for (const site of ['cross-site', 'same-site'])
      for (const path of paths) {
        const headers = { Host: 'parley.test', 'Sec-Fetch-Site': site, 'Sec-Fetch-Mode': 'navigate' };
        const answer = await app.request(HOST + path, { headers }, bindings);
        expect([site, path, await httpRefusal(answer)]).toMatchObject([site, path, { status: 403, code: 'forbidden' }]);
      }
  });

  it('a page of our own origin needs no CORS headers', async () => {
    const answer = await ask({ Origin: HOST });
    expect([answer.status, allowed(answer)]).toEqual([200, null]);
  });
});

describe('B33: an unexpected error', () => {
  it('an unexpected error is answered with a reference number under which the log contains the stack', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {});
    const app = createApp(parseConfig({}));
    app.get('/api/broken', () => {
      throw new Error('secret insides');
    });
    const response = await app.request('/api/broken');
    expect(response.status).toBe(500);
    expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff');
    const { code, data, ref } = await response.json<Record<string, string>>();
    expect({ code, data }).toEqual({ code: 'internal', data: `Internal server error, reference ${ref}.` });
    expect(log).toHaveBeenCalledOnce();
    const line = JSON.parse(String(log.mock.calls[0]?.[0]));
    expect(line).toEqual({ event: 'internal', ref, error: expect.stringContaining('secret insides') });
    expect(line.error).toContain('    at ');
  });
});

describe('"*" in ALLOWED_ORIGINS', () => {
  it('the Worker logs "*" in ALLOWED_ORIGINS when it starts, and nothing without it', () => {
    const log = vi.spyOn(console, 'warn').mockImplementation(() => {});
    createApp(parseConfig({ ALLOWED_ORIGINS: 'https://a.example' }));
    expect(log).not.toHaveBeenCalled();
    createApp(parseConfig({ ALLOWED_ORIGINS: '*' }));
    expect(log).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('on localhost any page may connect'));
  });
});
