import { describe, expect, test } from 'vitest';
import type { Intent } from '../../../src/client/events/content.ts';
import { enqueue, marked, refused } from '../../../src/client/outbox/outbox.ts';
import { type ClientState, disconnected, initialState } from '../../../src/client/room-state/client-state.ts';
import { optimisticView } from '../../../src/client/room-state/optimistic-view.ts';
import { reduce } from '../../../src/client/room-state/reduce.ts';
import type { ServerFrame } from '../../../src/protocol/frames.ts';
import { ack, batch, history, item, SELF, unpacked, welcome } from '../support/frames.ts';

const NOW = 1_700_000_100_000;
const MINE = { from: SELF.name, fromId: SELF.id };

function after(state: ClientState, ...frames: ServerFrame[]): ClientState {
  return frames.reduce((before, frame) => reduce(before, unpacked(frame), { nowMs: NOW }).state, state);
}

/** Joined at seq 2. The second message is the client's own. */
const JOINED = after(initialState('den'), welcome({ seq: 2 }), history([item(1), item(2, MINE)]));

/** The state with an event in the outbox that was sent under the id `x`. */
function withRequest(intent: Intent, state = JOINED): ClientState {
  const outbox = enqueue(state.outbox, 'x', { refEpoch: 'e1', ...intent }, NOW);
  return { ...state, outbox: marked(outbox, 'x', state.epoch, state.head) };
}

const EDIT = withRequest({ type: 'edit', ref: 2, data: 'new' });
const GONE = withRequest({ type: 'delete', ref: 2 });
const THUMB = withRequest({ type: 'react', ref: 1, data: '👍' });
const TOPIC = withRequest({ type: 'set', data: { topic: 'Tea' } });

describe('a pending change', () => {
  test('a pending change is shown at once and leaves the stored state untouched', () => {
    expect(optimisticView(EDIT).messages[1]).toMatchObject({ data: 'new', edited: NOW });
    expect(optimisticView(GONE).messages[1]).toMatchObject({ data: '', gone: true });
    expect(optimisticView(THUMB).messages[0]).toMatchObject({ reacts: { '👍': ['~me'] } });
    expect(optimisticView(TOPIC).settings.topic).toBe('Tea');
    for (const { messages, settings } of [EDIT, GONE, THUMB, TOPIC]) {
      expect(messages).toBe(JOINED.messages);
      expect(settings).toBe(JOINED.settings);
    }
  });

  test('pending changes are in `changes`, and only messages are in `outbox`', () => {
    const state = optimisticView({ ...EDIT, outbox: enqueue(EDIT.outbox, 'm', { type: 'msg', data: 'hi' }, NOW) });
    expect(state.outbox.map(({ id }) => id)).toEqual(['m']);
    expect(state.changes).toMatchObject([{ id: 'x', type: 'edit', ref: 2, data: 'new', status: 'sending' }]);
  });

  test('a pending change can remove a reaction', () => {
    const state = after(THUMB, ack(3, 'x'));
    expect(optimisticView(state).messages[0]).toHaveProperty('reacts');
    const off = withRequest({ type: 'react', ref: 1, data: '👍', off: true }, state);
    expect(optimisticView(off).messages[0]).toEqual(item(1));
  });

  test('a pending change builds on the pending change before it', () => {
    const both = withRequest({ type: 'delete', ref: 2 }, { ...EDIT, outbox: EDIT.outbox });
    expect(optimisticView(both).messages[1]).toMatchObject({ gone: true, data: '' });
  });

  test('a failed change has no effect and can be retried or discarded', () => {
    const outbox = refused(EDIT.outbox, 'x', { code: 'not_found', data: 'Gone.' }, NOW);
    const state = optimisticView({ ...EDIT, outbox });
    expect(state.messages).toBe(JOINED.messages);
    expect(state.changes).toMatchObject([{ status: 'failed', error: { code: 'not_found', text: 'Gone.' } }]);
  });

  test('a pending change from another life of the room affects nothing', () => {
    const state = after(disconnected(EDIT), welcome({ seq: 2, epoch: 'e2' }), history([item(1), item(2, MINE)]));
    expect(optimisticView(state).messages[1]).toEqual(item(2, MINE));
  });

  test('a pending change of a message that is not loaded shows nowhere', () => {
    expect(optimisticView(withRequest({ type: 'delete', ref: 99 })).messages).toBe(JOINED.messages);
  });
});

describe('an acknowledged change', () => {
  test.each([
    ['an edit', EDIT, { seq: 2, data: 'new', edited: ack(3, 'x').ts }],
    ['a deletion', GONE, { seq: 2, data: '', gone: true }],
    ['a reaction', THUMB, { seq: 1, reacts: { '👍': ['~me'] } }],
  ])('an acknowledged change becomes part of the stored state: %s', (_, state, message) => {
    const stored = after(state, ack(3, 'x'));
    expect(stored).toMatchObject({ head: 3, outbox: [], sync: { status: 'live' } });
    expect(stored.messages.find(({ seq }) => seq === message.seq)).toMatchObject(message);
    expect(optimisticView(stored).messages).toBe(stored.messages);
  });

  test('an acknowledged setting becomes part of the stored state', () => {
    expect(after(TOPIC, ack(3, 'x'))).toMatchObject({ head: 3, outbox: [], settings: { topic: 'Tea' } });
  });

  test('an ack in a replay brings its event, which is applied once', () => {
    const resumed = after(disconnected(EDIT), welcome({ seq: 3, recovered: true }));
    const event = { type: 'edit', seq: 3, ref: 2, ...MINE, data: 'as edited later', ts: NOW } as const;
    const state = after(resumed, batch(ack(3, 'x', { event })));
    expect(state).toMatchObject({ head: 3, outbox: [] });
    expect(state.messages[1]).toMatchObject({ data: 'as edited later' });
  });

  test('an acknowledged change whose seq was already counted is not applied over later changes', () => {
    const window = history([item(1), item(2, { ...MINE, data: 'edited elsewhere', edited: NOW })]);
    const state = after(disconnected(EDIT), welcome({ seq: 9 }), window, ack(3, 'x', { dup: true }));
    expect(state.outbox).toEqual([]);
    expect(state.messages[1]).toMatchObject({ data: 'edited elsewhere' });
    expect(state).toMatchObject({ head: 9, sync: { status: 'live' } });
  });
});

test('older messages are loading as long as a request for them is unanswered', () => {
  expect(optimisticView(JOINED).loadingOlder).toBe(false);
  expect(optimisticView({ ...JOINED, older: 'h' }).loadingOlder).toBe(true);
  expect(optimisticView(disconnected({ ...JOINED, older: 'h' })).loadingOlder).toBe(false);
});
