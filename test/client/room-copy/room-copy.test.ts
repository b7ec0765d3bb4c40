import { describe, expect, test } from 'vitest';
import { enqueue } from '../../../src/client/outbox/outbox.ts';
import { recalled } from '../../../src/client/room-copy/recalled.ts';
import { COPIED_MESSAGES, copyOf, type RoomCopy } from '../../../src/client/room-copy/room-copy.ts';
import { supersedes } from '../../../src/client/room-copy/room-copy-keeping.ts';
import { type ClientState, disconnected, initialState } from '../../../src/client/room-state/client-state.ts';
import { optimisticView } from '../../../src/client/room-state/optimistic-view.ts';
import { reduce } from '../../../src/client/room-state/reduce.ts';
import type { ServerFrame } from '../../../src/protocol/frames.ts';
import { ack, broadcast, history, item, SELF, unpacked, welcome } from '../support/frames.ts';

function after(state: ClientState, ...frames: ServerFrame[]): ClientState {
  return frames.reduce((before, frame) => reduce(before, unpacked(frame), { nowMs: 0 }).state, state);
}

/** The client of a later page, which starts from the copy. */
function reopened(state: ClientState): ClientState {
  return { ...initialState('den'), ...structuredClone(copyOf(state)?.state) };
}

const FRESH = initialState('den');
const JOINED = after(FRESH, welcome({ seq: 3 }), history([item(1), item(2), item(3)]));
const texts = (messages: readonly { data: string }[] = []) => messages.map(({ data }) => data);

describe('a copy', () => {
  test('there is no copy of an unknown room or of a room without events', () => {
    expect(copyOf(FRESH)).toBeUndefined();
    expect(copyOf(after(FRESH, welcome({ seq: 0 })))).toBeUndefined();
  });

  test('a copy shows the room as it was, without a connection', () => {
    const copy = copyOf(JOINED);
    if (!copy) throw new Error('There is no copy.');
    const state = recalled('den', copy);
    expect(state).toMatchObject({ self: SELF, epoch: 'e1', head: 3, link: { status: 'idle' } });
    expect(texts(state.messages)).toEqual(['text 1', 'text 2', 'text 3']);
  });

  test('a client resumes from a copy and gets later changes and deletions', () => {
    const resumed = after(
      reopened(JOINED),
      welcome({ seq: 6, recovered: true }),
      broadcast(4),
      { type: 'edit', seq: 5, ref: 1, from: 'Ana', fromId: 'ana', data: 'better', ts: 5 },
      { type: 'delete', seq: 6, ref: 2, from: 'Ana', fromId: 'ana', data: '', ts: 6 },
    );
    expect(resumed.sync).toEqual({ status: 'live' });
    expect(texts(copyOf(resumed)?.state.messages)).toEqual(['better', '', 'text 3', 'text 4']);
  });

  test('a window replaces the copy if the room could not recover or started again', () => {
    const later = after(
      reopened(JOINED),
      welcome({ seq: 9, epoch: 'e2' }),
      history([item(8), item(9)], { more: true }),
    );
    expect(copyOf(later)?.state).toMatchObject({ epoch: 'e2', head: 9, hasOlder: true });
    expect(texts(copyOf(later)?.state.messages)).toEqual(['text 8', 'text 9']);
    expect(copyOf(after(reopened(JOINED), welcome({ seq: 0 })))).toBeUndefined();
  });

  test('a resume drops messages from the copy that the room has expired', () => {
    const resumed = after(reopened(JOINED), welcome({ seq: 3, floor: 3, recovered: true }));
    expect(texts(resumed.messages)).toEqual(['text 3']);
    expect(resumed.hasOlder).toBe(false);
  });

  test('B50: the client shows nothing where every event has expired, whether or not the room recovered', () => {
    const resumed = after(reopened(JOINED), welcome({ seq: 3, floor: 4, recovered: true }));
    const anew = after(reopened(JOINED), welcome({ seq: 3, floor: 4 }), history([]));
    for (const state of [resumed, anew]) {
      expect(state).toMatchObject({ messages: [], hasOlder: false, head: 3, sync: { status: 'live' } });
      expect(copyOf(state)?.state.messages).toEqual([]);
    }
  });

  test('a copy holds only the newest messages and notes that older ones exist', () => {
    const many = Array.from({ length: COPIED_MESSAGES + 5 }, (_, index) => item(index + 1));
    const copy = copyOf(after(FRESH, welcome({ seq: many.length }), history(many)))?.state;
    expect(copy?.messages).toHaveLength(COPIED_MESSAGES);
    expect(copy?.messages.at(-1)?.seq).toBe(many.length);
    expect(copy?.hasOlder).toBe(true);
  });

  test('a copy contains the stored text of a message while an edit of it is pending', () => {
    const outbox = enqueue(JOINED.outbox, 'i', { type: 'delete', ref: 3, refEpoch: 'e1' }, 0);
    expect(texts(optimisticView({ ...JOINED, outbox }).messages)).toEqual(['text 1', 'text 2', '']);
    expect(texts(copyOf({ ...JOINED, outbox })?.state.messages)).toEqual(['text 1', 'text 2', 'text 3']);
  });

  test('a copy contains neither the outbox nor which session sent a message', () => {
    const outbox = enqueue(JOINED.outbox, 'i', { type: 'msg', data: 'mine' }, 0);
    const acked = after({ ...JOINED, outbox }, ack(4, 'i'));
    expect(acked.messages.at(-1)).toMatchObject({ data: 'mine', own: true });
    const copy = copyOf(acked)?.state;
    expect(copy?.messages.at(-1)).toMatchObject({ data: 'mine', fromId: SELF.id });
    expect(copy?.messages.at(-1)).not.toHaveProperty('own');
    expect(Object.keys(copy ?? {}).sort()).toEqual(['epoch', 'hasOlder', 'head', 'messages', 'self', 'settings']);
  });

  test('a client can resume from the copy made after its connection was lost', () => {
    expect(copyOf(disconnected(after(JOINED, broadcast(4))))?.state).toMatchObject({ head: 4 });
  });
});

describe('copies of several tabs', () => {
  const copy = (epoch: string, head: number): RoomCopy => {
    const base = copyOf(JOINED);
    if (!base) throw new Error('the copy is missing');
    return { ...base, state: { ...base.state, epoch, head } };
  };

  test('the copy with the higher head wins', () => {
    expect(supersedes(copy('e1', 5), copy('e1', 4), true)).toBe(true);
    expect(supersedes(copy('e1', 4), copy('e1', 4), true)).toBe(true);
    expect(supersedes(copy('e1', 3), copy('e1', 4), true)).toBe(false);
  });

  test('a tab without a connection restores neither an earlier life of the room nor a deleted copy', () => {
    expect(supersedes(copy('e1', 50), copy('e2', 1), false)).toBe(false);
    expect(supersedes(copy('e1', 50), copy('e2', 1), true)).toBe(true);
    expect(supersedes(copy('e1', 50), undefined, false)).toBe(false);
    expect(supersedes(copy('e1', 50), undefined, true)).toBe(true);
    expect(supersedes(copy('e1', 5), copy('e1', 4), false)).toBe(true);
  });
});
