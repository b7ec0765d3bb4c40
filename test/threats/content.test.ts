/** Well-formed frames with harmful content, sent to a running server. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startWorkerd, type Workerd } from '../support/workerd.ts';
import { Client, expectQuiet, freshRoom, Pair, reportCpu, storageCounts } from './support.ts';

let server: Workerd;
beforeAll(async () => {
  server = await startWorkerd({ RATE_LIMITS: 'off', LEAVE_GRACE_S: '1' });
}, 60_000);
afterAll(async () => {
  await server.stop();
  expectQuiet(server, 'MARKED-INPUT');
});

/** Runs `work` with a client named Mal in the room of a healthy pair. */
async function withMal(work: (mal: Client, room: string) => Promise<void>, others?: (text: string) => boolean) {
  const pair = await Pair.open(server);
  const mal = await Client.join(server, { room: pair.room });
  await pair.undisturbedBy(() => work(mal, pair.room), others);
  return { pair, mal };
}

describe('B06: deep JSON within the frame limit', () => {
  const deep = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);

  it('B06: deep nesting is refused in a value and ignored in an unknown field', async () => {
    await withMal(
      async (mal) => {
        mal.send(`{"type":"msg","id":"a","data":${deep(8_000)}}`);
        expect(await mal.first('error')).toMatchObject({ code: 'bad_request', id: 'a' });
        mal.send(`{"type":"msg","id":"b","data":"deep","more":${deep(8_000)}}`);
        await mal.first('ack', ({ id }) => id === 'b');
        mal.send(deep(8_000));
        await mal.settled();
        expect(mal.all('error')).toHaveLength(2);
        await reportCpu('B06: 1,000 deep frames', server, async () => {
          for (let n = 0; n < 1_000; n++) mal.send(`{"type":"unknown","more":${deep(8_000)}}`);
          await mal.settled();
        });
      },
      (text) => text === 'deep',
    );
  });
});

describe('B07: names of properties', () => {
  const names = ['__proto__', 'constructor', 'toString', 'then', 'hasOwnProperty', '__defineGetter__'];

  it('B07: property names are plain text as ids, texts, names and rooms, and mean nothing as types and keys', async () => {
    const { mal } = await withMal(
      async (mal) => {
        for (const name of names) {
          mal.send({ type: name });
          const answer = await mal.ask({ type: 'msg', id: name, data: name });
          expect(answer).toMatchObject({ type: 'ack', id: name });
          expect(await mal.ask({ type: 'msg', id: name, data: name })).toMatchObject({ type: 'ack', dup: true });
          mal.send(`{"type":"msg","id":"k-${name}","data":"keyed","${name}":{"polluted":true}}`);
          mal.send({ type: 'name', id: 'n', data: name });
          expect((await mal.who()).data.map((person) => person.name)).toContain(name);
        }
        await mal.settled();
      },
      (text) => names.includes(text) || text === 'keyed',
    );
    expect(mal.all('error')).toEqual([]);
    for (const name of names.filter((name) => !name.startsWith('_'))) {
      const client = await Client.join(server, { room: name, name });
      expect(client.all('welcome')[0]?.data.room).toBe(name.toLowerCase());
    }
  });
});

