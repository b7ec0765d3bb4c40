import { runDurableObjectAlarm } from 'cloudflare:test';
import { env, exports } from 'cloudflare:workers';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createApp } from '../../../src/edge/app.ts';
import { parseConfig } from '../../../src/edge/config.ts';
import { offer } from '../../../src/protocol/connect.ts';
import { ask, evict, freshRoom, join, newSid, Peer, stubOf } from '../../room/support.ts';
import { makeProof, testKey } from '../../support/proofs.ts';
import { httpRefusal, upgrade } from '../support.ts';
import { call, LOCAL, lines, OLIVIA, room } from './support.ts';

describe('a proof for the API', () => {
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

  it("an owner's proof exports the room from anywhere, once", async () => {
    const { name, key } = await ownedRoom();
    const path = `/api/rooms/${name}/export`;
    const proof = await makeProof(key, HOST + path);
    expect(await lines(await by(proof, `${path}?format=jsonl`))).toHaveLength(1);
    expect(await httpRefusal(await by(proof, path))).toMatchObject({ status: 401, code: 'unauthorized' });
  });

  it('a proof for another purpose, one that is too old, or one without the right is refused', async () => {
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

  it('a used proof is refused after hibernation, even if nobody connected in between', async () => {
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

  it('a proof for a list is accepted once, whichever rooms the list names', async () => {
    const proof = await makeProof(await testKey(), `${HOST}/api/rooms`);
    expect((await by(proof, '/api/rooms?room=one')).status).toBe(403);
    expect(await httpRefusal(await by(proof, '/api/rooms?room=two'))).toMatchObject({ status: 401 });
  });

  it('a proof may name the host of a listed page, as behind a proxy with another name', async () => {
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

  it("an admin's proof is accepted for any room, and for closing it", async () => {
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
  ])('the API for rooms is closed to %s', async (_, host, headers: Record<string, string>) => {
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
});
