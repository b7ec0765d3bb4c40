import { describe, expect, test } from 'vitest';
import { type ClientState, disconnected, initialState } from '../../src/client/client-state.ts';
import { enqueue, marked } from '../../src/client/outbox.ts';
import { reduce } from '../../src/client/reduce.ts';
import type { ServerFrame } from '../../src/protocol/frames.ts';
import { ANA, ack, batch, broadcast, history, item, SELF, system, unpacked, welcome } from './support/frames.ts';
import { workOf } from './support/work.ts';

const NOW = 1_700_000_100_000;

function after(state: ClientState, ...frames: ServerFrame[]): ClientState {
  return frames.reduce((before, frame) => reduce(before, unpacked(frame), { nowMs: NOW }).state, state);
}

const FRESH = initialState('Den');
/** Joined at seq 3, with three messages in view. */
const JOINED = after(FRESH, welcome({ seq: 3 }), history([item(1), item(2), item(3)]));
const texts = (state: ClientState) => state.messages.map(({ seq, data }) => [seq, data]);
const seqs = (state: ClientState) => state.messages.map(({ seq }) => seq);

function withOutgoing(state: ClientState, ...ids: string[]): ClientState {
  const outbox = ids.reduce(
    (before, id) => enqueue(before, id, { type: 'msg', data: `mine ${id}` }, NOW),
    state.outbox,
  );
  return { ...state, outbox: ids.reduce((before, id) => marked(before, id, state.epoch, state.head), outbox) };
}

describe('joining', () => {
  test('an empty room is live at once, with epoch "" and head 0', () => {
    expect(after(FRESH, welcome({ seq: 0 }))).toMatchObject({
      room: 'den',
      self: SELF,
      epoch: '',
      head: 0,
      hasOlder: false,
      sync: { status: 'live' },
    });
  });

  test('a room with a past is live once its window has come', () => {
    const welcomed = after(FRESH, welcome({ seq: 3 }));
    expect(welcomed).toMatchObject({ sync: { status: 'window' }, head: 0, epoch: '' });
    expect(JOINED).toMatchObject({ sync: { status: 'live' }, head: 3, epoch: 'e1' });
    expect(seqs(JOINED)).toEqual([1, 2, 3]);
  });

  test('the frame with seq 1 brings the epoch, to others and to its sender', () => {
    const empty = after(FRESH, welcome({ seq: 0 }));
    expect(after(empty, broadcast(1, { epoch: 'new' }))).toMatchObject({ epoch: 'new', head: 1 });
    expect(after(withOutgoing(empty, 'a'), ack(1, 'a', { epoch: 'new' }))).toMatchObject({ epoch: 'new', head: 1 });
  });

  test('frames without a connection mean nothing', () => {
    const cut = disconnected(JOINED);
    expect(after(cut, broadcast(4), system('join'))).toBe(cut);
  });
});

describe('the gap rule', () => {
  test('the next seq is applied', () => {
    expect(texts(after(JOINED, broadcast(4)))).toContainEqual([4, 'text 4']);
  });

  test('a hole shows at once, and nothing behind it counts', () => {
    const gap = after(JOINED, broadcast(5), broadcast(4));
    expect(gap).toMatchObject({ sync: { status: 'gap' }, head: 3 });
    expect(seqs(gap)).toEqual([1, 2, 3]);
  });

  test('a hole inside a batch keeps what came before it', () => {
    expect(after(JOINED, batch(broadcast(4), broadcast(6)))).toMatchObject({ sync: { status: 'gap' }, head: 4 });
  });

  test('no event is applied twice', () => {
    const once = after(JOINED, broadcast(4));
    expect(after(once, broadcast(4, { data: 'again' }))).toEqual(once);
  });

  test('acks and events of every kind take a seq', () => {
    const state = after(
      withOutgoing(JOINED, 'a'),
      ack(4, 'a'),
      { type: 'edit', seq: 5, ref: 1, from: 'Ana', fromId: 'ana', data: 'x', ts: NOW },
      { type: 'delete', seq: 6, ref: 2, from: 'Ana', fromId: 'ana', data: '', ts: NOW },
      { type: 'react', seq: 7, ref: 3, from: 'Ana', fromId: 'ana', data: '👍', ts: NOW },
      { type: 'set', seq: 8, from: 'Ana', fromId: 'ana', data: { topic: 'Tea' }, ts: NOW },
    );
    expect(state).toMatchObject({ head: 8, sync: { status: 'live' } });
  });

  test('an event of a later version takes its seq, and otherwise nothing', () => {
    const unknown = JSON.parse('{"type":"poll","seq":4,"data":{}}');
    expect(after(JOINED, unknown)).toEqual({ ...JOINED, head: 4 });
    expect(after(JOINED, JSON.parse('{"type":"waving"}'))).toBe(JOINED);
  });

  test('a dup ack is outside of it', () => {
    const state = after(withOutgoing(JOINED, 'a', 'b'), ack(4, 'a'), ack(4, 'a', { dup: true }), ack(5, 'b'));
    expect(state).toMatchObject({ head: 5, sync: { status: 'live' }, outbox: [] });
    expect(seqs(state)).toEqual([1, 2, 3, 4, 5]);
  });

  test('an event in place of the window is a fault of the line', () => {
    expect(after(FRESH, welcome({ seq: 3 }), broadcast(4)).sync).toEqual({ status: 'gap' });
  });
});

