import { describe, expect, test } from 'vitest';
import { enqueue, marked } from '../../../src/client/outbox/outbox.ts';
import { type ClientState, disconnected, initialState } from '../../../src/client/room-state/client-state.ts';
import { reduce } from '../../../src/client/room-state/reduce.ts';
import type { ServerFrame } from '../../../src/protocol/frames.ts';
import { ANA, ack, batch, broadcast, history, item, SELF, system, unpacked, welcome } from '../support/frames.ts';
import { workOf } from '../support/work.ts';

const NOW = 1_700_000_100_000;

function after(state: ClientState, ...frames: ServerFrame[]): ClientState {
  return frames.reduce((before, frame) => reduce(before, unpacked(frame), { nowMs: NOW }).state, state);
}

const FRESH = initialState('Den');
/** Joined at seq 3, with three messages loaded. */
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

  test('a room with messages is live once its window has arrived', () => {
    const welcomed = after(FRESH, welcome({ seq: 3 }));
    expect(welcomed).toMatchObject({ sync: { status: 'window' }, head: 0, epoch: '' });
    expect(JOINED).toMatchObject({ sync: { status: 'live' }, head: 3, epoch: 'e1' });
    expect(seqs(JOINED)).toEqual([1, 2, 3]);
  });

  test('the frame with seq 1 brings the epoch to its sender and to all others', () => {
    const empty = after(FRESH, welcome({ seq: 0 }));
    expect(after(empty, broadcast(1, { epoch: 'new' }))).toMatchObject({ epoch: 'new', head: 1 });
    expect(after(withOutgoing(empty, 'a'), ack(1, 'a', { epoch: 'new' }))).toMatchObject({ epoch: 'new', head: 1 });
  });

  test('frames without a connection are ignored', () => {
    const cut = disconnected(JOINED);
    expect(after(cut, broadcast(4), system('join'))).toBe(cut);
  });
});

