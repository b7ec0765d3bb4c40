/** The effects of roles, settings and acts of moderation on a client's state. */

import { describe, expect, test } from 'vitest';
import { compose } from '../../src/client/events/compose.ts';
import { enqueue, marked } from '../../src/client/outbox/outbox.ts';
import { type ClientState, initialState } from '../../src/client/room-state/client-state.ts';
import { optimisticView } from '../../src/client/room-state/optimistic-view.ts';
import { reduce } from '../../src/client/room-state/reduce.ts';
import type { ModData, ModFrame } from '../../src/protocol/events/mod.ts';
import type { ServerFrame } from '../../src/protocol/frames.ts';
import { ack, broadcast, history, item, system, unpacked, welcome } from './support/frames.ts';

const NOW = 1_700_000_100_000;
const ME = { id: 'me00000000000000', name: 'Me', role: 'member' } as const;
const MO = { id: 'mo00000000000000', name: 'Mo', role: 'moderator' } as const;
const BO = { id: 'bo00000000000000', name: 'Bo', role: 'member' } as const;
const KEY = `${'k'.repeat(42)}A`;

function after(state: ClientState, ...frames: ServerFrame[]): ClientState {
  return frames.reduce((before, frame) => reduce(before, unpacked(frame), { nowMs: NOW }).state, state);
}

const JOINED = after(
  initialState('den'),
  welcome({ seq: 3, self: ME, who: [ME, MO, BO], count: 3 }),
  history([item(1), item(2), item(3)]),
);

function mod(seq: number, data: ModData): ModFrame {
  return { type: 'mod', seq, from: MO.name, fromId: MO.id, data, ts: NOW };
}

const roles = (state: ClientState) =>
  Object.fromEntries([...state.members.values()].map(({ name, role }) => [name, role]));

describe('an act of moderation', () => {
  test('an act of moderation takes its place in the order of seq and leaves a line', () => {
    const state = after(JOINED, mod(4, { action: 'mute', who: BO.id, name: 'Bo' }));
    expect(state).toMatchObject({ head: 4, sync: { status: 'live' } });
    expect(state.notices).toMatchObject([
      {
        event: 'notice',
        after: 4,
        text: 'Mo muted Bo',
        who: [{ id: BO.id, name: 'Bo' }],
        mod: { action: 'mute', who: BO.id, by: { id: MO.id, name: 'Mo' } },
      },
    ]);
    expect(after(JOINED, mod(5, { action: 'mute', who: BO.id }))).toMatchObject({ sync: { status: 'gap' } });
  });

  test('a member learns that it is muted from the welcome and from later events', () => {
    const muted = { untilMs: NOW + 1_000 };
    const told = after(initialState('den'), welcome({ seq: 0, self: { ...ME, muted } }));
    expect(told.self).toEqual({ ...ME, muted });
    expect(after(JOINED, mod(4, { action: 'mute', who: BO.id })).self).toEqual(ME);
    const forGood = after(JOINED, mod(4, { action: 'mute', who: ME.id }));
    expect(forGood.self).toEqual({ ...ME, muted: {} });
    expect(after(forGood, mod(5, { action: 'mute', who: ME.id, ...muted })).self).toEqual({ ...ME, muted });
    expect(after(forGood, mod(5, { action: 'unmute', who: ME.id })).self).toEqual(ME);
  });

  test("the welcome gives the offset of the room's clock, by which the times of acts are computed", () => {
    expect(after(initialState('den'), { ...welcome({ seq: 0 }), ts: NOW + 3_600_000 }).aheadMs).toBe(3_600_000);
    expect(after(initialState('den'), { ...welcome({ seq: 0 }), ts: NOW - 60_000 }).aheadMs).toBe(-60_000);
  });

  test('a member who is sent away is removed from the list, in its own client too', () => {
    for (const action of ['kick', 'ban'] as const) {
      const sent = after(JOINED, mod(4, { action, who: ME.id, name: 'Me' }));
      expect(sent.notices.map(({ count }) => count)).toEqual([2]);
      const told = after(sent, system('leave', { who: [{ id: ME.id, name: 'Me' }], count: 2 }));
      expect([told.count, told.members.size, told.notices.at(-1)?.count]).toEqual([2, 2, 2]);
    }
    const away = after(JOINED, mod(4, { action: 'ban', who: 'away000000000000', name: 'Away' }));
    expect(away.notices.map(({ count }) => count)).toEqual([3]);
    expect(after(JOINED, mod(4, { action: 'mute', who: BO.id })).notices.map(({ count }) => count)).toEqual([3]);
  });

  test('an act that gives a role changes it in the member list and in self', () => {
    const state = after(
      JOINED,
      mod(4, { action: 'role', who: BO.id, role: 'moderator' }),
      mod(5, { action: 'role', who: ME.id, role: 'owner' }),
    );
    expect(roles(state)).toEqual({ Me: 'owner', Mo: 'moderator', Bo: 'moderator' });
    expect(state.self).toEqual({ ...ME, role: 'owner' });
    expect(roles(after(state, mod(6, { action: 'ban', who: BO.id })))).toMatchObject({ Bo: 'member' });
  });

  test("the client's own act takes effect at once, and its line appears once it is stored", () => {
    const intent = compose('mod', { action: 'role', who: BO.id, role: 'moderator' }, optimisticView(JOINED));
    if ('ok' in intent) throw new Error('refused');
    const outbox = marked(enqueue(JOINED.outbox, 'x', intent, NOW), 'x', JOINED.epoch, JOINED.head);
    const pending = { ...JOINED, outbox };
    expect(optimisticView(pending).members.get(BO.id)?.role).toBe('moderator');
    expect(optimisticView(pending).notices).toEqual([]);
    const stored = after(pending, ack(4, 'x'));
    expect(stored.members.get(BO.id)?.role).toBe('moderator');
    expect(stored.notices).toMatchObject([{ text: 'Me changed the role of Bo: moderator' }]);
    // After a refusal only the failed change remains, for a retry.
    const failed = after(pending, { type: 'error', id: 'x', code: 'forbidden', data: 'Only owners.' });
    expect(optimisticView(failed).members.get(BO.id)?.role).toBe('member');
    expect(optimisticView(failed).changes).toMatchObject([{ status: 'failed', error: { code: 'forbidden' } }]);
  });
});

