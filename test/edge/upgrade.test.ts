import { listDurableObjectIds } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, describe, expect, it } from 'vitest';
import { makeProof, testKey } from '../support/proofs.ts';
import { HOST, httpRefusal, SID, send, socketRefusal, upgrade, V1 } from './support.ts';

const EVIL = { Origin: 'https://evil.example' };
const NO_SID = { 'Sec-WebSocket-Protocol': 'parley.v1' };

// Every test here is about a refusal by the edge, which must not create an object.
afterEach(async () => {
  expect(await listDurableObjectIds(env.ROOM)).toEqual([]);
});

describe('B32: checks on HTTP, which come first and are answered in plain HTTP', () => {
  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'HEAD'])(
    '%s gets 405, before anything else is checked',
    async (method) => {
      const response = await send(new Request(`${HOST}/ws/.bad`, { method, headers: { ...EVIL, ...V1 } }));
      expect(response.status).toBe(405);
      expect(response.headers.get('Allow')).toBe('GET');
      expect(await response.text()).toBe(
        method === 'HEAD' ? '' : '{"code":"bad_request","data":"Connect to a room with GET."}',
      );
    },
  );

  it('a request without Upgrade gets 426, before the origin is checked', async () => {
    const response = await send(new Request(`${HOST}/ws/.bad`, { headers: { ...EVIL, ...V1 } }));
    expect(response.headers.get('Upgrade')).toBe('websocket');
    expect(await httpRefusal(response)).toMatchObject({ status: 426, code: 'bad_request' });
  });

  it('an Upgrade to something else gets 426', async () => {
    const response = await send(new Request(`${HOST}/ws/a`, { headers: { Upgrade: 'h2c' } }));
    expect(await httpRefusal(response)).toMatchObject({ status: 426, code: 'bad_request' });
  });

  it('another WebSocket version gets 400, with the supported one', async () => {
    const response = await send(upgrade('/ws/.bad', { ...EVIL, ...V1, 'Sec-WebSocket-Version': '8' }));
    expect(response.headers.get('Sec-WebSocket-Version')).toBe('13');
    expect(await httpRefusal(response)).toMatchObject({ status: 400, code: 'bad_request' });
  });

  it.each([
    ['a base client', {}],
    ['a v1 client', V1],
  ])('a foreign origin gets 403, before the room name is checked: %s', async (_, headers) => {
    const response = await send(upgrade('/ws/.bad', { ...EVIL, ...headers }));
    expect(response.webSocket).toBeNull();
    expect(await httpRefusal(response)).toMatchObject({ status: 403, code: 'forbidden' });
  });

  it('no header reveals what software runs here', async () => {
    const response = await send(upgrade('/ws/a', EVIL));
    expect([...response.headers.keys()].filter((name) => /^(server|via|x-powered-by)$/.test(name))).toEqual([]);
  });
});

describe('B25: a bad room name', () => {
  it('a base client gets 400 for a bad room name', async () => {
    expect(await httpRefusal(await send(upgrade('/ws/.bad')))).toEqual({
      status: 400,
      code: 'bad_room',
      data: 'A room name is 1 to 64 letters, digits, "-" or "_", beginning with a letter or digit.',
    });
  });

  it('a v1 client gets a fatal frame and close 4404 for a bad room name', async () => {
    expect(await socketRefusal(await send(upgrade('/ws/.bad', V1)))).toEqual({
      protocol: 'parley.v1',
      frames: [
        {
          type: 'error',
          code: 'bad_room',
          data: 'A room name is 1 to 64 letters, digits, "-" or "_", beginning with a letter or digit.',
          fatal: true,
          close: 4404,
        },
      ],
      close: 4404,
      reason: 'bad_room',
    });
  });

  it('a bad room name is reported before a bad offer', async () => {
    expect(await socketRefusal(await send(upgrade('/ws/.bad', NO_SID)))).toMatchObject({ close: 4404 });
  });

  it.each([
    '/ws/',
    '/ws//',
    '/ws//a',
    '/ws/a/',
    '/ws/a/b',
    '/ws/a%2Fb',
    '/ws/a%5Cb',
    '/ws/..%2fadmin',
    '/ws/%00',
    '/ws/a%00',
    '/ws/a%20b',
    '/ws/a+b',
    '/ws/-a',
    '/ws/_a',
    '/ws/a.',
    '/ws/a.b',
    '/ws/%zz',
    '/ws/%',
    '/ws/%ff',
    '/ws/%ed%a0%80',
    // Decoded once it is "%61", which is not a valid room name. Decoded twice it would be "a".
    '/ws/%2561',
    '/ws/%252e%252e',
    '/ws/%F0%9F%98%80',
    '/ws/a%E2%80%8Bb',
    '/ws/a%E2%80%AEb',
    `/ws/${'a'.repeat(65)}`,
    `/ws/${'a'.repeat(10_240)}`,
    '/ws?room=',
    '/ws?room=%00',
    '/ws?room=a/b',
    '/ws?room=%2561',
    '/ws?room=a%20b',
    '/ws?room=%zz',
    // The path decides, even if it isn't a valid room.
    '/ws/?room=a',
    '/ws/.bad?room=a',
  ])('%s is a bad room name', async (path) => {
    expect(await httpRefusal(await send(upgrade(path)))).toMatchObject({ status: 400, code: 'bad_room' });
  });

  // URL parsing resolves the dots before a server sees them, so these are other paths.
  it.each(['/ws/../admin', '/ws/%2e%2e/admin', '/ws/%2e%2e', '/ws/..'])(
    '%s never reaches the room route',
    async (path) => {
      expect((await send(upgrade(path))).webSocket).toBeNull();
    },
  );
});

