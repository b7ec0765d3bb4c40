import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import type { ApiRoom } from '../../../src/edge/api/room.ts';
import { createApp } from '../../../src/edge/app.ts';
import { parseConfig } from '../../../src/edge/config.ts';
import type { ExportPage } from '../../../src/protocol/api.ts';
import { readable } from '../../../src/protocol/unreadable.ts';
import { ask, evict, freshRoom, joinAs, stubOf } from '../../room/support.ts';
import { httpRefusal } from '../support.ts';
import { call, end, fill, LOCAL, lines, OLIVIA, rest, room, text } from './support.ts';

describe('an export', () => {
  it('an export as JSON Lines has each message with its current text, and the acts in the room', async () => {
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

  it('an export as text has one paragraph per message, and no message can forge another', async () => {
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

  it('an export as text has one line per event even with line breaks stored by older versions (B42)', async () => {
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

  it('an export of 100,000 messages is complete and in order, and reads at most one page ahead', async () => {
    const { name } = await room();
    await fill(name, 100_000);
    // The real room, with each page that it returns recorded.
    const pages: ExportPage[] = [];
    const stub = env.ROOM.getByName(name);
    const watched: ApiRoom = {
      authorise: (memberId, right, proof) => stub.authorise(memberId, right, proof),
      summary: () => stub.summary(),
      close: (at) => stub.close(at),
      diagnose: () => stub.diagnose(),
      async pageAfter(after) {
        const page = readable(await stub.pageAfter(after));
        pages.push(page);
        return page;
      },
    };
    const rooms = { getByName: () => Object.assign(Object.create(stub), watched) };
    const response = await createApp(parseConfig({})).request(`${LOCAL}/api/rooms/${name}/export`, {}, { ROOM: rooms });
    // By now only the first page has been read, which shows whether the room can be exported at all.
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

  it('a page of an export is shorter if messages are long', async () => {
    const name = freshRoom();
    const olivia = await joinAs(name, OLIVIA);
    for (let n = 0; n < 100; n++) olivia.send({ type: 'msg', id: `m${n}`, data: '你'.repeat(4_000) });
    await olivia.next('ack', ({ id }) => id === 'm99');
    const page = await env.ROOM.getByName(name).pageAfter(0);
    expect(page).toMatchObject({ last: 21, head: { seq: 100 } });
    expect(await lines(await call(`/api/rooms/${name}/export`))).toHaveLength(100);
  });

  it('an export scans a bounded number of events per page and still has everything', async () => {
    const { name } = await room();
    await runInDurableObject(stubOf(name), (_, { storage }) => {
      storage.sql.exec(
        `WITH RECURSIVE n(seq) AS (SELECT 9 UNION ALL SELECT seq + 1 FROM n WHERE seq < 20000)
         INSERT INTO event SELECT seq, 'react', 1, 'm', 's', NULL, 'O', 1, '👍', NULL FROM n`,
      );
    });
    await evict(name);
    expect(await env.ROOM.getByName(name).pageAfter(8)).toMatchObject({
      entries: [],
      last: 5_008,
      head: { seq: 20_000 },
    });
    expect(await lines(await call(`/api/rooms/${name}/export`))).toHaveLength(5);
  });

  it('an export of a room that is closed meanwhile says so in its last line and requests nothing more', async () => {
    const { name } = await room();
    await fill(name, 3_000);
    const response = await call(`/api/rooms/${name}/export`);
    const reader = response.body?.getReader();
    expect((await reader?.read())?.done).toBe(false);
    expect((await end(name)).status).toBe(204);
    expect((await rest(reader)).trimEnd().split('\n').at(-1)).toContain('closed during the export');
  });

  it('an export of a room without events is empty and creates no table', async () => {
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
  ])('the export request %s is refused', async (path, status, code) => {
    expect(await httpRefusal(await call(path))).toMatchObject({ status, code });
  });

  it('an export ends at the state that its ETag names, whatever is stored while it is read', async () => {
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
});