describe('own messages', () => {
  test('an ack moves the message from the outbox to its place', () => {
    const state = after(withOutgoing(JOINED, 'a'), broadcast(4), ack(5, 'a'));
    expect(state.outbox).toEqual([]);
    expect(state.messages.at(-1)).toEqual({
      seq: 5,
      from: 'Me',
      fromId: '~me',
      data: 'mine a',
      ts: ack(5, 'a').ts,
      own: true,
    });
  });

  test('the ack tells the text as stored, if cleaning changed it', () => {
    expect(texts(after(withOutgoing(JOINED, 'a'), ack(4, 'a', { data: 'clean' })))).toContainEqual([4, 'clean']);
  });

  test('in a replay the ack brings the event, so nothing hangs on the outbox', () => {
    const resumed = after(disconnected(JOINED), welcome({ seq: 4, recovered: true }));
    const event = broadcast(4, { from: 'Me', fromId: '~me', data: 'as edited', edited: NOW });
    const state = after(resumed, batch(ack(4, 'a', { event })));
    expect(state.messages.at(-1)).toMatchObject({ seq: 4, data: 'as edited', edited: NOW, own: true });
    expect(state).toMatchObject({ head: 4, sync: { status: 'live' } });
  });

  test('an ack for nothing we know of is fetched by a resume', () => {
    expect(after(JOINED, ack(4, 'lost'))).toMatchObject({ head: 3, sync: { status: 'gap' } });
  });

  test('found in a window or in older history they leave the outbox', () => {
    const state = after(withOutgoing(disconnected(JOINED), 'a'), welcome({ seq: 9 }), history([item(9, { id: 'a' })]));
    expect(state).toMatchObject({ outbox: [], messages: [{ seq: 9, own: true }] });
    expect(state.messages[0]).not.toHaveProperty('id');
  });

  test('an error with their id puts them off or fails them', () => {
    const state = withOutgoing(JOINED, 'a');
    expect(after(state, { type: 'error', code: 'busy', data: '', id: 'a', retryAfterMs: 50 }).outbox).toMatchObject([
      { status: 'sending', error: { code: 'busy', retryAtMs: NOW + 50 } },
    ]);
    expect(after(state, { type: 'error', code: 'muted', data: '', id: 'a' }).outbox).toMatchObject([
      { status: 'failed', error: { code: 'muted' } },
    ]);
  });
});