describe('the gap rule', () => {
  test('the next seq is applied', () => {
    expect(texts(after(JOINED, broadcast(4)))).toContainEqual([4, 'text 4']);
  });

  test('a gap is detected at once, and nothing after it is applied', () => {
    const gap = after(JOINED, broadcast(5), broadcast(4));
    expect(gap).toMatchObject({ sync: { status: 'gap' }, head: 3 });
    expect(seqs(gap)).toEqual([1, 2, 3]);
  });

  test('a gap within a batch keeps the frames before it', () => {
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

  test('an unknown event of a later version only takes its seq', () => {
    const unknown = JSON.parse('{"type":"quiz","seq":4,"data":{}}');
    expect(after(JOINED, unknown)).toEqual({ ...JOINED, head: 4 });
    expect(after(JOINED, JSON.parse('{"type":"waving"}'))).toBe(JOINED);
  });

  test('a dup ack does not affect the head', () => {
    const state = after(withOutgoing(JOINED, 'a', 'b'), ack(4, 'a'), ack(4, 'a', { dup: true }), ack(5, 'b'));
    expect(state).toMatchObject({ head: 5, sync: { status: 'live' }, outbox: [] });
    expect(seqs(state)).toEqual([1, 2, 3, 4, 5]);
  });

  test('an event in place of the expected window counts as a gap', () => {
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

  test('the ack contains the stored text if cleaning changed it', () => {
    expect(texts(after(withOutgoing(JOINED, 'a'), ack(4, 'a', { data: 'clean' })))).toContainEqual([4, 'clean']);
  });

  test('an ack in a replay contains the event and does not depend on the outbox', () => {
    const resumed = after(disconnected(JOINED), welcome({ seq: 4, recovered: true }));
    const event = broadcast(4, { from: 'Me', fromId: '~me', data: 'as edited', edited: NOW });
    const state = after(resumed, batch(ack(4, 'a', { event })));
    expect(state.messages.at(-1)).toMatchObject({ seq: 4, data: 'as edited', edited: NOW, own: true });
    expect(state).toMatchObject({ head: 4, sync: { status: 'live' } });
  });

  test('an ack for an unknown event causes a resume, which brings the event', () => {
    expect(after(JOINED, ack(4, 'lost'))).toMatchObject({ head: 3, sync: { status: 'gap' } });
  });

  test('own messages found in a window or in older history leave the outbox', () => {
    const state = after(withOutgoing(disconnected(JOINED), 'a'), welcome({ seq: 9 }), history([item(9, { id: 'a' })]));
    expect(state).toMatchObject({ outbox: [], messages: [{ seq: 9, own: true }] });
    expect(state.messages[0]).not.toHaveProperty('id');
  });

  test('an error with the id of a queued message delays or fails it', () => {
    const state = withOutgoing(JOINED, 'a');
    expect(after(state, { type: 'error', code: 'busy', data: '', id: 'a', retryAfterMs: 50 }).outbox).toMatchObject([
      { status: 'sending', error: { code: 'busy', retryAtMs: NOW + 50 } },
    ]);
    expect(after(state, { type: 'error', code: 'muted', data: '', id: 'a' }).outbox).toMatchObject([
      { status: 'failed', error: { code: 'muted' } },
    ]);
  });
});

describe('resuming', () => {
  test('a recovered client that missed nothing is live at once and keeps its view', () => {
    const state = after(disconnected(JOINED), welcome({ seq: 3, recovered: true }));
    expect(state.sync).toEqual({ status: 'live' });
    expect(state.messages).toBe(JOINED.messages);
  });

  test('a recovered client is live only once the replay reaches the head of the welcome', () => {
    const halfway = after(disconnected(JOINED), welcome({ seq: 5, recovered: true }), broadcast(4));
    expect(halfway.sync).toEqual({ status: 'replay', until: 5 });
    expect(after(halfway, broadcast(5)).sync).toEqual({ status: 'live' });
  });

  test('an unrecovered client replaces its view once the window has arrived', () => {
    const welcomed = after(disconnected(JOINED), welcome({ seq: 90 }));
    expect(welcomed).toMatchObject({ head: 3, messages: JOINED.messages });
    const state = after(welcomed, history([item(89), item(90)], { more: true }));
    expect(state).toMatchObject({ head: 90, hasOlder: true });
    expect(seqs(state)).toEqual([89, 90]);
  });

  test('a connection that ends before the window arrives resumes from the old position', () => {
    expect(disconnected(after(disconnected(JOINED), welcome({ seq: 90, epoch: 'e2' })))).toMatchObject({
      head: 3,
      epoch: 'e1',
    });
  });

  test('after a room has been wiped, nothing of its old content remains', () => {
    const state = after(disconnected(JOINED), welcome({ seq: 0 }));
    expect(state).toMatchObject({ epoch: '', head: 0, messages: [], notices: [], sync: { status: 'live' } });
  });

  test('a new epoch removes the lines between messages', () => {
    const noticed = after(JOINED, system('join'));
    const kept = after(disconnected(noticed), welcome({ seq: 4 }), history([item(3), item(4)]));
    expect(kept.notices).toHaveLength(1);
    const other = after(disconnected(noticed), welcome({ seq: 4, epoch: 'e2' }), history([item(3), item(4)]));
    expect(other).toMatchObject({ epoch: 'e2', notices: [] });
  });

  test('a session without its view can still load older messages', () => {
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

  test('an edit changes the text and sets its time', () => {
    const state = after(JOINED, { type: 'edit', seq: 4, ref: 2, data: 'new', ...by });
    expect(state.messages[1]).toMatchObject({ seq: 2, data: 'new', edited: NOW });
  });

  test('a deletion leaves an empty message, which no later edit restores', () => {
    const state = after(
      JOINED,
      thumb(4),
      { type: 'delete', seq: 5, ref: 2, ...by, data: '' },
      { type: 'edit', seq: 6, ref: 2, data: 'back', ...by },
    );
    expect(state.messages[1]).toEqual({ ...item(2), data: '', gone: true });
  });

  test('reactions count each member once and can be removed', () => {
    const both = after(JOINED, thumb(4), thumb(5), thumb(6, { fromId: 'bo' }));
    expect(both.messages[1]?.reacts).toEqual({ '👍': ['ana', 'bo'] });
    expect(after(both, thumb(7, { off: true }), thumb(8, { off: true, fromId: 'bo' })).messages[1]).toEqual(item(2));
  });

  test('an emoji named like an object property is an ordinary key', () => {
    const state = after(JOINED, thumb(4, { data: '__proto__' }), thumb(5, { data: 'constructor' }));
    expect(Object.keys(state.messages[1]?.reacts ?? {})).toEqual(['__proto__', 'constructor']);
  });

  test('a change of a message that is not loaded only counts its seq', () => {
    const state = after(JOINED, { type: 'edit', seq: 4, ref: 77, data: 'new', ...by });
    expect(state).toEqual({ ...JOINED, head: 4 });
  });

  test('a change of settings affects only the settings that it names', () => {
    const state = after(JOINED, { type: 'set', seq: 4, data: { topic: 'Tea', retentionDays: 3 }, ...by });
    expect(state.settings).toEqual({ topic: 'Tea', slow: 0, locked: false, retentionDays: 3 });
  });
});

describe('older history', () => {
  const asked: ClientState = { ...JOINED, messages: JOINED.messages.slice(2), older: 'h' };

  test('a page of older history is put before the loaded messages', () => {
    const state = after(asked, history([item(1), item(2), item(3)], { id: 'h', more: true }));
    expect(seqs(state)).toEqual([1, 2, 3]);
    expect(state).toMatchObject({ hasOlder: true, older: undefined, head: 3 });
  });

  test('an answer to another request changes nothing', () => {
    expect(after(asked, history([item(1)], { id: 'other' }))).toBe(asked);
  });

  test('a refused request for older history ends loading', () => {
    expect(after(asked, { type: 'error', code: 'busy', data: '', id: 'h' })).toMatchObject({ older: undefined });
  });
});

describe('self', () => {
  const may = ['topic', 'kick'] as const;

  test('self is taken from the welcome, with or without rights', () => {
    expect(after(FRESH, welcome()).self).toEqual(SELF);
    expect(after(FRESH, welcome({ self: { ...SELF, may } })).self?.may).toEqual(may);
  });

  test('a self frame replaces role and rights and keeps the rest', () => {
    const muted = { untilMs: 5 };
    const told = after(FRESH, welcome({ self: { ...SELF, may: [], muted } }), {
      type: 'self',
      data: { role: 'moderator', may },
    });
    expect(told.self).toEqual({ ...SELF, role: 'moderator', may, muted });
  });

  test('self is undefined before the first welcome', () => {
    expect(after(FRESH, { type: 'self', data: { role: 'owner', may } })).toBe(FRESH);
  });
});

describe('the member list', () => {
  test('a join is counted, listed and shown as a line', () => {
    const state = after(JOINED, system('join', { ts: NOW }));
    expect(state.count).toBe(2);
    expect(state.members.get('ana')).toEqual(ANA);
    expect(state.notices).toEqual([{ key: 1, after: 3, ts: NOW, event: 'join', who: [ANA], count: 2, text: 'join!' }]);
  });

  test("there is no line for the client's own join or for members who return after a restart", () => {
    const state = after(JOINED, system('join', { who: [SELF], count: 1 }), system('join', { back: true }));
    expect(state.notices).toEqual([]);
    expect([...state.members.keys()]).toEqual(['~me', 'ana']);
  });

  test('a leave notice removes the member and names the cause', () => {
    const state = after(JOINED, system('join'), system('leave', { cause: 'lost', count: 1 }));
    expect(state.count).toBe(1);
    expect(state.members.has('ana')).toBe(false);
    expect(state.notices.at(-1)).toMatchObject({ event: 'leave', cause: 'lost' });
  });

  test('a rename keeps the role and also updates self', () => {
    const state = after(JOINED, system('rename', { who: [{ id: '~me', name: 'New' }], was: 'Me', count: 1 }));
    expect(state.self).toEqual({ ...SELF, name: 'New' });
    expect(state.members.get('~me')).toEqual({ ...SELF, name: 'New' });
    expect(state.notices).toMatchObject([{ event: 'rename', was: 'Me' }]);
  });

  test('a page of members is merged into the known ones', () => {
    const state = after(JOINED, { type: 'who', id: 'w', data: [ANA], count: 2, more: false });
    expect([...state.members.values()]).toEqual([SELF, ANA]);
  });
});

describe('a state', () => {
  test('a state is never mutated, only replaced', () => {
    const frozen = deepFreeze(structuredClone(withOutgoing(JOINED, 'a')));
    const before = structuredClone(frozen);
    after(frozen, batch(ack(4, 'a'), broadcast(5), system('join'), system('leave'), broadcast(9)));
    expect(frozen).toEqual(before);
  });

  test('a state with many messages is copied and scanned at most once per frame', () => {
    /** The work of taking a batch of `events` into a view of `count` messages. */
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
