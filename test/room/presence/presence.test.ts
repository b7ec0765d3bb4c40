/** Join and leave notices, which follow the *counted* rule. */

import { evictDurableObject } from 'cloudflare:test';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { SystemFrame } from '../../../src/protocol/frames.ts';
import { connect, evict, freshRoom, join, joinAs, joinBase, newSid, type Peer, stubOf } from '../support.ts';

/** As set in vitest.config.ts. */
const MAX_MEMBERS = 300;

afterEach(() => {
  vi.useRealTimers();
});

/** Moves the room's clock without running timers. */
function pass(ms: number): void {
  const now = Date.now();
  vi.useFakeTimers({ toFake: ['Date'], now: now + ms });
}

function news(peer: Peer): string[] {
  return peer.all('system').map((frame) => `${frame.event} ${frame.who.map(({ name }) => name).join(',')}`);
}

describe('a join notice', () => {
  it('a join notice goes to everyone, including the newcomer, with the count', async () => {
    const room = freshRoom();
    const ana = await connect(room, { name: 'Ana' });
    expect(await ana.next('system')).toMatchObject({
      event: 'join',
      who: [{ name: 'Ana' }],
      count: 1,
      data: 'Ana joined',
    });
    const bo = await connect(room, { name: 'Bo' });
    for (const peer of [ana, bo])
      expect(await peer.next('system')).toMatchObject({ event: 'join', who: [{ name: 'Bo' }], count: 2 });
  });

  it("a join notice is a base client's first frame, and follows a v1 client's welcome", async () => {
    const room = freshRoom();
    const base = await connect(room);
    await base.next('system');
    const v1 = await connect(room, { sid: newSid() });
    await v1.next('system');
    expect(base.frames[0]?.type).toBe('system');
    expect(v1.frames.map((frame) => frame.type)).toEqual(['welcome', 'system']);
  });

  it('B24: many joins at once share notices that name each newcomer once', async () => {
    const room = freshRoom();
    const ana = await join(room, { name: 'Ana' });
    await Promise.all(Array.from({ length: 60 }, (_, i) => connect(room, { name: `n${i}` })));
    await ana.next('system', (frame) => frame.count === 61);
    const notices = ana.all('system');
    const names = notices.flatMap((frame) => frame.who.map(({ name }) => name));
    expect(names.toSorted()).toEqual(['Ana', ...Array.from({ length: 60 }, (_, i) => `n${i}`)].toSorted());
    expect(notices.length).toBeLessThan(40);
    expect(notices.find((frame) => frame.who.length > 3)?.data).toMatch(/^n\d+, n\d+ and \d+ others joined$/);
  });
});

describe('combined notices', () => {
  it('a base client gets its combined join notice before any message or answer', async () => {
    const room = freshRoom();
    const ana = await join(room, { name: 'Ana' });
    const bases = await Promise.all(Array.from({ length: 30 }, () => connect(room)));
    // By now most joins wait. Nothing that is sent meanwhile may overtake them.
    bases[29]?.send('{');
    ana.send({ type: 'msg', id: 'm', data: 'hello' });
    await Promise.all(bases.map((base) => base.next('broadcast')));
    await bases[29]?.settled();
    for (const base of bases) expect(base.frames[0]).toMatchObject({ type: 'system', event: 'join' });
    expect(bases[29]?.all('error')).toHaveLength(1);
  });

  it('a newcomer gets no notices of changes that its welcome already contained', async () => {
    const room = freshRoom();
    await join(room);
    const crowd = await Promise.all(Array.from({ length: 30 }, () => connect(room)));
    crowd[0]?.close(1000);
    await crowd[0]?.closed;
    const late = await connect(room, { sid: newSid() });
    const { who, count } = (await late.next('welcome')).data;
    expect([who.length, count]).toEqual([31, 31]);
    await late.next('system', (frame) => frame.count === 31);
    const heard = late.all('system').flatMap((frame) => frame.who.map(({ id }) => id));
    expect(heard).toEqual([late.all('welcome')[0]?.data.self.id]);
  });

  it('members who resume after a restart are announced as back', async () => {
    const room = freshRoom();
    const before = [];
    for (const name of ['Ana', 'Bo', 'Cy']) before.push(await join(room, { name }));
    before[0]?.send({ type: 'msg', id: 'm', data: 'hello' });
    const { epoch = '' } = (await before[0]?.next('ack')) ?? {};
    await evictDurableObject(stubOf(room), { webSockets: 'close' });
    const after = [];
    for (const { sid } of before) after.push(await join(room, { sid, since: 1, epoch }));
    const newcomer = await join(room, { name: 'New' });
    const notice = await after[0]?.next('system');
    expect(notice).toMatchObject({ event: 'join', back: true, count: 3 });
    expect(notice?.who).toHaveLength(3);
    expect(await newcomer.next('system', (frame) => frame.count === 4)).not.toHaveProperty('back');
  });
});