describe('roles', () => {
  test('a join notice carries a role above member', () => {
    const ada = { id: 'ada0000000000000', name: 'Ada', role: 'owner' } as const;
    const state = after(JOINED, system('join', { who: [ada] }), system('leave', { who: [MO] }));
    expect(roles(after(state, system('join', { who: [MO] })))).toMatchObject({ Ada: 'owner', Mo: 'moderator' });
  });

  test('the author of the first event is shown as the owner, unless it is a guest', () => {
    const empty = after(initialState('den'), welcome({ seq: 0, self: ME, who: [ME, BO], count: 2 }));
    const first = broadcast(1, { fromId: BO.id, from: 'Bo', epoch: 'e' });
    expect(roles(after(empty, first))).toEqual({ Me: 'member', Bo: 'owner' });
    const guest = { id: '~guest0000000', name: 'Gus', role: 'guest' } as const;
    const withGuest = after(initialState('den'), welcome({ seq: 0, self: ME, who: [ME, guest], count: 2 }));
    expect(roles(after(withGuest, broadcast(1, { fromId: guest.id })))).toEqual({ Me: 'member', Gus: 'guest' });
    const outbox = marked(enqueue([], 'x', { type: 'msg', data: 'hi' }, NOW), 'x', '', 0);
    expect(after({ ...empty, outbox }, ack(1, 'x', { epoch: 'e' })).self?.role).toBe('owner');
  });
});

describe('settings', () => {
  test('settings arrive one by one, are merged, and never include the key', () => {
    const set = (seq: number, data: object): ServerFrame => ({
      type: 'set',
      seq,
      from: 'Mo',
      fromId: MO.id,
      data,
      ts: NOW,
    });
    const state = after(
      JOINED,
      set(4, { topic: 'Tea' }),
      set(5, { slow: 10, retentionDays: 7 }),
      set(6, { locked: true }),
    );
    expect(state.settings).toEqual({ topic: 'Tea', slow: 10, locked: true, retentionDays: 7 });
    const intent = compose('set', { locked: true, key: KEY }, optimisticView(JOINED));
    if ('ok' in intent) throw new Error('refused');
    const pending = { ...JOINED, outbox: enqueue([], 'x', intent, NOW) };
    expect(optimisticView(pending).settings).toEqual({ topic: '', slow: 0, locked: true });
  });

  test.each([
    { locked: true },
    { key: KEY },
    { locked: false, key: KEY },
    { slow: -1 },
    { slow: 3_601 },
    { slow: 0.5 },
  ])('settings that no room accepts are refused before they are queued: %j', (change) => {
    expect(compose('set', change, optimisticView(JOINED))).toMatchObject({ ok: false, code: 'bad_request' });
  });
});
