import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { readable } from '../../../src/protocol/unreadable.ts';
import { ask, connect, freshRoom, join, joinAs, stubOf } from '../../room/support.ts';
import { httpRefusal } from '../support.ts';
import { call, end, room, text } from './support.ts';

describe('a DELETE of a room', () => {
  it('DELETE closes a room in its exported state: everybody is disconnected and nothing remains stored', async () => {
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

  it('DELETE is refused for a room that was not exported or has changed since', async () => {
    const { name, olivia } = await room();
    const exported = await call(`/api/rooms/${name}/export`);
    await text(exported);
    const tag = exported.headers.get('ETag') ?? '';
    const { epoch } = readable(await env.ROOM.getByName(name).pageAfter(0)).head;
    expect(tag).toBe(`"${epoch}-8"`);
    const ending = (headers: Record<string, string>) => call(`/api/rooms/${name}`, { method: 'DELETE', headers });
    expect(await httpRefusal(await ending({}))).toMatchObject({ status: 428, code: 'bad_request' });
    for (const other of [`"${epoch}-7"`, `"${epoch}-9"`, '"x-8"', '"-8"', `W/${tag}`, '*', tag.slice(1, -1)])
      expect([other, await httpRefusal(await ending({ 'If-Match': other }))]).toMatchObject([other, { status: 412 }]);
    expect(await ask(olivia, { type: 'msg', data: 'still here' })).toMatchObject({ type: 'ack', seq: 9 });
    expect(await httpRefusal(await ending({ 'If-Match': tag }))).toMatchObject({ status: 412, code: 'bad_request' });
    expect((await ending({ 'If-Match': `"other-1", "${epoch}-9"` })).status).toBe(204);
    // A new life of the room, with a log of its own.
    const nora = await joinAs(name, 'nora000000000000', { name: 'Nora' });
    for (let n = 0; n < 8; n++) await ask(nora, { type: 'msg', data: 'in the new room' });
    expect((await ending({ 'If-Match': tag })).status).toBe(412);
    expect(await env.ROOM.getByName(name).summary()).toMatchObject({ seq: 8, members: 1 });
  });

  it('DELETE closes a room without events by the ETag of its empty export', async () => {
    const name = freshRoom();
    const guest = await join(name);
    expect((await end(name)).status).toBe(204);
    expect((await guest.closed).code).toBe(4410);
  });
});