describe('B08: wrong types and ranges', () => {
  const wrong = [null, true, [], {}, 1.5, -1];
  const frames: Record<string, unknown>[] = [
    ...[...wrong, '', 'a b', 'x'.repeat(65)].map((id) => ({ type: 'msg', id, data: 'x' })),
    ...[...wrong, 0, undefined].map((data) => ({ type: 'msg', id: 'i', data })),
    ...[...wrong, 0, '1', 1e21].map((re) => ({ type: 'msg', id: 'i', data: 'x', re })),
    ...[null, true, [], {}, 1.5, -1, '1', 1e21].map((again) => ({ type: 'msg', id: 'i', data: 'x', again })),
    ...[...wrong, 0, '1'].flatMap((ref) => [
      { type: 'edit', id: 'i', ref, data: 'x' },
      { type: 'delete', id: 'i', ref },
      { type: 'react', id: 'i', ref, data: '👍' },
    ]),
    ...[null, 1, [], 'yes'].map((off) => ({ type: 'react', id: 'i', ref: 1, data: '👍', off })),
    ...[null, 'x', 3, []].map((data) => ({ type: 'set', id: 'i', data })),
    ...[-1, 3_601, '5', 1.5, null].map((slow) => ({ type: 'set', id: 'i', data: { slow } })),
    ...['short', 1, null, 'x'.repeat(44)].map((key) => ({ type: 'set', id: 'i', data: { locked: true, key } })),
    ...[null, 'x', {}, { action: 'explode', who: '~aaaaaaaaaaaa' }, { action: 'kick', who: 'x' }].map((data) => ({
      type: 'mod',
      id: 'i',
      data,
    })),
    ...[0, -1, 101, 1.5, '5', null, 1e21].map((limit) => ({ type: 'history', id: 'i', limit })),
    ...[0, -1, 1.5, '5', null].map((before) => ({ type: 'history', id: 'i', before })),
    { type: 'history', id: 'i', before: 5, after: 1 },
    ...[1, null, [], 'x'.repeat(65)].map((after) => ({ type: 'who', id: 'i', after })),
    ...[1, null, [], {}].map((data) => ({ type: 'name', id: 'i', data })),
    { type: 5 },
    { type: null },
    {},
  ];

  it('B08: wrong types and ranges get bad_request, with the id only if it is valid; unknown types get nothing', async () => {
    const { mal } = await withMal(async (mal) => {
      for (const frame of frames) mal.send(frame);
      for (const type of ['', 'nothing', 'MSG', 'welcome', 'ack', 'broadcast', 'system']) mal.send({ type, id: 'u' });
      await mal.settled();
    });
    const errors = mal.all('error');
    expect(errors.map(({ code }) => code)).toEqual(frames.map(() => 'bad_request'));
    const ids = frames.map(({ id }) => (id === 'i' ? id : undefined));
    expect(errors.map(({ id }) => id)).toEqual(ids);
    for (const { data } of errors) expect(data).not.toContain('x'.repeat(44));
  });
});

describe('B09: unpaired surrogates and control characters', () => {
  const raw = 'a\\ud800b\\u0000c\\u0007d\\u0085e\\u007ff\\ng\\th\\udc00';
  const clean = 'a\ufffdbcd\nef\ng\th\ufffd';

  it('B09: unpaired surrogates and controls give the same text live and replayed, and are not allowed in names', async () => {
    const { pair, mal } = await withMal(
      async (mal) => {
        mal.send(`{"type":"msg","id":"m","data":"${raw}"}`);
        expect(await mal.first('ack')).toMatchObject({ data: clean });
        mal.send('{"type":"name","id":"n","data":"a\\u0000b"}');
        mal.send('{"type":"name","id":"o","data":"a\\ud800"}');
        await mal.settled();
      },
      (text) => text === clean,
    );
    expect(mal.all('error').map(({ code, id }) => [code, id])).toEqual([
      ['bad_name', 'n'],
      ['bad_name', 'o'],
    ]);
    const live = await pair.ann.first('broadcast', ({ data }) => data === clean);
    const since = live.seq - 1;
    const [welcome] = (await Client.join(server, { room: pair.room })).all('welcome');
    const epoch = welcome?.data.epoch;
    const late = await Client.join(server, { room: pair.room, query: `since=${since}&epoch=${epoch}` });
    expect(JSON.stringify(await late.first('broadcast'))).toBe(JSON.stringify(live));
  });
});