describe('coming back', () => {
  test('recovered with nothing missed is live at once, with the view as it was', () => {
    const state = after(disconnected(JOINED), welcome({ seq: 3, recovered: true }));
    expect(state.sync).toEqual({ status: 'live' });
    expect(state.messages).toBe(JOINED.messages);
  });

  test('recovered is live only when the replay has come to the head of the welcome', () => {
    const halfway = after(disconnected(JOINED), welcome({ seq: 5, recovered: true }), broadcast(4));
    expect(halfway.sync).toEqual({ status: 'replay', until: 5 });
    expect(after(halfway, broadcast(5)).sync).toEqual({ status: 'live' });
  });

  test('not recovered replaces the view, once the window is there', () => {
    const welcomed = after(disconnected(JOINED), welcome({ seq: 90 }));
    expect(welcomed).toMatchObject({ head: 3, messages: JOINED.messages });
    const state = after(welcomed, history([item(89), item(90)], { more: true }));
    expect(state).toMatchObject({ head: 90, hasOlder: true });
    expect(seqs(state)).toEqual([89, 90]);
  });

  test('a connection that ends before the window comes resumes from the old position', () => {
    expect(disconnected(after(disconnected(JOINED), welcome({ seq: 90, epoch: 'e2' })))).toMatchObject({
      head: 3,
      epoch: 'e1',
    });
  });

  test('to a room that was wiped leaves nothing of the old one', () => {
    const state = after(disconnected(JOINED), welcome({ seq: 0 }));
    expect(state).toMatchObject({ epoch: '', head: 0, messages: [], notices: [], sync: { status: 'live' } });
  });

  test('to another epoch takes the lines between messages away with them', () => {
    const noticed = after(JOINED, system('join'));
    const kept = after(disconnected(noticed), welcome({ seq: 4 }), history([item(3), item(4)]));
    expect(kept.notices).toHaveLength(1);
    const other = after(disconnected(noticed), welcome({ seq: 4, epoch: 'e2' }), history([item(3), item(4)]));
    expect(other).toMatchObject({ epoch: 'e2', notices: [] });
  });

  test('without its view, a session can still ask for what lies before', () => {
    const bot = { ...initialState('den'), epoch: 'e1', head: 3 };
    expect(after(bot, welcome({ seq: 3, recovered: true })).hasOlder).toBe(true);
    expect(after(bot, welcome({ seq: 3, floor: 4, recovered: true })).hasOlder).toBe(false);
  });
});

describe('changes of loaded messages', () => {
  const by = { from: 'Ana', fromId: 'ana', ts: NOW };
  const thumb = (seq: number, more: object = {}): ServerFrame => ({
    type: 'react',
    seq,
    ref: 2,
    data: '👍',
    ...by,
    ...more,
  });

  test('an edit changes the text and says when', () => {
    const state = after(JOINED, { type: 'edit', seq: 4, ref: 2, data: 'new', ...by });
    expect(state.messages[1]).toMatchObject({ seq: 2, data: 'new', edited: NOW });
  });

  test('a deletion leaves an empty message, and no later edit brings it back', () => {
    const state = after(
      JOINED,
      thumb(4),
      { type: 'delete', seq: 5, ref: 2, ...by, data: '' },
      { type: 'edit', seq: 6, ref: 2, data: 'back', ...by },
    );
    expect(state.messages[1]).toEqual({ ...item(2), data: '', gone: true });
  });

  test('reactions count each member once, and are taken back', () => {
    const both = after(JOINED, thumb(4), thumb(5), thumb(6, { fromId: 'bo' }));
    expect(both.messages[1]?.reacts).toEqual({ '👍': ['ana', 'bo'] });
    expect(after(both, thumb(7, { off: true }), thumb(8, { off: true, fromId: 'bo' })).messages[1]).toEqual(item(2));
  });

  test('an emoji named like a property is only a name', () => {
    const state = after(JOINED, thumb(4, { data: '__proto__' }), thumb(5, { data: 'constructor' }));
    expect(Object.keys(state.messages[1]?.reacts ?? {})).toEqual(['__proto__', 'constructor']);
  });

  test('what is not loaded is left alone, but the seq counts', () => {
    const state = after(JOINED, { type: 'edit', seq: 4, ref: 77, data: 'new', ...by });
    expect(state).toEqual({ ...JOINED, head: 4 });
  });

  test('a setting changes what it names', () => {
    const state = after(JOINED, { type: 'set', seq: 4, data: { topic: 'Tea', retentionDays: 3 }, ...by });
    expect(state.settings).toEqual({ topic: 'Tea', slow: 0, locked: false, retentionDays: 3 });
  });
});

describe('older history', () => {
  const asked: ClientState = { ...JOINED, messages: JOINED.messages.slice(2), older: 'h', loadingOlder: true };

  test('goes before what is loaded', () => {
    const state = after(asked, history([item(1), item(2), item(3)], { id: 'h', more: true }));
    expect(seqs(state)).toEqual([1, 2, 3]);
    expect(state).toMatchObject({ hasOlder: true, loadingOlder: false, head: 3 });
  });

  test('asked for by somebody else changes nothing', () => {
    expect(after(asked, history([item(1)], { id: 'other' }))).toBe(asked);
  });

  test('that is refused stops loading', () => {
    expect(after(asked, { type: 'error', code: 'busy', data: '', id: 'h' })).toMatchObject({ loadingOlder: false });
  });
});