describe('a bad offer of parley.v1', () => {
  it.each([
    ['no sid', 'parley.v1'],
    ['a sid that is too short', 'parley.v1, sid.abc'],
    ['a sid that is too long', `parley.v1, sid.${'a'.repeat(65)}`],
    ['a sid with other characters', `parley.v1, sid.${'a'.repeat(21)}=`],
    ['two sids', `parley.v1, sid.${'a'.repeat(22)}, sid.${'b'.repeat(22)}`],
    ['two proofs', `parley.v1, sid.${'a'.repeat(22)}, dpop.a.b.c, dpop.a.b.c`],
    ['a proof of over 1,024 characters', `parley.v1, sid.${'a'.repeat(22)}, dpop.${'a'.repeat(1_025)}`],
    ['something other than a proof', `parley.v1, sid.${'a'.repeat(22)}, dpop.abc`],
    ['an empty proof', `parley.v1, sid.${'a'.repeat(22)}, dpop.`],
    ['a list of over 2 KiB', `parley.v1, sid.${'a'.repeat(22)}, x.${'a'.repeat(2_048)}`],
  ])('a bad offer is refused as unauthorized, in a frame and by close code 4401: %s', async (_, list) => {
    expect(await socketRefusal(await send(upgrade('/ws/a', { 'Sec-WebSocket-Protocol': list })))).toMatchObject({
      protocol: 'parley.v1',
      frames: [{ type: 'error', code: 'unauthorized', fatal: true, close: 4401 }],
      close: 4401,
      reason: 'unauthorized',
    });
  });
});

describe('a rejected proof', () => {
  const HTU = `${HOST}/ws/a`;
  const offering = (proof: string, sid = SID) => ({ 'Sec-WebSocket-Protocol': `parley.v1, sid.${sid}, dpop.${proof}` });

  it('an invalid proof is refused as unauthorized, with close code 4401', async () => {
    const proof = await makeProof(await testKey(), `${HOST}/ws/b`);
    expect(await socketRefusal(await send(upgrade('/ws/a', offering(proof))))).toEqual({
      protocol: 'parley.v1',
      frames: [{ type: 'error', code: 'unauthorized', data: expect.stringContaining('htu'), fatal: true, close: 4401 }],
      close: 4401,
      reason: 'unauthorized',
    });
  });

  it.each([-3_600_000, 3_600_000])(
    'a proof that is %i ms off has expired: close 4300 with the time to sign by',
    async (off) => {
      const before = Date.now();
      const proof = await makeProof(await testKey(), HTU, { nowMs: Date.now() + off });
      const refusal = await socketRefusal(await send(upgrade('/ws/a', offering(proof))));
      expect(refusal).toMatchObject({
        protocol: 'parley.v1',
        frames: [{ type: 'error', code: 'proof_expired', fatal: true, close: 4300, ts: expect.any(Number) }],
        close: 4300,
      });
      expect(refusal.frames[0]?.ts).toBeGreaterThanOrEqual(before);
      expect(refusal.frames[0]?.ts).toBeLessThanOrEqual(Date.now());
    },
  );

  it('a proof is checked after the origin, the room name and the sid', async () => {
    const expired = offering(await makeProof(await testKey(), HTU, { nowMs: 0 }));
    expect(await httpRefusal(await send(upgrade('/ws/a', { ...expired, ...EVIL })))).toMatchObject({ status: 403 });
    expect(await socketRefusal(await send(upgrade('/ws/.a', expired)))).toMatchObject({ close: 4404 });
    const noSid = offering(await makeProof(await testKey(), HTU, { nowMs: 0 }), 'short');
    expect(await socketRefusal(await send(upgrade('/ws/a', noSid)))).toMatchObject({ close: 4401 });
  });

  it('a proof in a URL or another header is ignored', async () => {
    const proof = await makeProof(await testKey(), HTU, { nowMs: 0 });
    // The invalid room name is reported, which shows that these proofs weren't read.
    const request = upgrade(`/ws/.a?dpop=${proof}`, { DPoP: proof, Authorization: `DPoP ${proof}` });
    expect(await httpRefusal(await send(request))).toMatchObject({ code: 'bad_room' });
  });
});