describe('B10–B12: invisible characters', () => {
  const names = [
    '\u202eevil',
    'a\u200bb',
    'a\u{e0041}b',
    '\u2800',
    '\u3164',
    `a${'\u0301'.repeat(20)}`,
    '\u2066x\u2069',
  ];
  const texts = ['\u202eevil\u202c', 'a\u200bb', 'a\u{e0041}b', `a${'\u0301'.repeat(200)}`, '\u2066x\u2069'];

  it('invisible characters are refused in a name and kept in a text', async () => {
    const { pair } = await withMal(
      async (mal) => {
        for (const [n, data] of names.entries()) mal.send({ type: 'name', id: `n${n}`, data });
        await mal.settled();
        expect(mal.all('error').map(({ code, id }) => [code, id])).toEqual(names.map((_, n) => ['bad_name', `n${n}`]));
        for (const text of texts) await mal.say(text);
      },
      (text) => texts.includes(text),
    );
    const received = pair.ann.all('broadcast').map(({ data }) => data);
    expect(received.filter((text) => texts.includes(text))).toEqual(texts);
  });
});

describe('B13: the name of another member', () => {
  it('B13: a reserved name is refused, and a look-alike of a member present gets a suffix', async () => {
    const { room } = await Pair.open(server);
    for (const name of ['admin', 'System', 'ＡＤＭＩＮ', 'аdmin', ' moderator ', 'S y s t e m']) {
      const mal = await Client.join(server, { room, name });
      expect(mal.self.name).toMatch(/^guest-/);
      expect(await mal.first('error')).toMatchObject({ code: 'bad_name' });
    }
    for (const name of ['Ann', 'Аnn', 'Ａｎｎ', 'ann', 'Ann ']) {
      const mal = await Client.join(server, { room, name });
      expect(mal.self.name).toMatch(/·[A-Za-z0-9_-]{4}$/);
    }
  });
});

describe('B41: a name in compatibility forms and other letters', () => {
  it('B41: a reserved name or look-alike is also recognised in compatibility forms and other letters', async () => {
    const { room } = await Pair.open(server);
    for (const name of ['ⓐⓓⓜⓘⓝ', 'Ⓢystem', '🄰dmin', '🅰🅳🅼🅸🅽', '🇦🇩🇲🇮🇳', '⒜⒟⒨⒤⒩', 'ᎪᎠᎷᏆN', '菅理员', 'a.d.m.i.n']) {
      const mal = await Client.join(server, { room, name });
      expect(mal.self.name).toMatch(/^guest-/);
      expect(await mal.first('error')).toMatchObject({ code: 'bad_name' });
    }
    for (const name of ['Ⓐⓝⓝ', '🅰🅽🅽', '🇦🇳🇳', '⒜⒩⒩', 'ᎪNN']) {
      const mal = await Client.join(server, { room, name });
      expect(mal.self.name).toMatch(/·[A-Za-z0-9_-]{4,}$/);
    }
  });
});

describe('B42: line breaks and escape sequences', () => {
  it('B42: no line break starts a forged line for line readers, and no escape sequence reaches a terminal', async () => {
    const raw = 'a\u2028Ann: b\u2029c\u0085d\re\vf\fg\u001b[31mh\u001b]0;title\u0007i\u009b0mj';
    const clean = 'a\nAnn: b\nc\nd\ne\nf\nghij';
    await withMal(
      async (mal) => {
        mal.send({ type: 'msg', id: 'm', data: raw });
        expect(await mal.first('ack')).toMatchObject({ data: clean });
      },
      (text) => text === clean,
    );
  });
});

describe('B19: an id that is reused', () => {
  it('B19: 1,000 uses of an id are one event, a conflict with other text, and independent of other members', async () => {
    const { pair, mal } = await withMal(
      async (mal, room) => {
        for (let n = 0; n < 1_000; n++) mal.send({ type: 'msg', id: 'same', data: 'once', again: 0 });
        await mal.settled();
        expect(await mal.ask({ type: 'msg', id: 'same', data: 'other' })).toMatchObject({ code: 'id_conflict' });
        const neighbour = await Client.join(server, { room, name: 'Neighbour' });
        const answer = await neighbour.ask({ type: 'msg', id: 'same', data: 'hers' });
        expect(answer).toMatchObject({ type: 'ack' });
        expect(answer).not.toHaveProperty('dup');
      },
      (text) => text === 'once' || text === 'hers',
    );
    const acks = mal.all('ack');
    expect(acks).toHaveLength(1_000);
    expect(new Set(acks.map(({ seq }) => seq)).size).toBe(1);
    expect(acks.filter(({ dup }) => dup)).toHaveLength(999);
    expect(pair.ann.all('broadcast').filter(({ data }) => data === 'once')).toHaveLength(1);
  });
});

