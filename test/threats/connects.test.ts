/** Connection attempts that a running server must refuse: what each client is told, and that no room is woken. */

import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { connectUri } from '../../src/protocol/identity.ts';
import { makeProof, type ProofParts, type TestKey, testKey } from '../support/proofs.ts';
import { startWorkerd, type Workerd } from '../support/workerd.ts';
import { RawPeer } from './raw.ts';
import { Client, expectQuiet, freshRoom, newSid, Pair, reportCpu, storageCounts } from './support.ts';

const MARK = 'MARKED-INPUT';

let server: Workerd;
let host: string;
beforeAll(async () => {
  // The limits of a public deployment, except for the platform's counters, which the runtime alone doesn't have.
  server = await startWorkerd({ LEAVE_GRACE_S: '1', ALLOWED_ORIGINS: 'https://friend.example' });
  host = `127.0.0.1:${server.port}`;
}, 60_000);
afterAll(async () => {
  await server.stop();
  expectQuiet(server, MARK, 'eyJ');
});

/** The result of a connection attempt: `open`, a close code, or the status of an answer that isn't an upgrade. */
async function tryConnect(room: string, headers: Record<string, string> = {}): Promise<string> {
  const ws = new WebSocket(`ws://${host}/ws/${encodeURIComponent(room)}`, { headers });
  return new Promise((resolve) => {
    ws.on('unexpected-response', (_, response) => {
      resolve(`${response.statusCode}`);
      response.destroy();
    });
    ws.on('error', () => {});
    ws.on('open', () => {
      resolve('open');
      ws.terminate();
    });
  });
}

function proofFor(key: TestKey, room: string, parts?: ProofParts): Promise<string> {
  return makeProof(key, connectUri(host, room), parts);
}

/** The close code, after checking that the fatal frame before it named the same. */
async function refusal(client: Client): Promise<number> {
  const code = await client.closed;
  expect(client.frames).toMatchObject([{ type: 'error', fatal: true, close: code }]);
  return code;
}

describe('B16: a page of another origin', () => {
  const origins = () => [
    'https://evil.example',
    'null',
    `http://${host}.evil.example`,
    `http://evil-${host}`,
    `http://127.0.0.1:${server.port + 1}`,
    'http://127.0.0.1',
    `ftp://${host}`,
    `http://${host}/`,
    `http://user@${host}`,
    'https://friend.example.evil.example',
    'http://friend.example',
    'https://friend.example:8443',
  ];

  it('B16: a page of another origin gets 403 for connecting and for an API call, and no object is woken', async () => {
    const before = storageCounts(server).objects;
    for (const Origin of origins()) {
      expect([Origin, await tryConnect(freshRoom(), { Origin })]).toEqual([Origin, '403']);
      const response = await fetch(`http://${host}/api/rooms?room=${freshRoom()}`, { headers: { Origin } });
      expect([Origin, response.status]).toEqual([Origin, 403]);
      expect(response.headers.get('Access-Control-Allow-Origin')).toBeNull();
    }
    expect(storageCounts(server).objects).toBe(before);
  });

  it('B16: our own and listed pages may connect, as may tools without an Origin', async () => {
    for (const headers of [{ Origin: `http://${host}` }, { Origin: 'https://friend.example' }, {}])
      expect(await tryConnect(freshRoom(), headers)).toBe('open');
  });
});

