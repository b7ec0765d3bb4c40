/** The API for those who run rooms, from the machine that the server runs on. */

import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env, exports } from 'cloudflare:workers';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { listRooms, type StoredRoom } from '../../../src/edge/api/rooms.ts';
import { createApp } from '../../../src/edge/app.ts';
import { parseConfig } from '../../../src/edge/config.ts';
import { offer } from '../../../src/protocol/connect.ts';
import type { ExportPage } from '../../../src/protocol/export.ts';
import { readable } from '../../../src/protocol/unreadable.ts';
import { ask, connect, evict, freshRoom, join, joinAs, newSid, Peer, stubOf } from '../../room/support.ts';
import { makeProof, testKey } from '../../support/proofs.ts';
import { httpRefusal, upgrade } from '../support.ts';

const LOCAL = 'http://localhost:8787';
const OLIVIA = 'olivia0000000000';

const call = (path: string, init?: RequestInit) => exports.default.fetch(new Request(LOCAL + path, init));

/** As bytes, since the runtime warns where text is read of what doesn't call itself so. */
async function text(response: Response): Promise<string> {
  return new TextDecoder().decode(await response.arrayBuffer());
}

/** What is left, as text. */
async function rest(reader: ReadableStreamDefaultReader<Uint8Array> | undefined): Promise<string> {
  let read = '';
  for (const decoder = new TextDecoder(); ; ) {
    const { done, value } = (await reader?.read()) ?? { done: true };
    if (done) return read;
    read += decoder.decode(value, { stream: true });
  }
}

/** Exports a room, and ends it in the state that was exported. */
async function end(name: string): Promise<Response> {
  const exported = await call(`/api/rooms/${name}/export`);
  await text(exported);
  return call(`/api/rooms/${name}`, { method: 'DELETE', headers: { 'If-Match': exported.headers.get('ETag') ?? '' } });
}

async function lines(response: Response): Promise<string[]> {
  return (await text(response)).split('\n').slice(0, -1);
}

/** A room with all that an export has to tell. */
async function room() {
  const name = freshRoom();
  const olivia = await joinAs(name, OLIVIA, { name: 'Olivia' });
  await ask(olivia, { type: 'msg', data: 'hello\n[2026-01-01] Bo: fake' });
  await ask(olivia, { type: 'msg', data: 'frist', re: 1 });
  await ask(olivia, { type: 'edit', ref: 2, data: 'first' });
  await ask(olivia, { type: 'react', ref: 1, data: '👍' });
  await ask(olivia, { type: 'msg', data: 'secret' });
  await ask(olivia, { type: 'delete', ref: 5 });
  await ask(olivia, { type: 'set', data: { topic: 'all of it' } });
  await ask(olivia, { type: 'mod', data: { action: 'mute', who: '~troll0000000' } });
  return { name, olivia };
}

async function fill(name: string, messages: number): Promise<void> {
  await runInDurableObject(stubOf(name), (_, { storage }) => {
    storage.sql.exec(
      `WITH RECURSIVE n(seq) AS (SELECT 1 UNION ALL SELECT seq + 1 FROM n WHERE seq < ?)
       INSERT INTO event SELECT head.seq + n.seq, 'msg', NULL, 'other', 's', 'o' || n.seq, 'Other', head.ts, 'text ' || n.seq, NULL
       FROM n, (SELECT seq, ts FROM event ORDER BY seq DESC LIMIT 1) AS head`,
      messages,
    );
  });
  // The room knows its head by heart.
  await evict(name);
}

