/** Member lists of large rooms, which announce counts: what a client knows of the members, and when it requests them. */

import { beforeEach, describe, expect, test } from 'vitest';
import { RoomClient } from '../../../src/client/room-client.ts';
import { type ClientState, initialState } from '../../../src/client/room-state/client-state.ts';
import { reduce } from '../../../src/client/room-state/reduce.ts';
import type { ServerFrame } from '../../../src/protocol/frames.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { type FakeLine, fakeSockets, settle } from '../support/fake-line.ts';
import { ANA, broadcast, count, SELF, system, unpacked, welcome, who } from '../support/frames.ts';

const OWNER = { id: 'zed', name: 'Zed', role: 'owner' } as const;

function after(...frames: ServerFrame[]): ClientState {
  return frames.reduce((state, frame) => reduce(state, unpacked(frame), { nowMs: 0 }).state, initialState('den'));
}

function ids({ members }: Pick<ClientState, 'members'>): string[] {
  return [...members.keys()].toSorted();
}

describe('a count notice', () => {
  test('a count changes the number of members, but neither the list nor the lines between messages', () => {
    const before = after(welcome({ who: [SELF, ANA], count: 201 }));
    const state = reduce(before, [count(230)], { nowMs: 0 }).state;
    expect(state.count).toBe(230);
    expect(state.members).toBe(before.members);
    expect(state.notices).toEqual([]);
  });

  test('older clients treat a count like an unknown notice', () => {
    // An older client takes the count from an unknown notice and shows no line for it.
    const state = after(welcome({ count: 201 }), { ...count(230), event: 'later' } as unknown as ServerFrame);
    expect(state).toMatchObject({ count: 230, notices: [] });
  });

  test("in a large room, an author who isn't in the member list is named by the message alone", () => {
    const state = after(welcome({ who: [SELF], count: 201 }), count(230), broadcast(1, { from: 'Bo', fromId: 'bo' }));
    expect(state.messages).toMatchObject([{ from: 'Bo' }]);
    expect(ids(state)).toEqual(['~me']);
  });

  test('a large room still announces joins and leaves of moderators by name', () => {
    const state = after(welcome({ who: [SELF], count: 201 }), count(230), system('join', { who: [OWNER], count: 231 }));
    expect(state.members.get('zed')).toEqual(OWNER);
    expect(state.notices).toHaveLength(1);
  });
});

describe('a page of the member list', () => {
  const known = welcome({ who: [SELF, ANA, { ...ANA, id: 'bo' }, { ...ANA, id: 'cy' }, OWNER], count: 5 });

  test('a page of members replaces the known members in the range of ids that it covers, and no others', () => {
    const state = after(known, who(['ana', 'bob'], { more: true, after: 'a' }));
    expect(ids(state)).toEqual(['ana', 'bob', 'cy', 'zed', '~me'].toSorted());
  });

  test('the last page of members covers all remaining ids', () => {
    expect(ids(after(known, who(['ana'], { after: 'a' })))).toEqual(['ana']);
    expect(ids(after(known, who([], { after: 'bz' })))).toEqual(['ana', 'bo']);
  });

  test('a page from a server that does not say what it covers only adds members', () => {
    const { after: _, ...old } = who(['new']);
    expect(ids(after(known, old))).toEqual(['ana', 'bo', 'cy', 'new', 'zed', '~me'].toSorted());
  });
});

