/** A large room announces its member count instead of each join and leave. */

import { runDurableObjectAlarm } from 'cloudflare:test';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { COUNT_EVERY_MS, COUNT_FROM, COUNT_UNTIL } from '../../src/protocol/limits.ts';
import { ask, connect, evict, freshRoom, join, joinAs, joinBase, type Peer, stubOf } from './support.ts';

const ADMIN = 'admin00000000000';

// The clock stands still unless a test moves it, because a count is announced at most once in five seconds.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});

function pass(ms: number): void {
  vi.setSystemTime(Date.now() + ms);
}

/** Connects `size` base clients. */
function crowd(room: string, size: number): Promise<Peer[]> {
  return Promise.all(Array.from({ length: size }, (_, n) => joinBase(room, `m${n}`)));
}

/** Closes the connections and waits until the room has noticed. */
async function leave(peers: readonly Peer[]): Promise<void> {
  for (const peer of peers) peer.close(1000);
  await Promise.all(peers.map((peer) => peer.closed));
}

function names(peer: Peer): string[] {
  return peer.all('system').map(({ event, who }) => `${event} ${who.map(({ name }) => name).join(',')}`);
}

/** A room large enough to announce counts: one v1 client that was there before, and the others. */
async function largeRoom(): Promise<{ room: string; ana: Peer; others: Peer[] }> {
  const room = freshRoom();
  const ana = await join(room, { name: 'Ana' });
  const others = await crowd(room, COUNT_FROM - 1);
  await ana.count(({ count }) => count === COUNT_FROM);
  return { room, ana, others };
}

describe('a large room', () => {
  it('instead of the 201st join everybody gets a count, and the newcomer its own join', async () => {
    const room = freshRoom();
    const ana = await join(room, { name: 'Ana' });
    const others = await crowd(room, COUNT_FROM - 2);
    await ana.next('system', ({ count }) => count === COUNT_FROM - 1);
    expect(ana.counts).toEqual([]);
    const last = await join(room, { name: 'Last' });
    expect(await last.next('system')).toMatchObject({
      event: 'join',
      who: [{ name: 'Last' }],
      count: COUNT_FROM,
      data: 'Last joined',
    });
    const notice = { type: 'system', event: 'count', count: COUNT_FROM, data: '201 here', ts: Date.now() };
    for (const peer of [ana, others[0], last]) expect(await peer?.count()).toEqual(notice);
    await ana.settled();
    expect(names(ana).some((line) => line.includes('Last'))).toBe(false);
  });

  it('the welcome of a large room says that it announces counts', async () => {
    const { room, ana } = await largeRoom();
    expect(ana.all('welcome')[0]?.data).not.toHaveProperty('byCount');
    const late = await join(room);
    expect(late.all('welcome')[0]?.data).toMatchObject({ byCount: true, count: COUNT_FROM + 1, more: true });
  });

  it('in a large room a base client gets its own join notice first, and once', async () => {
    const { room } = await largeRoom();
    const base = await connect(room, { name: 'Base' });
    await base.settled();
    expect(base.frames[0]).toMatchObject({ event: 'join', who: [{ name: 'Base' }] });
    // The notice of a later join by name still reaches it.
    await joinAs(room, ADMIN, { name: 'Ada' });
    await base.next('system', ({ who }) => who[0]?.name === 'Ada');
    expect(names(base)).toEqual(['join Base', 'join Ada']);
  });

  it('a new count is announced with the next event after five seconds', async () => {
    const { room, ana } = await largeRoom();
    await crowd(room, 10);
    pass(COUNT_EVERY_MS - 1);
    await ana.settled();
    expect(ana.counts.map(({ count }) => count)).toEqual([201]);
    pass(1);
    await ana.settled();
    expect(ana.counts.map(({ count }) => count)).toEqual([201, 211]);
  });

  it('a count is announced at once if there was none for five seconds', async () => {
    const { room, ana } = await largeRoom();
    pass(COUNT_EVERY_MS);
    await crowd(room, 3);
    expect(await ana.count(({ count }) => count === 204)).toMatchObject({ data: '204 here' });
  });

  it('a new count is announced when the alarm fires', async () => {
    const { room, ana } = await largeRoom();
    await crowd(room, 10);
    pass(COUNT_EVERY_MS);
    await runDurableObjectAlarm(stubOf(room));
    await ana.settled();
    expect(ana.counts.map(({ count }) => count)).toEqual([201, 211]);
  });

  it('a count that changed by less than one in a hundred is not announced', async () => {
    const { ana, others } = await largeRoom();
    pass(COUNT_EVERY_MS);
    await leave(others.slice(0, 2));
    pass(COUNT_EVERY_MS);
    await ana.settled();
    expect(ana.counts.map(({ count }) => count)).toEqual([201]);
    await leave(others.slice(2, 3));
    await ana.settled();
    expect(ana.counts.map(({ count }) => count)).toEqual([201, 198]);
    expect(names(ana).filter((line) => line.startsWith('leave'))).toEqual([]);
  });

  it('a large room announces owners and moderators by name, and admins as owners', async () => {
    const { room, ana } = await largeRoom();
    const admin = await joinAs(room, ADMIN, { name: 'Ada' });
    expect(await ana.next('system', ({ who }) => who[0]?.id === ADMIN)).toMatchObject({
      event: 'join',
      who: [{ name: 'Ada', role: 'owner' }],
    });
    admin.send({ type: 'name', id: 'n', data: 'Eda' });
    expect(await ana.next('system', ({ event }) => event === 'rename')).toMatchObject({ was: 'Ada' });
    admin.close(1000);
    expect(await ana.next('system', ({ event }) => event === 'leave')).toMatchObject({ who: [{ name: 'Eda' }] });
  });

  it("in a large room only the member's own sessions are told of a rename", async () => {
    const { room, ana, others } = await largeRoom();
    const [one, two] = [
      await joinAs(room, 'two-sessions0000', { name: 'Bo', session: 's1' }),
      await joinAs(room, 'two-sessions0000', { name: 'Bo', session: 's2' }),
    ];
    one.send({ type: 'name', id: 'n', data: 'Bob' });
    for (const own of [one, two])
      expect(await own.next('system', ({ event }) => event === 'rename')).toMatchObject({ was: 'Bo' });
    others[0]?.send({ type: 'name', data: 'base' });
    expect(await others[0]?.next('system', ({ event }) => event === 'rename')).toMatchObject({ was: 'm0' });
    one.send({ type: 'msg', id: 'm', data: 'hi' });
    expect((await ana.next('broadcast')).from).toBe('Bob');
    expect(names(ana).filter((line) => line.startsWith('rename'))).toEqual([]);
  });

  it('a large room names a member whom a moderator removed', async () => {
    const { room, others } = await largeRoom();
    const admin = await joinAs(room, ADMIN, { name: 'Ada' });
    const bad = await joinAs(room, 'bad0000000000000', { name: 'Bad' });
    await ask(admin, { type: 'mod', data: { action: 'kick', who: 'bad0000000000000' } });
    await bad.closed;
    expect(await others[0]?.next('system', ({ event }) => event === 'leave')).toMatchObject({
      who: [{ name: 'Bad' }],
      cause: 'kicked',
    });
  });

  it('a room announces counts until it has fewer than 160 members, then asks for a new list and announces names', async () => {
    const { room, ana, others } = await largeRoom();
    pass(COUNT_EVERY_MS);
    await leave(others.splice(0, COUNT_FROM - COUNT_UNTIL));
    expect(ana.counts.at(-1)).not.toHaveProperty('list');
    await leave(others.splice(0, 1));
    expect(await ana.count(({ list }) => list === true)).toMatchObject({ count: COUNT_UNTIL - 1, data: '159 here' });
    expect(names(ana).filter((line) => line.startsWith('leave'))).toEqual([]);
    await joinBase(room, 'Zoe');
    await ana.next('system', ({ who }) => who[0]?.name === 'Zoe');
    const asked = await ask(ana, { type: 'who' });
    expect(asked).toMatchObject({ after: '', count: COUNT_UNTIL, more: false });
  });

  it('a room that never had more than 200 members announces no count', async () => {
    const room = freshRoom();
    const ana = await join(room, { name: 'Ana' });
    const others = await crowd(room, COUNT_FROM - 2);
    await leave(others.slice(0, 20));
    await ana.next('system', ({ count }) => count === COUNT_FROM - 21);
    expect(ana.counts).toEqual([]);
  });
});

