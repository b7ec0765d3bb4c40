import { listDurableObjectIds } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createApp } from '../../src/edge/app.ts';
import { parseConfig } from '../../src/edge/config.ts';
import type { Rooms } from '../../src/edge/upgrade.ts';
import { ADMISSION_HEADER, type Admission, decodeAdmission, encodeAdmission } from '../../src/protocol/connect.ts';
import { refuse } from '../../src/protocol/refusal.ts';
import { makeProof, testKey } from '../support/proofs.ts';
import { HOST, httpRefusal, SID, send, socketRefusal, upgrade, V1 } from './support.ts';

/** The answer of a room that is full. */
const full = () =>
  Response.json(
    refuse('room_full', 'The room is full. It has reached its limit of 2 members.', { retryAfterMs: 6_001 }),
  );

/** Fake rooms that record admissions and give a prepared answer. */
function fakeRooms(answer: () => Response | Promise<Response> = full) {
  const entered: { room: string; url: string; init: RequestInit; admission: Admission }[] = [];
  const rooms: Rooms = {
    getByName: (room) => ({
      fetch: async (url, init) => {
        const admission = decodeAdmission(new Headers(init.headers).get(ADMISSION_HEADER) ?? '');
        entered.push({ room, url, init, admission });
        return answer();
      },
    }),
  };
  return { entered, ROOM: rooms };
}

/** The admission that the room receives for a connection request. */
async function admissionOf(path: string, headers: Record<string, string> = {}): Promise<Admission> {
  const { entered, ROOM } = fakeRooms();
  await createApp(parseConfig({})).fetch(upgrade(path, headers), { ROOM });
  const [first] = entered;
  if (!first) throw new Error('no admission was recorded');
  return first.admission;
}

describe('the room that a client connects to', () => {
  it.each([
    ['/ws/garden', 'garden'],
    ['/ws/Garden', 'garden'],
    ['/ws?room=garden', 'garden'],
    ['/ws?room=GARDEN&room=other', 'garden'],
    ['/ws/garden?room=other', 'garden'],
    ['/ws', 'lobby'],
    ['/ws?name=Ana', 'lobby'],
    ['/ws/%67arden', 'garden'],
    ['/ws/%E8%8A%B1%E5%9B%AD', '花园'],
    ['/ws/花园', '花园'],
    ['/ws?room=%E8%8A%B1%E5%9B%AD', '花园'],
    // Full width, a ligature and a decomposed letter are spellings of the same names.
    ['/ws/%EF%BC%A7arden', 'garden'],
    ['/ws/o%EF%AC%83ce', 'office'],
    ['/ws/cafe%CC%81', 'café'],
    ['/ws/constructor', 'constructor'],
    ['/ws/toString', 'tostring'],
    [`/ws/${'a'.repeat(64)}`, 'a'.repeat(64)],
  ])('the room of %s is %s', async (path, room) => {
    const { entered, ROOM } = fakeRooms();
    await createApp(parseConfig({})).fetch(upgrade(path), { ROOM });
    expect(entered).toMatchObject([{ room, admission: { room } }]);
  });
});

describe('the connection limit of an address', () => {
  const setUp = (limit: (key: string) => Promise<{ success: boolean }>) => {
    const keys: string[] = [];
    const CONNECTS = {
      limit: ({ key }: { key: string }) => {
        keys.push(key);
        return limit(key);
      },
    };
    const { entered, ROOM } = fakeRooms();
    const fetch = async (path: string, headers: Record<string, string>, vars = {}) =>
      createApp(parseConfig(vars)).fetch(upgrade(path, headers), { ROOM, CONNECTS });
    return { entered, keys, fetch };
  };
  const no = async () => ({ success: false });
  const NO_SID = { 'Sec-WebSocket-Protocol': 'parley.v1' };

  it('an address over its limit gets 429 or 4004, after the room name and before the offer, and no room is woken', async () => {
    const { entered, fetch } = setUp(no);
    expect(await httpRefusal(await fetch('/ws/.bad', {}))).toMatchObject({ status: 400 });
    const response = await fetch('/ws/a', {});
    expect(response.headers.get('Retry-After')).toBe('30');
    expect(await httpRefusal(response)).toMatchObject({ status: 429, code: 'rate_limited' });
    expect(await socketRefusal(await fetch('/ws/a', NO_SID))).toMatchObject({
      frames: [{ code: 'rate_limited', fatal: true, close: 4004, retryAfterMs: 30_000 }],
      close: 4004,
    });
    expect(entered).toEqual([]);
  });

  it('the limiter is asked about the address from the platform (B31), which is hashed and never in the clear', async () => {
    const { keys, fetch } = setUp(no);
    await fetch('/ws/a', { 'CF-Connecting-IP': '203.0.113.9', 'X-Forwarded-For': '198.51.100.1' });
    await fetch('/ws/b', { 'CF-Connecting-IP': '203.0.113.9', 'X-Forwarded-For': '198.51.100.2' });
    expect(new Set(keys).size).toBe(1);
    expect(keys[0]).toMatch(/^[A-Za-z0-9_-]{16}$/);
  });

  it('API calls count as well, because each wakes an object, except those from the machine itself and health checks', async () => {
    const { entered, keys, fetch } = setUp(no);
    const called = async (url: string) => (await fetch(url, {})).status;
    expect(await called('/api/rooms/a/export')).toBe(429);
    expect(await called('/api/rooms/a/diagnostics')).toBe(429);
    expect(await called('/api/rooms?room=a')).toBe(429);
    expect(keys).toHaveLength(3);
    expect(await called('/api/health')).toBe(200);
    expect(keys).toHaveLength(3);
    expect(entered).toEqual([]);
  });

  it('a limiter that fails or is switched off keeps nobody out', async () => {
    const failing = setUp(() => Promise.reject(new Error('away')));
    expect((await failing.fetch('/ws/a', {})).status).toBe(503);
    const off = setUp(no);
    expect((await off.fetch('/ws/a', {}, { RATE_LIMITS: 'off' })).status).toBe(503);
    expect(off.keys).toEqual([]);
  });
});