describe('oneself', () => {
  const may = ['topic', 'kick'] as const;

  test('is as the welcome says, with or without rights', () => {
    expect(after(FRESH, welcome()).self).toEqual(SELF);
    expect(after(FRESH, welcome({ self: { ...SELF, may } })).self?.may).toEqual(may);
  });

  test('has another role and other rights when told so, and keeps the rest', () => {
    const muted = { untilMs: 5 };
    const told = after(FRESH, welcome({ self: { ...SELF, may: [], muted } }), {
      type: 'self',
      data: { role: 'moderator', may },
    });
    expect(told.self).toEqual({ ...SELF, role: 'moderator', may, muted });
  });

  test('is nobody before the first welcome', () => {
    expect(after(FRESH, { type: 'self', data: { role: 'owner', may } })).toBe(FRESH);
  });
});

describe('who is here', () => {
  test('a join is counted, listed and told', () => {
    const state = after(JOINED, system('join', { ts: NOW }));
    expect(state.count).toBe(2);
    expect(state.members.get('ana')).toEqual(ANA);
    expect(state.notices).toEqual([{ key: 1, after: 3, ts: NOW, event: 'join', who: [ANA], count: 2, text: 'join!' }]);
  });

  test('no line is drawn for oneself, nor for who only came back with the room', () => {
    const state = after(JOINED, system('join', { who: [SELF], count: 1 }), system('join', { back: true }));
    expect(state.notices).toEqual([]);
    expect([...state.members.keys()]).toEqual(['~me', 'ana']);
  });

  test('a leave takes the member away and tells the cause', () => {
    const state = after(JOINED, system('join'), system('leave', { cause: 'lost', count: 1 }));
    expect(state.count).toBe(1);
    expect(state.members.has('ana')).toBe(false);
    expect(state.notices.at(-1)).toMatchObject({ event: 'leave', cause: 'lost' });
  });

  test('a rename keeps the role, and changes oneself too', () => {
    const state = after(JOINED, system('rename', { who: [{ id: '~me', name: 'New' }], was: 'Me', count: 1 }));
    expect(state.self).toEqual({ ...SELF, name: 'New' });
    expect(state.members.get('~me')).toEqual({ ...SELF, name: 'New' });
    expect(state.notices).toMatchObject([{ event: 'rename', was: 'Me' }]);
  });

  test('a page of members joins those known', () => {
    const state = after(JOINED, { type: 'who', id: 'w', data: [ANA], count: 2, more: false });
    expect([...state.members.values()]).toEqual([SELF, ANA]);
  });
});

describe('a state', () => {
  test('is never changed, only replaced', () => {
    const frozen = deepFreeze(structuredClone(withOutgoing(JOINED, 'a')));
    const before = structuredClone(frozen);
    after(frozen, batch(ack(4, 'a'), broadcast(5), system('join'), system('leave'), broadcast(9)));
    expect(frozen).toEqual(before);
  });

  test('of many messages is copied once for all that a frame brings, and gone over no more than that', () => {
    /** What it costs to take so many events at once into a view of so many messages. */
    const cost = (count: number, events: number): number => {
      const state = { ...JOINED, messages: Array.from({ length: count }, (_, i) => item(i + 1)), head: count };
      const frames = Array.from({ length: events }, (_, i) =>
        i % 5 === 4
          ? { type: 'edit' as const, seq: count + 1 + i, ref: 3 * i, data: 'new', from: 'Ana', fromId: 'ana', ts: NOW }
          : broadcast(count + 1 + i),
      );
      let taken: ClientState = state;
      const work = workOf(() => {
        taken = after(state, batch(...frames));
      });
      expect(taken.head).toBe(count + events);
      return work;
    };
    for (const count of [1_000, 10_000]) expect(cost(count, 50)).toBeLessThan(1.5 * count);
  });
});

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.freeze(value);
    for (const part of Object.values(value)) deepFreeze(part);
  }
  return value;
}