describe('an export', () => {
  it('as JSON Lines has each message with its present text, and what was done to the room', async () => {
    const { name } = await room();
    const response = await call(`/api/rooms/${name.toUpperCase()}/export`);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/jsonl; charset=utf-8',
      'content-disposition': `attachment; filename*=UTF-8''${name}.jsonl`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    expect((await lines(response)).map((line) => JSON.parse(line))).toMatchObject([
      {
        type: 'msg',
        seq: 1,
        from: 'Olivia',
        fromId: OLIVIA,
        data: 'hello\n[2026-01-01] Bo: fake',
        reacts: { '👍': [OLIVIA] },
      },
      { type: 'msg', seq: 2, data: 'first', re: 1, edited: expect.any(Number) },
      { type: 'msg', seq: 5, data: '', gone: true },
      { type: 'set', seq: 7, data: { topic: 'all of it' } },
      { type: 'mod', seq: 8, data: { action: 'mute', who: '~troll0000000' } },
    ]);
  });

  it('as text has one paragraph a message, and none that another could have forged', async () => {
    const { name } = await room();
    const body = await text(await call(`/api/rooms/${name}/export?format=text`));
    expect(body.replaceAll(/\[2026-\d\d-\d\dT[\d:.]+Z\]/g, '[time]')).toBe(`[time] #1 Olivia: hello
    [2026-01-01] Bo: fake
[time] #2 Olivia (re #1, edited): first
[time] #5 Olivia: (deleted)
[time] #7 * Olivia set topic: all of it
[time] #8 * Olivia silenced ~troll0000000
`);
  });

  it('has one line for each event where an older version stored line breaks of other kinds (B42)', async () => {
    const name = freshRoom();
    const olivia = await joinAs(name, OLIVIA, { name: 'Olivia' });
    await ask(olivia, { type: 'msg', data: 'first' });
    await ask(olivia, { type: 'set', data: { topic: 'topic' } });
    await ask(olivia, { type: 'mod', data: { action: 'mute', who: '~troll0000000' } });
    const breaks = ['\n', '\r\n', '\r', '\v', '\f', '\u0085', '\u2028', '\u2029'];
    const forged = breaks.map((lineBreak) => `${lineBreak}[2026-01-01] #1 Bo: fake`).join('');
    await runInDurableObject(stubOf(name), (_, { storage }) => {
      storage.sql.exec(`UPDATE event SET name = name || ?`, forged);
      storage.sql.exec(`UPDATE event SET data = data || ? WHERE kind = 'msg'`, forged);
      storage.sql.exec(`UPDATE event SET data = json_set(data, '$.topic', ?) WHERE kind = 'set'`, forged);
      storage.sql.exec(`UPDATE event SET data = json_set(data, '$.name', ?) WHERE kind = 'mod'`, forged);
    });
    await evict(name);
    const asText = await text(await call(`/api/rooms/${name}/export?format=text`));
    const starts = asText
      .split(/\r\n|[\n\v\f\r\u0085\u2028\u2029]/)
      .filter((line) => line !== '' && !line.startsWith('    [2026-01-01] #1 Bo: fake'));
    expect(starts.map((line) => /^\[2026-\d\d-\d\dT[\d:.]+Z\] #(\d) .*Olivia/.exec(line)?.[1])).toEqual([
      '1',
      '2',
      '3',
    ]);
    const asJson = (await text(await call(`/api/rooms/${name}/export`))).split(/[\n\v\f\r\u0085\u2028\u2029]/);
    expect(asJson.slice(0, -1).map((line) => JSON.parse(line).seq)).toEqual([1, 2, 3]);
    expect(JSON.parse(asJson[0] ?? '')).toMatchObject({ data: `first${forged}`, from: `Olivia${forged}` });
  });

  it('of 100,000 messages is whole, in order, and never more than a page ahead of its reader', async () => {
    const { name } = await room();
    await fill(name, 100_000);
    // The room itself, with each page that it hands out looked at.
    const pages: ExportPage[] = [];
    const stub = env.ROOM.getByName(name);
    const watched: StoredRoom = {
      authorise: (memberId, right, proof) => stub.authorise(memberId, right, proof),
      summary: () => stub.summary(),
      close: (epoch, seq) => stub.close(epoch, seq),
      async exportPage(after) {
        const page = readable(await stub.exportPage(after));
        pages.push(page);
        return page;
      },
    };
    const rooms = { getByName: () => Object.assign(Object.create(stub), watched) };
    const response = await createApp(parseConfig({})).request(`${LOCAL}/api/rooms/${name}/export`, {}, { ROOM: rooms });
    // The first, which tells whether there is anything to answer with.
    expect(pages).toHaveLength(1);
    const decoder = new TextDecoder();
    let rest = '';
    let chunks = 0;
    let last = 0;
    let count = 0;
    for await (const chunk of response.body ?? []) {
      chunks++;
      expect(pages.length).toBeLessThanOrEqual(chunks + 1);
      rest += decoder.decode(chunk, { stream: true });
      const whole = rest.split('\n');
      rest = whole.pop() ?? '';
      for (const line of whole) {
        const { type, seq } = JSON.parse(line);
        expect(seq).toBeGreaterThan(last);
        last = seq;
        if (type === 'msg') count++;
      }
    }
    expect({ rest, last, count }).toEqual({ rest: '', last: 100_008, count: 100_003 });
    expect(Math.max(...pages.map(({ entries }) => entries.length))).toBe(500);
  });

  it('ends a page early where messages are long', async () => {
    const name = freshRoom();
    const olivia = await joinAs(name, OLIVIA);
    for (let n = 0; n < 100; n++) olivia.send({ type: 'msg', id: `m${n}`, data: '你'.repeat(4_000) });
    await olivia.next('ack', ({ id }) => id === 'm99');
    const page = await env.ROOM.getByName(name).exportPage(0);
    expect(page).toMatchObject({ last: 21, head: 100 });
    expect(await lines(await call(`/api/rooms/${name}/export`))).toHaveLength(100);
  });

  it('looks through no more events for a page than take a moment, and still has all', async () => {
    const { name } = await room();
    await runInDurableObject(stubOf(name), (_, { storage }) => {
      storage.sql.exec(
        `WITH RECURSIVE n(seq) AS (SELECT 9 UNION ALL SELECT seq + 1 FROM n WHERE seq < 20000)
         INSERT INTO event SELECT seq, 'react', 1, 'm', 's', NULL, 'O', 1, '👍', NULL FROM n`,
      );
    });
    await evict(name);
    expect(await env.ROOM.getByName(name).exportPage(8)).toMatchObject({ entries: [], last: 5_008, head: 20_000 });
    expect(await lines(await call(`/api/rooms/${name}/export`))).toHaveLength(5);
  });

  it('ends where the room is closed under it, says so in its last line, and asks for nothing more', async () => {
    const { name } = await room();
    await fill(name, 3_000);
    const response = await call(`/api/rooms/${name}/export`);
    const reader = response.body?.getReader();
    expect((await reader?.read())?.done).toBe(false);
    expect((await end(name)).status).toBe(204);
    expect((await rest(reader)).trimEnd().split('\n').at(-1)).toContain('closed while it was exported');
  });

  it('of a room where nobody wrote is empty and makes no table', async () => {
    const name = freshRoom();
    expect(await text(await call(`/api/rooms/${name}/export`))).toBe('');
    const tables = await runInDurableObject(stubOf(name), (_, { storage }) =>
      storage.sql.exec(`SELECT name FROM sqlite_master WHERE name IN ('event', 'meta')`).toArray(),
    );
    expect(tables).toEqual([]);
  });

  it.each([
    ['/api/rooms/.bad/export', 400, 'bad_room'],
    ['/api/rooms/%zz/export', 400, 'bad_room'],
    ['/api/rooms/a%2fb/export', 400, 'bad_room'],
    ['/api/rooms/a/export?format=xml', 400, 'bad_request'],
    ['/api/rooms/a/import', 404, 'not_found'],
  ])('is refused at %s', async (path, status, code) => {
    expect(await httpRefusal(await call(path))).toMatchObject({ status, code });
  });
});