describe("a client's requests for members", () => {
  let clock: FakeClock;
  let line: FakeLine;
  let client: RoomClient;
  let random: number;

  beforeEach(() => {
    clock = new FakeClock();
    random = 0.5;
    client = new RoomClient({
      url: 'http://parley.test',
      room: 'den',
      clock,
      random: () => random,
      WebSocket: fakeSockets((opened) => {
        line = opened;
      }),
    });
    return () => client.leave();
  });

  async function arrive(...frames: ServerFrame[]): Promise<void> {
    for (const frame of frames) line.deliver(JSON.stringify(frame));
    await settle();
  }

  async function join(data: Parameters<typeof welcome>[0]): Promise<void> {
    client.connect();
    await settle();
    await arrive(welcome(data));
  }

  /** The requests for members since the last call. */
  function asked(): { id: string; after?: string }[] {
    return line.up
      .splice(0)
      .map((text) => (text === 'ping' ? {} : JSON.parse(text)))
      .filter(({ type }) => type === 'who');
  }

  test('a client requests the members within five seconds after notices resume, at a random moment', async () => {
    await join({ who: [SELF, { ...ANA, id: 'gone' }], count: 201, byCount: true });
    await arrive(count(159, { list: true }));
    clock.advance(2_499);
    expect(asked()).toEqual([]);
    clock.advance(1);
    const [request, ...more] = asked();
    expect(more).toEqual([]);
    await arrive(who(['ana', '~me'], { id: request?.id ?? '' }));
    expect(ids(client.state)).toEqual(['ana', '~me']);
    clock.advance(60_000);
    expect(asked()).toEqual([]);
  });

  test('a client requests all pages and follows joins and leaves meanwhile', async () => {
    await join({ who: [SELF], count: 201, byCount: true });
    await arrive(count(159, { list: true }));
    clock.advance(5_000);
    const [first] = asked();
    await arrive(who(['ana', 'bo'], { id: first?.id ?? '', more: true }));
    const [second] = asked();
    expect(second).toMatchObject({ after: 'bo' });
    await arrive(system('leave', { who: [ANA], count: 3 }), who(['cy', '~me'], { id: second?.id ?? '', after: 'bo' }));
    expect(ids(client.state)).toEqual(['bo', 'cy', '~me']);
  });

  test('a client requests the members again if it got no answer', async () => {
    await join({ who: [SELF], count: 201, byCount: true });
    await arrive(count(159, { list: true }));
    clock.advance(2_500);
    const [first] = asked();
    await arrive({ type: 'error', code: 'rate_limited', data: '', id: first?.id ?? '' });
    clock.advance(2_500);
    expect(asked()).toHaveLength(1);
  });

  test('a client requests nothing in a large room while the list is not displayed', async () => {
    await join({ who: [SELF], count: 201, byCount: true });
    await arrive(count(230));
    clock.advance(120_000);
    expect(asked()).toEqual([]);
  });

  test('opening an outdated list requests the members at once; opening a current one does not', async () => {
    await join({ who: [SELF], count: 201, byCount: true });
    const end = client.followMembers(200);
    expect(asked()).toEqual([]);
    end();
    await arrive(count(230));
    client.followMembers(200);
    expect(asked()).toHaveLength(1);
  });

  test('while the list is displayed, a client requests it once within a minute of any changes', async () => {
    await join({ who: [SELF], count: 201, byCount: true });
    const end = client.followMembers(200);
    await arrive(count(230), count(260));
    clock.advance(29_999);
    expect(asked()).toEqual([]);
    clock.advance(1);
    const [request] = asked();
    await arrive(who(['ana', '~me'], { id: request?.id ?? '', count: 260, more: true }));
    clock.advance(120_000);
    await arrive(count(300));
    end();
    clock.advance(120_000);
    expect(asked()).toEqual([]);
  });

  test('a client requests as many members as are displayed and forgets those it is no longer told about', async () => {
    await join({ who: [SELF, ANA, OWNER, { ...ANA, id: 'x' }], count: 201, byCount: true });
    await arrive(count(230));
    client.followMembers(2);
    const [request] = asked();
    await arrive(who(['ana', 'bo'], { id: request?.id ?? '', count: 230, more: true }));
    expect(asked()).toEqual([]);
    // Of the members beyond the page, only the owner is certain to be present still.
    expect(ids(client.state)).toEqual(['ana', 'bo', 'zed']);
  });

  test('a client requests no members after its connection is lost', async () => {
    await join({ who: [SELF], count: 201, byCount: true });
    await arrive(count(159, { list: true }));
    client.leave();
    clock.advance(60_000);
    expect(asked()).toEqual([]);
  });
});