describe('a leave notice', () => {
  it.each([
    [1000, 'v1'],
    [1000, 'base'],
    [1001, 'base'],
    [4321, 'base'],
    [undefined, 'base'],
  ] as const)(
    'after close code %s from a %s client the leave is announced once, at once, and the close is answered',
    async (code, kind) => {
      const room = freshRoom();
      const ana = await join(room, { name: 'Ana' });
      const bo = kind === 'v1' ? await join(room, { name: 'Bo' }) : await joinBase(room, 'Bo');
      bo.close(code, code === undefined ? undefined : 'bye');
      expect(await ana.next('system', (frame) => frame.event === 'leave')).toMatchObject({
        who: [{ name: 'Bo' }],
        count: 1,
        cause: 'left',
      });
      expect(await bo.closed).toMatchObject(code === undefined ? { code: 1005 } : { code, reason: '' });
      await ana.settled();
      expect(news(ana)).toEqual(['join Ana', 'join Bo', 'leave Bo']);
    },
  );

  it.each([1001, 4100, undefined])(
    'after close code %s from a v1 client the leave waits for the grace time',
    async (code) => {
      const room = freshRoom();
      const ana = await join(room, { name: 'Ana' });
      const bo = await join(room, { name: 'Bo' });
      bo.close(code);
      await bo.closed;
      await ana.settled();
      expect(news(ana)).toEqual(['join Ana', 'join Bo']);
      pass(9_000);
      await ana.settled();
      expect(news(ana)).toEqual(['join Ana', 'join Bo']);
      pass(1_001);
      await ana.settled();
      expect(ana.all('system').at(-1)).toMatchObject({
        event: 'leave',
        who: [{ name: 'Bo' }],
        cause: 'lost',
        count: 1,
      });
    },
  );

  it('B24: a member that is back within the grace time causes no leave', async () => {
    const room = freshRoom();
    const ana = await join(room, { name: 'Ana' });
    const bo = await join(room, { name: 'Bo' });
    bo.close(1001);
    await bo.closed;
    pass(9_000);
    await join(room, { sid: bo.sid });
    pass(60_000);
    await ana.settled();
    expect(news(ana)).toEqual(['join Ana', 'join Bo']);
  });

  it('a member with another connection does not leave', async () => {
    const room = freshRoom();
    const ana = await join(room, { name: 'Ana' });
    const sid = newSid();
    const one = await join(room, { sid, name: 'Bo' });
    const two = await join(room, { sid, name: 'Bo' });
    expect(await one.closed).toMatchObject({ code: 4409 });
    await ana.settled();
    expect(news(ana)).toEqual(['join Ana', 'join Bo']);
    two.close(1000);
    await ana.next('system', (frame) => frame.event === 'leave');
    await ana.settled();
    expect(news(ana)).toEqual(['join Ana', 'join Bo', 'leave Bo']);
  });

  it('the leave of a lost member survives an eviction', async () => {
    const room = freshRoom();
    const ana = await join(room, { name: 'Ana' });
    const bo = await join(room, { name: 'Bo' });
    bo.close(1001);
    await bo.closed;
    await ana.settled();
    await evict(room);
    await ana.settled();
    expect(news(ana)).toEqual(['join Ana', 'join Bo']);
    await evict(room);
    pass(10_001);
    await ana.settled();
    expect(ana.all('system').at(-1)).toMatchObject({ event: 'leave', who: [{ name: 'Bo' }], cause: 'lost', count: 1 });
  });

  it('the leave of a lost member survives the loss of the connection that carried it', async () => {
    const room = freshRoom();
    const peers = [];
    for (const name of ['Ana', 'Bo', 'Cy', 'Di']) peers.push(await join(room, { name }));
    const di = peers.pop();
    for (const peer of peers.reverse()) {
      peer.close(1001);
      await peer.closed;
    }
    await di?.settled();
    await evict(room);
    pass(10_001);
    await di?.settled();
    const left = di?.all('system').filter((frame) => frame.event === 'leave') ?? [];
    expect(left.flatMap((frame) => frame.who.map(({ name }) => name)).toSorted()).toEqual(['Ana', 'Bo', 'Cy']);
    expect(left.at(-1)?.count).toBe(1);
  });
});