describe('B49: a request of a page without an Origin header', () => {
  /**
   * The headers of three requests by a browser: for an image, for a page after following a link, and for an image in a
   * page on another port of this machine.
   */
  const asked = [
    { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'no-cors', 'Sec-Fetch-Dest': 'image' },
    { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Dest': 'document' },
    { 'Sec-Fetch-Site': 'same-site', 'Sec-Fetch-Mode': 'no-cors', 'Sec-Fetch-Dest': 'image' },
  ];
  /** A plain request, because Node's `fetch` sets Sec-Fetch-Mode itself and forbids setting other such headers. */
  const get = (path: string, headers: Record<string, string>) =>
    new Promise<{ status: number; body: string }>((resolve, reject) => {
      request({ host: '127.0.0.1', port: server.port, path, headers }, (response) => {
        let body = '';
        response.on('data', (chunk) => {
          body += chunk;
        });
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
      })
        .on('error', reject)
        .end();
    });

  it('B49: a foreign page without Origin gets 403 for every API call and connect, and no object is woken', async () => {
    const room = freshRoom();
    const before = storageCounts(server).objects;
    for (const headers of asked) {
      for (const path of ['export', 'diagnostics']
        .map((call) => `/api/rooms/${room}/${call}`)
        .concat(`/api/rooms?room=${room}`, '/api/health')) {
        const { status, body } = await get(path, headers);
        expect([path, status, JSON.parse(body).code]).toEqual([path, 403, 'forbidden']);
      }
      expect(await tryConnect(room, headers)).toBe('403');
    }
    expect(storageCounts(server).objects).toBe(before);
  });

  it('B49: typed addresses, our own page and tools are answered without Origin', async () => {
    for (const headers of [{ 'Sec-Fetch-Site': 'none' }, { 'Sec-Fetch-Site': 'same-origin' }, {}])
      expect((await get(`/api/rooms/${freshRoom()}/export`, headers)).status).toBe(200);
  });
});

describe('B17: an invalid proof', () => {
  it('B17: an invalid proof is refused by frame and close, and no object is woken', async () => {
    const [key, other] = await Promise.all([testKey(), testKey()]);
    const room = freshRoom();
    const before = storageCounts(server).objects;
    const none = Buffer.from('{"typ":"dpop+jwt","alg":"none"}').toString('base64url');
    const good = await proofFor(key, room);
    const bad: [number, string][] = [
      [4300, await proofFor(key, room, { nowMs: Date.now() - 3_600_000 })],
      [4300, await proofFor(key, room, { nowMs: Date.now() + 3_600_000 })],
      [4401, await proofFor(key, 'another-room')],
      [4401, await makeProof(key, connectUri('other.example', room))],
      [4401, await proofFor(key, room, { header: { jwk: other.jwk } })],
      [4401, await proofFor(key, room, { header: { jwk: { ...key.jwk, d: MARK } } })],
      [4401, await proofFor(key, room, { header: { typ: 'JWT' } })],
      [4401, await proofFor(key, room, { claims: { htm: 'POST' } })],
      [4401, await proofFor(key, room, { claims: { jti: undefined } })],
      [4401, `${none}.${good.split('.')[1]}.`],
      [4401, `${none}.${good.split('.')[1]}.${good.split('.')[2]}`],
      [4401, good.slice(0, -20)],
      [4401, 'x'.repeat(1_025)],
    ];
    for (const [code, proof] of bad) expect(await refusal(new Client(server, { room, proof }))).toBe(code);
    expect(storageCounts(server).objects).toBe(before);
    // None of these attempts has used up the valid proof.
    expect((await Client.join(server, { room, proof: good })).self.id).not.toMatch(/^~/);
  });

  it('B17: a proof of 10 KB is refused unread', async () => {
    expect(await refusal(new Client(server, { room: freshRoom(), proof: 'x'.repeat(10_240) }))).toBe(4401);
  });

  it('B17: a used proof is refused, and the connection that used it stays open', async () => {
    const pair = await Pair.open(server);
    const proof = await proofFor(await testKey(), pair.room);
    const owner = await Client.join(server, { room: pair.room, proof, name: 'Olivia' });
    expect(await refusal(new Client(server, { room: pair.room, proof, name: 'Mal' }))).toBe(4401);
    await owner.say('still here');
  });
});

describe('B18: a resume of another session, or from an impossible position', () => {
  it("B18: another member's sid gives neither its session nor its place", async () => {
    const room = freshRoom();
    const proof = await proofFor(await testKey(), room);
    const victim = await Client.join(server, { room, proof, name: 'Vic' });
    await victim.ask({ type: 'msg', id: 'mine', data: 'hello' });
    const thief = await Client.join(server, { room, sid: victim.sid, name: 'Mal', query: 'since=0' });
    expect(thief.self.id).not.toBe(victim.self.id);
    // Ids belong to a member, so this isn't a repeat of the victim's event.
    expect(await thief.ask({ type: 'msg', id: 'mine', data: 'hello' })).not.toHaveProperty('dup');
    await victim.say('still here');
  });

  it.each(['999', '-1', '1e21', 'NaN', '1.5', '9007199254740993', ''])(
    'B18: since=%s is treated as absent and gets a fresh window',
    async (since) => {
      const { room, ann } = await Pair.open(server);
      const { epoch } = await ann.say('first');
      const client = await Client.join(server, { room, query: `since=${since}&epoch=${epoch}` });
      expect(client.all('welcome')[0]?.data).toMatchObject({ recovered: false, seq: 1 });
      await client.first('history');
      await client.say('next');
    },
  );

  it('B18: of two simultaneous resumes the newer wins, and the member never leaves', async () => {
    const pair = await Pair.open(server);
    const sid = newSid();
    const clients = Array.from({ length: 5 }, () => new Client(server, { room: pair.room, sid, name: 'Twin' }));
    await Promise.all(clients.map((client) => client.first('welcome')));
    const replaced = clients.filter((client) => client.all('error').some(({ code }) => code === 'replaced'));
    const late = await Client.join(server, { room: pair.room, sid, name: 'Twin' });
    await Promise.all(clients.map(({ closed }) => closed));
    expect(replaced.length).toBeLessThan(clients.length);
    await late.say('newest');
    expect(pair.leaves('Twin')).toBe(0);
  });
});

describe('B25: an invalid room name', () => {
  it.each([
    '/ws/../admin',
    '/ws/%2e%2e',
    '/ws/%2e%2e%2fadmin',
    '/ws/%252e%252e',
    '/ws/%00',
    '/ws/a%00',
    '/ws/a/b',
    '/ws/a%2Fb',
    '/ws/a.',
    '/ws/%F0%9F%98%80',
    '/ws/%ff',
    '/ws/a%E2%80%8Bb',
    `/ws/${'a'.repeat(10_240)}`,
  ])('B25: an invalid room name is refused, sent as is, and no object is created: %s', async (path) => {
    const before = storageCounts(server).objects;
    await expect(RawPeer.open(server.port, path)).rejects.toThrow(/HTTP\/1\.1 (400|404) /);
    expect(storageCounts(server).objects).toBe(before);
  });

  it('B25: all spellings of a room reach one object', async () => {
    const [a, b] = [await Client.join(server, { room: 'Ｏﬃce-X' }), await Client.join(server, { room: 'office-x' })];
    await a.say('same room');
    await b.first('broadcast');
  });
});

describe('B29: probing a hundred rooms', () => {
  it('B29: refused probes create no objects, and those that are admitted create no table', async () => {
    const before = storageCounts(server);
    for (let n = 0; n < 100; n++) await tryConnect(freshRoom(), { Origin: 'https://evil.example' });
    for (let n = 0; n < 20; n++) await new Client(server, { room: freshRoom(), sid: 'short' }).closed;
    expect(storageCounts(server)).toEqual(before);
    for (let n = 0; n < 100; n++) {
      const probe = await Client.join(server, { room: freshRoom() });
      probe.send({ type: 'history', id: 'h' });
      await probe.first('history', ({ id }) => id === 'h');
      probe.ws.close(1000);
      await probe.closed;
    }
    const after = storageCounts(server);
    expect([after.tables, after.events]).toEqual([before.tables, before.events]);
  });
});

describe('B31: headers that only the server may set', () => {
  it('B31: an admission that the client forged is ignored', async () => {
    const admission = encodeURIComponent(
      JSON.stringify({ room: 'x', id: 'admin00000000000', session: 's', kind: 'v1', name: 'System' }),
    );
    const headers = { 'Parley-Admission': admission, 'X-Forwarded-For': '192.0.2.77', 'X-Real-IP': '192.0.2.77' };
    const client = await Client.join(server, { room: freshRoom(), options: { headers } });
    expect(client.self).toMatchObject({ id: expect.stringMatching(/^~/), name: 'Mal', role: 'guest' });
  });

  it('B31: a forwarded request does not count as one from this machine', async () => {
    const ask = (headers: Record<string, string>) =>
      new Promise<number | undefined>((resolve, reject) => {
        request(`http://${host}/api/rooms/garden/diagnostics`, { headers }, (response) => {
          response.resume();
          resolve(response.statusCode);
        })
          .on('error', reject)
          .end();
      });
    expect(await ask({ 'X-Forwarded-For': '127.0.0.1' })).toBe(403);
    expect(await ask({ Host: 'chat.example' })).toBe(403);
  });
});

/** A room owned by a member with a key, and a healthy pair in it. */
async function ownedRoom(): Promise<{ pair: Pair; owner: Client; key: TestKey; room: string }> {
  const room = freshRoom();
  const key = await testKey();
  const owner = await Client.join(server, {
    room,
    name: 'Olivia',
    proof: await proofFor(key, room),
    address: '192.0.2.9',
  });
  await owner.say('mine');
  return { pair: await Pair.open(server, { room }), owner, key, room };
}

describe('B36: a locked room', () => {
  const KEY = `${'k'.repeat(42)}A`;

  it('B36: after 20 wrong keys no key is accepted for a minute, a thousand wrong keys disturb nobody, and moderators get in', async () => {
    const { owner, key, room } = await ownedRoom();
    expect(await owner.ask({ type: 'set', data: { locked: true, key: KEY } })).toMatchObject({ type: 'ack' });
    expect(await refusal(new Client(server, { room }))).toBe(4423);
    const before = storageCounts(server);
    const codes: number[] = [];
    // The processor time includes opening the connections.
    await reportCpu('B36: 1,000 wrong keys', server, async () => {
      for (let round = 0; round < 20; round++) {
        const guesses = Array.from({ length: 50 }, (_, n) => {
          const guess = `${String(round * 50 + n).padStart(42, 'g')}A`;
          return new Client(server, { room, key: guess, address: `192.0.2.${100 + n}` }).closed;
        });
        codes.push(...(await Promise.all(guesses)));
      }
    });
    // Right after the object starts, a room allows only three wrong keys, because it may have hibernated
    // (src/room/access/lock.ts). A new lock allows all twenty.
    expect(codes.filter((code) => code === 4423)).toHaveLength(20);
    expect(codes.filter((code) => code === 4004)).toHaveLength(980);
    expect(storageCounts(server)).toEqual(before);
    expect(await refusal(new Client(server, { room, key: KEY }))).toBe(4004);
    await owner.say('not disturbed');
    await Client.join(server, { room, proof: await proofFor(key, room) });
    expect(server.logs()).not.toContain('kkkk');
  });
});

describe('B37: a banned member', () => {
  it('B37: a ban by id applies to a new name and a new tab, and by address with a new key', async () => {
    const { owner, room } = await ownedRoom();
    const keys = await Promise.all([testKey(), testKey(), testKey(), testKey()]);
    const [first, second, third, fourth] = keys;
    const come = async (key: TestKey, name: string, address: string) =>
      new Client(server, { room, name, address, proof: await proofFor(key, room) });
    const mal = await come(first, 'Mal', '198.51.100.1');
    await mal.first('welcome');
    await owner.ask({ type: 'mod', data: { action: 'ban', who: mal.self.id } });
    expect(await mal.closed).toBe(4403);
    expect(await refusal(await come(first, 'Somebody', '198.51.100.2'))).toBe(4403);
    // The ban didn't include the address.
    const neighbour = await come(second, 'Neighbour', '198.51.100.1');
    await neighbour.first('welcome');
    const worse = await come(third, 'Worse', '198.51.100.3');
    await worse.first('welcome');
    await owner.ask({ type: 'mod', data: { action: 'ban', who: worse.self.id, address: true } });
    expect(await worse.closed).toBe(4403);
    expect(await refusal(await come(fourth, 'Fresh', '198.51.100.3'))).toBe(4403);
    expect(JSON.stringify(owner.frames)).not.toContain('198.51');
    expect(server.logs()).not.toContain('198.51');
  });
});

describe('B38: moderation without the right', () => {
  it('B38: guests and members may not moderate, nobody may act on a higher rank, and the last owner stays', async () => {
    const { pair, owner, room } = await ownedRoom();
    const member = await Client.join(server, { room, proof: await proofFor(await testKey(), room), name: 'Member' });
    const mod = await Client.join(server, { room, proof: await proofFor(await testKey(), room), name: 'Mod' });
    await owner.ask({ type: 'mod', data: { action: 'role', who: mod.self.id, role: 'moderator' } });
    const frames = (who: string) =>
      ['kick', 'ban', 'mute', 'role'].map((action) => ({
        type: 'mod',
        data: { action, who, ...(action === 'role' ? { role: 'owner' } : {}) },
      }));
    for (const mal of [pair.ben, member])
      for (const frame of [...frames(owner.self.id), ...frames(pair.ann.self.id), { type: 'set', data: { slow: 5 } }])
        expect([frame, await mal.ask(frame)]).toMatchObject([frame, { type: 'error', code: 'forbidden' }]);
    for (const frame of frames(owner.self.id)) expect(await mod.ask(frame)).toMatchObject({ code: 'forbidden' });
    const last = { type: 'mod', data: { action: 'role', who: owner.self.id, role: 'member' } };
    expect(await owner.ask(last)).toMatchObject({ code: 'forbidden' });
    await pair.ann.say('undisturbed');
    await pair.ben.first('broadcast', ({ data }) => data === 'undisturbed');
  });
});
