/** Who may request diagnostics of a room, and the form of the answer. */

import { runInDurableObject } from 'cloudflare:test';
import { describe, expect, it } from 'vitest';
import type { RoomObject } from '../../../src/room/object.ts';
import { stubOf } from '../../room/support.ts';
import { makeProof, testKey } from '../../support/proofs.ts';
import { HOST, httpRefusal, send } from '../support.ts';

function ask(url: string, headers: Record<string, string> = {}): Promise<Response> {
  return send(new Request(url, { headers }));
}

describe('the diagnostics of a room', () => {
  it.each(['http://localhost:8787', 'http://127.0.0.1:8787', 'http://[::1]:8787', 'https://localhost'])(
    'diagnostics are available at %s, uncached',
    async (host) => {
      const response = await ask(`${host}/api/rooms/fresh-and-empty/diagnostics`);
      expect(response.status).toBe(200);
      expect(response.headers.get('Cache-Control')).toBe('no-store');
      expect(await response.json()).toMatchObject({ members: 0, findings: [], counters: { opened: 0 } });
    },
  );

  it.each([
    ['a public address', HOST, {}],
    ['a name that begins like localhost', 'http://localhost.evil.example', {}],
    ['a name that resolves to this machine', 'http://rebound.evil.example:8787', {}],
    ['another address of this machine', 'http://192.168.1.7:8787', {}],
    ['a Host header of another name', 'http://localhost:8787', { Host: 'chat.example' }],
    ['a forged Host header at a public address', HOST, { Host: 'localhost' }],
    ['a proxy on this machine', 'http://127.0.0.1:8787', { 'X-Forwarded-For': '203.0.113.7' }],
    ['another proxy', 'http://127.0.0.1:8787', { Forwarded: 'for=203.0.113.7' }],
  ])('diagnostics are not available through %s', async (_, host, headers) => {
    const { status, code, data } = await httpRefusal(await ask(`${host}/api/rooms/lobby/diagnostics`, headers));
    expect([status, code]).toEqual([403, 'forbidden']);
    expect(data).toContain('only available on localhost');
  });

  it('diagnostics are for admins with a new proof each time, and for no other member', async () => {
    const path = '/api/rooms/proved/diagnostics';
    const proof = await makeProof(await testKey(), HOST + path);
    const { status, code, data } = await httpRefusal(await ask(HOST + path, { DPoP: proof }));
    expect([status, code]).toEqual([403, 'forbidden']);
    expect(data).toContain('ADMINS');
    expect((await ask(HOST + path, { DPoP: proof })).status).toBe(401);
    expect((await ask(HOST + path, { DPoP: 'forged' })).status).toBe(401);
    const verdict = (id: string, jti: string) =>
      runInDurableObject(stubOf('proved'), (room: RoomObject) =>
        room.authorise(id, 'diagnose', { jti, iatMs: Date.now() }),
      );
    expect(await verdict('admin00000000000', 'a')).toBe('allowed');
    expect(await verdict('member0000000000', 'b')).toMatchObject({ code: 'forbidden' });
  });

  it('diagnostics are not for pages of other origins', async () => {
    const response = await ask('http://localhost:8787/api/rooms/lobby/diagnostics', { Origin: 'https://evil.example' });
    expect(response.status).toBe(403);
  });

  it.each(['.bad', 'a%2Fb', '%252e', '%ff', 'x'.repeat(65), '%00'])(
    'diagnostics are refused for the invalid room name %s',
    async (name) => {
      const { status, code, data } = await httpRefusal(await ask(`http://localhost/api/rooms/${name}/diagnostics`));
      expect([status, code]).toEqual([400, 'bad_room']);
      expect(data).toContain('1 to 64 letters');
    },
  );

  it('all spellings of a room name lead to the same diagnostics', async () => {
    const roomOf = async (name: string) => {
      const response = await ask(`http://localhost/api/rooms/${name}/diagnostics`);
      return (await response.json<{ room: string }>()).room;
    };
    expect(await roomOf('%E8%8A%B1%E5%9B%AD')).toBe(await roomOf('花园'));
    expect(await roomOf('Garden')).toBe(await roomOf('garden'));
    expect(await roomOf('garden')).not.toBe(await roomOf('gardens'));
  });
});