describe('what the edge tells the room about a connection', () => {
  it('the room gets a request that the edge built, with two headers and none from the client', async () => {
    const { entered, ROOM } = fakeRooms();
    const spoofed: Admission = { room: 'other', id: 'someone', session: 'x', kind: 'v1', name: 'System' };
    const request = upgrade('/ws/garden?name=Ana', {
      ...V1,
      [ADMISSION_HEADER]: encodeAdmission(spoofed),
      'CF-Connecting-IP': '203.0.113.9',
      'X-Forwarded-For': '203.0.113.9',
      Cookie: 'a=b',
      Authorization: 'Bearer x',
    });
    await createApp(parseConfig({})).fetch(request, { ROOM });
    const [{ url, init, admission } = { url: '', init: {}, admission: undefined }] = entered;
    expect(url).toBe('https://room/');
    expect([...new Headers(init.headers).keys()]).toEqual([ADMISSION_HEADER.toLowerCase(), 'upgrade']);
    expect(Object.keys(init)).toEqual(['headers']);
    expect(admission).toMatchObject({ room: 'garden', kind: 'v1', name: 'Ana' });
    expect(admission?.id).toMatch(/^~[A-Za-z0-9_-]{12}$/);
  });

  it('a v1 client without a key becomes a guest whose id and session tag derive from its sid without revealing it', async () => {
    const first = await admissionOf('/ws/garden', V1);
    // printf %s abcdefghijklmnopqrstuv | openssl dgst -sha256 -binary | basenc --base64url | cut -c1-12
    expect(first.id).toBe('~9p-bcNHJpUQi');
    expect(first.session).toMatch(/^[A-Za-z0-9_-]{12}$/);
    expect(first.id).not.toContain(first.session);
    expect(await admissionOf('/ws/garden', V1)).toEqual(first);
    const other = await admissionOf('/ws/garden', { 'Sec-WebSocket-Protocol': `parley.v1, sid.${SID}w` });
    expect(other.id).not.toBe(first.id);
    expect(other.session).not.toBe(first.session);
    expect(JSON.stringify(first)).not.toContain(SID);
  });

  it('a client with a proof is the member that its key identifies, under every sid, and its session tag is unchanged', async () => {
    const key = await testKey();
    const guest = await admissionOf('/ws/garden', V1);
    const by = async (sid: string, jti: string) =>
      admissionOf('/ws/Garden?since=3', {
        'Sec-WebSocket-Protocol': `parley.v1, sid.${sid}, dpop.${await makeProof(key, `${HOST}/ws/garden`, { claims: { jti } })}`,
      });
    const [first, second] = [await by(SID, 'one'), await by(`${SID}w`, 'two')];
    expect(first).toEqual({
      room: 'garden',
      kind: 'v1',
      id: expect.stringMatching(/^[A-Za-z0-9_-]{16}$/),
      session: guest.session,
      address: guest.address,
      proof: { jti: 'one', iatMs: expect.any(Number) },
      since: 3,
    });
    expect(second.id).toBe(first.id);
    expect(second.session).not.toBe(first.session);
    expect(second.proof?.jti).toBe('two');
  });

  it('a member is recognised whichever host it connects to, including the hosts of listed pages', async () => {
    const key = await testKey();
    const rooms = fakeRooms();
    const app = createApp(parseConfig({ ALLOWED_ORIGINS: 'https://chat.example:8443, *' }));
    const ask = async (host: string, htu: string) => {
      const proof = await makeProof(key, htu);
      const headers = { Host: host, 'Sec-WebSocket-Protocol': `parley.v1, sid.${SID}, dpop.${proof}` };
      const response = await app.fetch(upgrade('/ws/garden', headers), { ROOM: rooms.ROOM });
      response.webSocket?.accept();
      return rooms.entered.splice(0).length;
    };
    expect(await ask('PARLEY.test:1', 'https://parley.test:1/ws/garden')).toBe(1);
    expect(await ask('parley.test', 'https://chat.example:8443/ws/garden')).toBe(1);
    expect(await ask('parley.test', 'https://chat.example/ws/garden')).toBe(0);
    expect(await ask('parley.test', 'https://*/ws/garden')).toBe(0);
  });

  it('a base client is a new guest on every connection and cannot resume', async () => {
    const ids = new Set<string>();
    for (let i = 0; i < 10; i++) {
      const admission = await admissionOf('/ws/garden?since=3&epoch=e', {
        'Sec-WebSocket-Protocol': `chat, sid.${SID}`,
      });
      expect(admission).toEqual({
        room: 'garden',
        kind: 'base',
        address: expect.stringMatching(/^[A-Za-z0-9_-]{16}$/),
        id: expect.stringMatching(/^~[A-Za-z0-9_-]{12}$/),
        session: expect.stringMatching(/^[A-Za-z0-9_-]{12}$/),
      });
      ids.add(admission.id).add(admission.session);
    }
    expect(ids.size).toBe(20);
  });

  it.each([
    ['0', 0],
    ['42', 42],
    ['007', 7],
    ['9007199254740991', Number.MAX_SAFE_INTEGER],
  ])('since=%s is passed on for a resume', async (since, seq) => {
    expect(await admissionOf(`/ws/garden?since=${since}&epoch=e1`, V1)).toMatchObject({ since: seq, epoch: 'e1' });
  });

  it.each([
    '',
    '-1',
    '1.5',
    '1e3',
    '1e21',
    'NaN',
    'Infinity',
    '0x10',
    '9007199254740992',
    '%201',
    '1%20',
    '１',
    '9'.repeat(400),
  ])('since=%s is treated as absent', async (since) => {
    expect(await admissionOf(`/ws/garden?since=${since}`, V1)).not.toHaveProperty('since');
  });

  it('an epoch of up to 64 characters is passed on, and a longer one is treated as absent', async () => {
    expect(await admissionOf(`/ws/garden?epoch=${'e'.repeat(64)}`, V1)).toHaveProperty('epoch', 'e'.repeat(64));
    expect(await admissionOf(`/ws/garden?epoch=${'e'.repeat(65)}`, V1)).not.toHaveProperty('epoch');
    expect(await admissionOf('/ws/garden?epoch=', V1)).toHaveProperty('epoch', '');
  });

  it('the requested name is passed on in any script, cut if it is longer than any name', async () => {
    expect(await admissionOf('/ws/garden?name=%E5%AE%89%E5%A8%9C%20%F0%9F%98%80')).toHaveProperty('name', '安娜 😀');
    expect(await admissionOf('/ws/garden?name=')).toHaveProperty('name', '');
    expect(await admissionOf('/ws/garden')).not.toHaveProperty('name');
    // The name fits into a header even if it is cut in the middle of a character.
    const { name } = await admissionOf(`/ws/garden?name=a${'%F0%9F%98%80'.repeat(2_000)}`);
    expect(name).toHaveLength(256);
  });
});