describe('a proof', () => {
  const HOST = 'https://parley.test';

  /** A room whose owner has a real key. */
  async function ownedRoom() {
    const [name, key] = [freshRoom(), await testKey()];
    const proof = await makeProof(key, `${HOST}/ws/${name}`);
    const response = await exports.default.fetch(
      upgrade(`/ws/${name}`, { 'Sec-WebSocket-Protocol': offer(newSid(), proof).join(', ') }),
    );
    if (!response.webSocket) throw new Error(`not upgraded: ${response.status}`);
    const owner = new Peer(response.webSocket);
    onTestFinished(() => owner.close(1000));
    await owner.next('welcome');
    await ask(owner, { type: 'msg', data: 'hello' });
    return { name, key };
  }

  const by = (proof: string, path: string, method = 'GET') =>
    exports.default.fetch(new Request(HOST + path, { method, headers: { DPoP: proof } }));

  it('of an owner exports the room from anywhere, once', async () => {
    const { name, key } = await ownedRoom();
    const path = `/api/rooms/${name}/export`;
    const proof = await makeProof(key, HOST + path);
    expect(await lines(await by(proof, `${path}?format=jsonl`))).toHaveLength(1);
    expect(await httpRefusal(await by(proof, path))).toMatchObject({ status: 401, code: 'unauthorized' });
  });

  it('is refused where it is for something else, too old, or of somebody without the right', async () => {
    const { name, key } = await ownedRoom();
    const path = `/api/rooms/${name}/export`;
    const refused = async (proof: string, method?: string, at = path) => httpRefusal(await by(proof, at, method));
    expect(await refused(await makeProof(await testKey(), HOST + path))).toMatchObject({
      status: 403,
      code: 'forbidden',
    });
    expect(await refused(await makeProof(key, `${HOST}/ws/${name}`))).toMatchObject({ status: 401 });
    expect(await refused(await makeProof(key, HOST + path, { claims: { htm: 'DELETE' } }))).toMatchObject({
      status: 401,
    });
    expect(await refused(await makeProof(key, HOST + path, { nowMs: Date.now() - 120_000 }))).toMatchObject({
      status: 401,
      code: 'proof_expired',
    });
    expect(await refused('nonsense')).toMatchObject({ status: 401, code: 'unauthorized' });
    const end = `/api/rooms/${name}`;
    const closing = await makeProof(key, HOST + end, { claims: { htm: 'DELETE' } });
    expect(await refused(closing, 'DELETE', end)).toMatchObject({ status: 403, code: 'forbidden' });
    expect(await refused(await makeProof(key, `${HOST}/api/rooms`), 'GET', `/api/rooms?room=${name}`)).toMatchObject({
      status: 403,
    });
    expect(await lines(await call(path))).toHaveLength(1);
  });

  it('is not good again after a sleep, though nobody came in between', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    onTestFinished(() => {
      vi.useRealTimers();
    });
    const { name, key } = await ownedRoom();
    const path = `/api/rooms/${name}/export`;
    const proof = await makeProof(key, HOST + path);
    expect((await by(proof, path)).status).toBe(200);
    await runDurableObjectAlarm(stubOf(name));
    await evict(name);
    vi.setSystemTime(Date.now() + 15_000);
    await join(name);
    expect(await httpRefusal(await by(proof, path))).toMatchObject({ status: 401, code: 'proof_expired' });
  });

  it('for a list is good for one list, whatever rooms are named', async () => {
    const proof = await makeProof(await testKey(), `${HOST}/api/rooms`);
    expect((await by(proof, '/api/rooms?room=one')).status).toBe(403);
    expect(await httpRefusal(await by(proof, '/api/rooms?room=two'))).toMatchObject({ status: 401 });
  });

  it('may name the host of a page that may ask, as a proxy with another name has it', async () => {
    const { name, key } = await ownedRoom();
    const path = `/api/rooms/${name}/export`;
    const ask = async (origins: string) =>
      createApp(parseConfig({ ALLOWED_ORIGINS: origins })).request(
        HOST + path,
        { headers: { DPoP: await makeProof(key, `https://chat.example${path}`) } },
        { ROOM: env.ROOM as never },
      );
    expect((await ask('https://chat.example')).status).toBe(200);
    expect((await ask('https://other.example')).status).toBe(401);
  });

  it('of an admin is good for any room, and for its end', async () => {
    const { name } = await ownedRoom();
    const verdict = (jti: string, id: string) =>
      env.ROOM.getByName(name).authorise(id, 'close', { jti, iatMs: Date.now() });
    expect(await verdict('a', 'admin00000000000')).toBe('allowed');
    expect(await verdict('a', 'admin00000000000')).toMatchObject({ code: 'unauthorized' });
    expect(await verdict('b', OLIVIA)).toMatchObject({ code: 'forbidden' });
  });
});

