/** Signals, which are passed on but not stored: typing and read. */

import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ask, freshRoom, join, joinAs, joinBase, type Peer } from '../support.ts';

const ANA = 'anaananaananaana';
const BO = 'bobobobobobobobo';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
  return () => vi.useRealTimers();
});

async function settled(...peers: Peer[]): Promise<void> {
  // The sender comes first, so that the room has handled its frames before the others settle.
  for (const peer of peers) await peer.settled();
}

describe('typing', () => {
  it("typing goes to other members, not to base clients or the sender's own sessions", async () => {
    const room = freshRoom();
    const ana = await joinAs(room, ANA, { name: 'Ana', session: 'one' });
    const same = await joinAs(room, ANA, { name: 'Ana', session: 'two' });
    const bo = await joinAs(room, BO);
    const base = await joinBase(room);
    ana.send({ type: 'typing' });
    await settled(ana, same, bo, base);
    expect(bo.all('typing')).toEqual([{ type: 'typing', from: 'Ana', fromId: ANA }]);
    for (const peer of [ana, same, base]) expect(peer.all('typing')).toEqual([]);
  });

  it('typing is passed on at most once in 3 seconds per member, however many sessions it has', async () => {
    const room = freshRoom();
    const ana = await joinAs(room, ANA, { session: 'one' });
    const same = await joinAs(room, ANA, { session: 'two' });
    const bo = await joinAs(room, BO);
    ana.send({ type: 'typing' });
    await ana.settled();
    vi.advanceTimersByTime(1_000);
    same.send({ type: 'typing' });
    await settled(same, bo);
    expect(bo.all('typing')).toHaveLength(1);
    vi.advanceTimersByTime(2_000);
    same.send({ type: 'typing' });
    await settled(same, bo);
    expect(bo.all('typing')).toHaveLength(2);
  });

  it('typing of a muted member is dropped', async () => {
    const room = freshRoom();
    const ana = await joinAs(room, ANA);
    const bo = await joinAs(room, BO);
    await ask(ana, { type: 'msg', data: 'mine' });
    await ask(ana, { type: 'mod', data: { action: 'mute', who: BO } });
    bo.send({ type: 'typing' });
    await settled(bo, ana);
    expect(ana.all('typing')).toEqual([]);
  });

  it('typing is passed on among 50 members but not among 51', async () => {
    const room = freshRoom();
    const peers: Peer[] = [];
    for (let n = 0; n < 50; n++) peers.push(await join(room));
    const [one, other, third] = peers;
    one?.send({ type: 'typing' });
    await one?.settled();
    await other?.settled();
    expect(other?.all('typing')).toHaveLength(1);
    await join(room);
    third?.send({ type: 'typing' });
    await third?.settled();
    await other?.settled();
    expect(other?.all('typing')).toHaveLength(1);
  });

  it('typing needs a v1 client', async () => {
    const base = await joinBase(freshRoom());
    base.send({ type: 'typing' });
    expect(await base.next('error')).toMatchObject({ code: 'unsupported' });
  });
});

describe('read', () => {
  it("read goes only to the member's other sessions, at most once in 2 seconds, and not past the head", async () => {
    const room = freshRoom();
    const ana = await joinAs(room, ANA, { session: 'one' });
    const same = await joinAs(room, ANA, { session: 'two' });
    const bo = await joinAs(room, BO);
    for (let n = 0; n < 3; n++) await ask(bo, { type: 'msg', data: 'hm' });
    ana.send({ type: 'read', data: 2 });
    ana.send({ type: 'read', data: 3 });
    await settled(ana, same, bo);
    expect(same.all('read')).toEqual([{ type: 'read', data: 2 }]);
    vi.advanceTimersByTime(2_000);
    ana.send({ type: 'read', data: 1_000 });
    await settled(ana, same, bo);
    expect(same.all('read').map(({ data }) => data)).toEqual([2, 3]);
    for (const peer of [ana, bo]) expect(peer.all('read')).toEqual([]);
  });

  it('a read signal whose data is not a seq is refused', async () => {
    const ana = await join(freshRoom());
    ana.send({ type: 'read', data: 0 });
    expect(await ana.next('error')).toMatchObject({ code: 'bad_request' });
  });
});