describe('the answer of the room', () => {
  it("the room's 101 passes untouched and selects only parley.v1", async () => {
    const response = await send(upgrade('/ws/garden', { 'Sec-WebSocket-Protocol': `x.y, sid.${SID}, parley.v1` }));
    const ws = response.webSocket;
    onTestFinished(() => ws?.close(1000));
    const first = new Promise<string>((resolve) => {
      ws?.addEventListener('message', ({ data }) => resolve(String(data)), { once: true });
    });
    ws?.accept();
    expect(response.status).toBe(101);
    expect([...response.headers]).toEqual([['sec-websocket-protocol', 'parley.v1']]);
    expect(JSON.parse(await first)).toMatchObject({ type: 'welcome', data: { room: 'garden' } });
  });

  it("the room's 101 passes untouched for a base client, without a subprotocol", async () => {
    const response = await send(upgrade('/ws/garden', { 'Sec-WebSocket-Protocol': 'chat' }));
    response.webSocket?.accept();
    onTestFinished(() => response.webSocket?.close(1000));
    expect(response.status).toBe(101);
    expect([...response.headers]).toEqual([]);
  });

  it('every spelling of a room name reaches the same object', async () => {
    for (const path of ['/ws/one-room', '/ws/ONE-room', '/ws?room=One-Room']) {
      const { webSocket } = await send(upgrade(path));
      webSocket?.accept();
      onTestFinished(() => webSocket?.close(1000));
    }
    const ids = (await listDurableObjectIds(env.ROOM)).map(String);
    expect(ids.filter((id) => id === String(env.ROOM.idFromName('one-room')))).toHaveLength(1);
    expect(ids).not.toContain(String(env.ROOM.idFromName('ONE-room')));
  });

  it("a base client gets the room's refusal over HTTP", async () => {
    const response = await createApp(parseConfig({})).fetch(upgrade('/ws/garden'), fakeRooms(full));
    expect(response.headers.get('Retry-After')).toBe('7');
    expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(await httpRefusal(response)).toEqual({
      status: 503,
      code: 'room_full',
      data: 'The room is full. It has reached its limit of 2 members.',
    });
  });

  it('both HTTP and the frame say how long a ban lasts', async () => {
    const banned = async () => Response.json(refuse('banned', 'You are banned.', { untilMs: 9 }));
    const { ROOM } = fakeRooms(banned);
    const app = createApp(parseConfig({}));
    expect(await (await app.fetch(upgrade('/ws/garden'), { ROOM })).json()).toMatchObject({ untilMs: 9 });
    expect(await socketRefusal(await app.fetch(upgrade('/ws/garden', V1), { ROOM }))).toMatchObject({
      frames: [{ code: 'banned', untilMs: 9, fatal: true, close: 4403 }],
    });
  });

  it("a v1 client gets the room's refusal as a fatal frame and a close", async () => {
    const response = await createApp(parseConfig({})).fetch(upgrade('/ws/garden', V1), fakeRooms(full));
    expect(await socketRefusal(response)).toEqual({
      protocol: 'parley.v1',
      frames: [
        {
          type: 'error',
          code: 'room_full',
          data: 'The room is full. It has reached its limit of 2 members.',
          retryAfterMs: 7_000,
          fatal: true,
          close: 4006,
        },
      ],
      close: 4006,
      reason: 'room_full',
    });
  });

  const broken = () => Promise.reject(new Error('secret insides'));
  const silence = () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {});
    onTestFinished(() => log.mockRestore());
    return log;
  };

  it('B33: if the room throws, a base client gets a reference number and the stack stays in the log', async () => {
    const log = silence();
    const response = await createApp(parseConfig({})).fetch(upgrade('/ws/garden'), fakeRooms(broken));
    expect(response.status).toBe(500);
    const { code, data, ref } = await response.json<Record<string, string>>();
    expect(code).toBe('internal');
    expect(ref).toMatch(/^[0-9a-f]{8}$/);
    expect(data).toBe(`Internal server error, reference ${ref}.`);
    expect(log).toHaveBeenCalledExactlyOnceWith(expect.stringMatching(`"ref":"${ref}".*secret insides`));
  });

  it('B33: if the room throws, a v1 client gets a reference number and close 4005, after which it may come back', async () => {
    silence();
    const response = await createApp(parseConfig({})).fetch(upgrade('/ws/garden', V1), fakeRooms(broken));
    const { frames, close } = await socketRefusal(response);
    expect(frames).toEqual([
      {
        type: 'error',
        code: 'internal',
        data: expect.stringMatching(/reference [0-9a-f]{8}\.$/),
        fatal: true,
        close: 4005,
      },
    ]);
    expect(close).toBe(4005);
  });
});

describe('an origin', () => {
  const app = createApp(parseConfig({ ALLOWED_ORIGINS: 'https://friend.example' }));

  it.each([HOST, 'https://friend.example'])('a client with %s may connect', async (origin) => {
    const { entered, ROOM } = fakeRooms();
    await app.fetch(upgrade('/ws/garden', { Origin: origin }), { ROOM });
    expect(entered).toHaveLength(1);
  });

  it.each(['https://evil.example', 'https://parley.test.evil.example', 'http://parley.test', 'null'])(
    'a client with %s does not reach a room',
    async (origin) => {
      const { entered, ROOM } = fakeRooms();
      const response = await app.fetch(upgrade('/ws/garden', { Origin: origin, ...V1 }), { ROOM });
      expect(response.status).toBe(403);
      expect(entered).toEqual([]);
    },
  );
});