describe('the API for rooms', () => {
  it.each([
    ['another host', 'https://parley.test', {}],
    ['a Host header of another', LOCAL, { Host: 'parley.test' }],
    ['a peer that is not this machine, behind a proxy', LOCAL, { 'CF-Connecting-IP': '203.0.113.7' }],
    ['a page of another origin', LOCAL, { Origin: 'https://evil.example' }],
  ])('is closed to %s', async (_, host, headers: Record<string, string>) => {
    const { name } = await room();
    const ask = (method: string, path: string) => exports.default.fetch(new Request(host + path, { method, headers }));
    for (const response of [
      await ask('GET', `/api/rooms/${name}/export`),
      await ask('GET', `/api/rooms?room=${name}`),
      await ask('DELETE', `/api/rooms/${name}`),
    ]) {
      expect(response.status).toBeOneOf([401, 403]);
      expect(await response.text()).not.toContain('hello');
    }
    expect(await lines(await call(`/api/rooms/${name}/export`))).toHaveLength(5);
  });

  it('wakes none of the rooms that are named beside one that no room can have', async () => {
    const getByName = vi.fn();
    const request = new Request(`${LOCAL}/api/rooms?room=one&room=two&room=%20`);
    const response = await listRooms(request, { getByName }, new Set());
    expect(await httpRefusal(response)).toMatchObject({ status: 400, code: 'bad_room' });
    expect(getByName).not.toHaveBeenCalledWith('one');
  });

  it('tells of the rooms that one names', async () => {
    const { name } = await room();
    const other = freshRoom();
    const response = await call(`/api/rooms?room=${name}&room=${other}&room=${name}`);
    expect(await response.json()).toEqual({
      rooms: [
        {
          room: name,
          members: 1,
          seq: 8,
          floor: 1,
          ts: expect.any(Number),
          locked: false,
          topic: 'all of it',
          owners: [OLIVIA],
        },
        { room: other, members: 0, seq: 0, floor: 0, ts: 0, locked: false, topic: '', owners: [] },
      ],
    });
    for (const query of ['', '?room=.bad', `?${Array.from({ length: 51 }, (_, n) => `room=r${n}`).join('&')}`])
      expect((await call(`/api/rooms${query}`)).status).toBe(400);
  });

  it('ends a room in the state that was exported: everybody is sent away, and nothing of it is stored', async () => {
    const { name, olivia } = await room();
    const base = await connect(name, { name: 'Bas' });
    const response = await end(name);
    expect([response.status, await response.text()]).toEqual([204, '']);
    for (const peer of [olivia, base]) {
      expect(await peer.next('error')).toMatchObject({ code: 'kicked', close: 4410 });
      expect((await peer.closed).code).toBe(4410);
    }
    const tables = await runInDurableObject(stubOf(name), (_, { storage }) =>
      storage.sql.exec(`SELECT name FROM sqlite_master WHERE name IN ('event', 'meta')`).toArray(),
    );
    expect(tables).toEqual([]);
    const late = await join(name);
    expect(late.all('welcome')[0]?.data).toMatchObject({ seq: 0, epoch: '', count: 1 });
    expect(await ask(late, { type: 'msg', data: 'anew' })).toMatchObject({ type: 'ack', seq: 1 });
  });

  it('ends no room that was not exported, or that is in another state by now', async () => {
    const { name, olivia } = await room();
    const exported = await call(`/api/rooms/${name}/export`);
    await text(exported);
    const tag = exported.headers.get('ETag') ?? '';
    const { epoch } = readable(await env.ROOM.getByName(name).exportPage(0));
    expect(tag).toBe(`"${epoch}-8"`);
    const ending = (headers: Record<string, string>) => call(`/api/rooms/${name}`, { method: 'DELETE', headers });
    expect(await httpRefusal(await ending({}))).toMatchObject({ status: 428, code: 'bad_request' });
    for (const other of [`"${epoch}-7"`, `"${epoch}-9"`, '"x-8"', '"-8"', `W/${tag}`, '*', tag.slice(1, -1)])
      expect([other, await httpRefusal(await ending({ 'If-Match': other }))]).toMatchObject([other, { status: 412 }]);
    expect(await ask(olivia, { type: 'msg', data: 'still here' })).toMatchObject({ type: 'ack', seq: 9 });
    expect(await httpRefusal(await ending({ 'If-Match': tag }))).toMatchObject({ status: 412, code: 'bad_request' });
    expect((await ending({ 'If-Match': `"other-1", "${epoch}-9"` })).status).toBe(204);
    // It began anew: another log.
    const nora = await joinAs(name, 'nora000000000000', { name: 'Nora' });
    for (let n = 0; n < 8; n++) await ask(nora, { type: 'msg', data: 'in the new room' });
    expect((await ending({ 'If-Match': tag })).status).toBe(412);
    expect(await env.ROOM.getByName(name).summary()).toMatchObject({ seq: 8, members: 1 });
  });

  it('exports a room up to the state that its ETag names, whatever comes while it is read', async () => {
    const { name, olivia } = await room();
    await fill(name, 1_200);
    const response = await call(`/api/rooms/${name}/export`);
    const reader = response.body?.getReader();
    const { value } = (await reader?.read()) ?? {};
    expect(response.headers.get('ETag')).toMatch(/^"[\w-]+-1208"$/);
    expect(await ask(olivia, { type: 'msg', data: 'too late for this export' })).toMatchObject({
      type: 'ack',
      seq: 1_209,
    });
    const all = new TextDecoder().decode(value) + (await rest(reader));
    expect(all).not.toContain('too late');
    expect(JSON.parse(all.trimEnd().split('\n').at(-1) ?? '')).toMatchObject({ type: 'msg', seq: 1_208 });
  });

  it('ends a room where nobody wrote by the ETag of its empty export', async () => {
    const name = freshRoom();
    const guest = await join(name);
    expect((await end(name)).status).toBe(204);
    expect((await guest.closed).code).toBe(4410);
  });
});