describe('a full room', () => {
  it('a full room refuses a newcomer but admits a member that is already in it', async () => {
    const room = freshRoom();
    const sid = newSid();
    await join(room, { sid });
    for (let i = 1; i < MAX_MEMBERS; i++) await connect(room);
    await expect(connect(room)).rejects.toThrow(/503 .*"room_full".*300 members/);
    const refused = await connect(room, { sid: newSid() });
    expect(await refused.next('error')).toMatchObject({ code: 'room_full', fatal: true, close: 4006 });
    expect(await refused.closed).toMatchObject({ code: 4006 });
    const again = await join(room, { sid });
    expect(again.all('welcome')[0]?.data.count).toBe(MAX_MEMBERS);
    // An admin may enter a full room, as everyone who can moderate may.
    const admin = await joinAs(room, 'admin00000000000');
    expect(admin.all('welcome')[0]?.data.count).toBe(MAX_MEMBERS + 1);
  });
});

describe('a full room with a lost member', () => {
  it("a full room admits a newcomer once a lost member's grace time is over", async () => {
    const room = freshRoom();
    const peers = await Promise.all(Array.from({ length: MAX_MEMBERS - 1 }, () => connect(room)));
    const lost = await join(room);
    lost.close(1001);
    await lost.closed;
    await expect(connect(room)).rejects.toThrow('room_full');
    pass(10_001);
    const newcomer = await join(room);
    expect(newcomer.all('welcome')[0]?.data.count).toBe(MAX_MEMBERS);
    await peers[0]?.count(({ count }) => count === MAX_MEMBERS - 1);
  });
});

describe('the member list', () => {
  it('the member list is in the welcome and, in pages, in the answer to `who`', async () => {
    const room = freshRoom();
    await joinBase(room, 'Ana');
    const bo = await join(room, { name: 'Bo' });
    const { who, count, more, self } = bo.all('welcome')[0]?.data ?? {};
    expect(who?.map(({ name }) => name).toSorted()).toEqual(['Ana', 'Bo']);
    expect([count, more, self?.role]).toEqual([2, false, 'guest']);
    bo.send({ type: 'who', id: 'w' });
    expect((await bo.next('who')).data).toEqual(who);
    bo.send({ type: 'who', id: 'w2', after: who?.[0]?.id });
    expect((await bo.next('who')).data).toEqual(who?.slice(1));
  });

  it('the welcome lists 200 members, and `who` gives the rest', async () => {
    const room = freshRoom();
    for (let i = 0; i < 205; i++) await connect(room);
    const ana = await join(room);
    const welcome = ana.all('welcome')[0]?.data;
    expect([welcome?.who.length, welcome?.more, welcome?.count]).toEqual([200, true, 206]);
    ana.send({ type: 'who', id: 'w', after: welcome?.who.at(-1)?.id });
    const rest = await ana.next('who');
    expect([rest.data.length, rest.more]).toEqual([6, false]);
    expect(new Set([...(welcome?.who ?? []), ...rest.data].map(({ id }) => id)).size).toBe(206);
  });
});