describe('a large room that hibernated', () => {
  it('a large room that hibernated repeats no count and announces a pending one', async () => {
    const { room, ana } = await largeRoom();
    await crowd(room, 10);
    await evict(room);
    await ana.settled();
    expect(ana.counts.map(({ count }) => count)).toEqual([201]);
    pass(COUNT_EVERY_MS);
    await ana.settled();
    expect(ana.counts.map(({ count }) => count)).toEqual([201, 211]);
    await evict(room);
    pass(COUNT_EVERY_MS);
    await ana.settled();
    expect(ana.counts.map(({ count }) => count)).toEqual([201, 211]);
  });

  it('a room below 201 members goes on announcing counts even if the connection with the note is gone', async () => {
    const { room, ana, others } = await largeRoom();
    const watcher = others.pop();
    // The oldest connection holds the note that the room announces counts.
    ana.close(1000);
    await ana.closed;
    await leave(others.splice(0, 20));
    await evict(room);
    pass(COUNT_EVERY_MS);
    await leave(others.splice(0, 10));
    await watcher?.count(({ count }) => count < 180 && count >= COUNT_UNTIL);
    expect(watcher?.all('system').some(({ event }) => event === 'leave')).toBe(false);
    await leave(others.splice(0, 20));
    expect((await watcher?.count(({ list }) => list === true))?.count).toBe(COUNT_UNTIL - 1);
  });

  it('a room below 201 members that announced no count before hibernation goes on announcing names', async () => {
    const room = freshRoom();
    const ana = await join(room, { name: 'Ana' });
    await crowd(room, COUNT_UNTIL + 10);
    await evict(room);
    await joinBase(room, 'Zoe');
    await ana.next('system', ({ who }) => who[0]?.name === 'Zoe');
    expect(ana.counts).toEqual([]);
  });
});