describe('B26: SQL in every string', () => {
  const attacks = [
    `'); DROP TABLE event; --`,
    `' OR '1'='1`,
    `"; DELETE FROM event WHERE 1=1; --`,
    `' UNION SELECT settings FROM meta --`,
    `\\'; UPDATE event SET data='pwned'; --`,
    `$(rm -rf /)`,
    `%_%`,
  ];

  it('B26: SQL is stored as plain text or refused', async () => {
    const { pair, mal } = await withMal(
      async (mal, room) => {
        for (const text of attacks) {
          await mal.say(text);
          mal.send({ type: 'name', id: 'n', data: text.slice(0, 32) });
          await mal.ask({ type: 'set', data: { topic: text } });
          expect(await mal.ask({ type: 'react', ref: 1, data: text })).toMatchObject({ type: 'error' });
          expect(await mal.ask({ type: 'msg', id: 'i', data: 'x', re: text })).toMatchObject({ code: 'bad_request' });
          mal.send({ type: 'who', id: `w${attacks.indexOf(text)}`, after: text.slice(0, 64) });
          const query = `since=${encodeURIComponent(text)}&epoch=${encodeURIComponent(text)}`;
          await Client.join(server, { room, query });
          const elsewhere = new Client(server, { room: text });
          expect(await elsewhere.closed).toBe(4404);
        }
        await mal.settled();
      },
      (text) => attacks.includes(text),
    );
    const fresh = await Client.join(server, { room: pair.room });
    fresh.send({ type: 'history', id: 'h', limit: 100 });
    const page = await fresh.first('history', ({ id }) => id === 'h');
    const texts = page.data.map(({ data }) => data);
    const all = [...pair.said, ...attacks];
    expect(texts.every((text) => all.includes(text))).toBe(true);
    expect(fresh.all('welcome')[0]?.data.seq).toBe(pair.said.length + mal.all('ack').length);
  });
});

describe('B27–B28: history beyond what a client may request', () => {
  it("history is bounded, and contains only the requested room's messages", async () => {
    const secret = 'MARKED-INPUT of another room';
    const other = await Client.join(server, { room: freshRoom() });
    const { seq } = await other.say(secret);
    const { mal } = await withMal(async (mal) => {
      for (const limit of [101, 1e9, -1, 0, Number.MAX_SAFE_INTEGER]) mal.send({ type: 'history', id: 'bad', limit });
      for (const after of [0, seq - 1, 1e15]) mal.send({ type: 'history', id: `a${after}`, after, limit: 100 });
      mal.send({ type: 'history', id: 'room', room: other.all('welcome')[0]?.data.room, limit: 100 });
      await mal.settled();
    });
    expect(mal.all('error').map(({ code, id }) => [code, id])).toEqual(Array(5).fill(['bad_request', 'bad']));
    for (const { data } of mal.all('history')) expect(data.length).toBeLessThanOrEqual(100);
    expect(JSON.stringify(mal.frames)).not.toContain(secret);
  });
});

describe('refused frames', () => {
  it('rooms in which every frame was refused have no table', async () => {
    const before = storageCounts(server);
    const mal = await Client.join(server, { room: freshRoom() });
    for (const frame of ['{', 'null', { type: 'msg', id: 'm' }, { type: 'edit', id: 'e', ref: 1, data: 'x' }])
      mal.send(frame);
    mal.send({ type: 'history', id: 'h' });
    await mal.settled();
    expect(mal.all('error')).toHaveLength(4);
    expect(storageCounts(server)).toEqual({ ...before, objects: before.objects + 1 });
  });
});