describe('a name', () => {
  it('a member without a name gets a guest name', async () => {
    const ana = await join(freshRoom());
    expect(ana.all('welcome')[0]?.data.self.name).toMatch(/^guest-[A-Za-z0-9_-]{4}$/);
  });

  it('a refused name becomes a guest name, and a v1 client is told why', async () => {
    const ana = await join(freshRoom(), { name: 'a\u202eb' });
    expect(ana.all('welcome')[0]?.data.self.name).toMatch(/^guest-/);
    expect(await ana.next('error')).toMatchObject({ code: 'bad_name' });
  });

  it('a rename reaches everyone and is on the next message', async () => {
    const room = freshRoom();
    const [ana, bo] = [await join(room, { name: 'Ana' }), await joinBase(room, 'Bo')];
    ana.send({ type: 'name', id: 'r', data: '  Anna ' });
    for (const peer of [ana, bo]) {
      const notice: SystemFrame = await peer.next('system', (frame) => frame.event === 'rename');
      expect(notice).toMatchObject({ who: [{ name: 'Anna' }], was: 'Ana', count: 2, data: 'Ana is now Anna' });
    }
    ana.send({ type: 'msg', id: 'm', data: 'hi' });
    expect((await bo.next('broadcast')).from).toBe('Anna');
  });

  it('a name that looks like that of a member present gets a suffix from the id', async () => {
    const room = freshRoom();
    const [ana, fake] = [await join(room, { name: 'Ana' }), await join(room, { name: 'ＡＮＡ' })];
    const self = fake.all('welcome')[0]?.data.self;
    expect(self?.name).toBe(`ＡＮＡ·${self?.id.slice(1, 5)}`);
    expect(ana.all('welcome')[0]?.data.self.name).toBe('Ana');
  });

  it.each(['\u0410na', '\u0391\u039d\u0391', 'An\u0430'])(
    'a look-alike in another script gets a suffix too: %s',
    async (name) => {
      const room = freshRoom();
      await join(room, { name: 'Ana' });
      const fake = await join(room, { name });
      const self = fake.all('welcome')[0]?.data.self;
      expect(self?.name).toBe(`${name}·${self?.id.slice(1, 5)}`);
    },
  );

  it('a suffix gets longer if four characters are taken, so no two names are identical', async () => {
    const room = freshRoom();
    await joinAs(room, 'firstalice000000', { name: 'alice' });
    const second = await joinAs(room, 'kPrK_qmxVWaYVA9w', { name: 'alice' });
    const third = await joinAs(room, '~kPrKgrinded0', { name: 'alice' });
    const nameOf = (peer: Peer) => peer.all('welcome')[0]?.data.self.name;
    expect([nameOf(second), nameOf(third)]).toEqual(['alice·kPrK', 'alice·kPrKgrin']);
  });

  it("a name that looks like a recent author's gets a suffix, after an eviction too", async () => {
    const room = freshRoom();
    const watcher = await join(room);
    const ana = await join(room, { name: 'Ana' });
    ana.send({ type: 'msg', id: 'm', data: 'hi' });
    await ana.next('ack');
    ana.close(1000);
    await watcher.next('system', (frame) => frame.event === 'leave');
    await evict(room);
    const fake = await join(room, { name: 'ana' });
    expect(fake.all('welcome')[0]?.data.self.name).toMatch(/^ana·....$/);
  });

  it.each([
    '',
    '   ',
    'x'.repeat(33),
    'a·b',
    'admin',
    'System',
    'S\u0443stem',
    '\u0391D\u039cIN',
    '系統',
    'zero\u200bwidth',
    '\u2800',
    'tag\u{e0041}',
    'n\u0301\u0301\u0301\u0301\u0301\u0301',
  ])('the name %j is refused', async (data) => {
    const ana = await join(freshRoom(), { name: 'Ana' });
    ana.send({ type: 'name', id: 'r', data });
    expect(await ana.next('error')).toMatchObject({ code: 'bad_name', id: 'r' });
  });

  it.each(['李雷', 'نور', 'Ana Souza', '👩‍👩‍👧', 'x'.repeat(32), 'क्षत्रिय'])('the name %j is kept', async (name) => {
    const ana = await join(freshRoom(), { name });
    expect(ana.all('welcome')[0]?.data.self.name).toBe(name);
  });
});
