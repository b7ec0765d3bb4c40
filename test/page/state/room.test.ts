/** Where the state that a room shows comes from. */

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { recalled } from '../../../src/client/room-copy/recalled.ts';
import { Room } from '../../../src/page/state/room.ts';
import { item, SELF } from '../../client/support/frames.ts';

/** The state of a room with one message, from its stored copy. */
const stored = (seq: number) =>
  recalled('den', {
    v: 1,
    state: {
      epoch: 'e1',
      head: seq,
      messages: [item(seq)],
      hasOlder: false,
      self: SELF,
      settings: { topic: '', slow: 0, locked: false },
    },
  });

beforeEach(() => {
  vi.stubGlobal('location', { origin: 'http://nowhere.test' });
  vi.stubGlobal('PerformanceNavigationTiming', class {});
  // The browser draws no frame.
  vi.stubGlobal('document', { hidden: false });
  vi.stubGlobal('requestAnimationFrame', vi.fn());
});
afterEach(() => void vi.unstubAllGlobals());

describe('the state that a room shows', () => {
  test('a stored state is shown only while none is known', () => {
    const room = new Room('den', 0);
    room.recall(stored(1));
    expect(room.state.value?.head).toBe(1);
    room.recall(stored(2));
    expect(room.state.value?.head).toBe(1);
  });

  test('catching up shows the client’s state before the next animation frame, and keeps the stored messages', () => {
    const room = new Room('den', 0);
    room.recall(stored(1));
    room.open(undefined);
    room.send('hello');
    expect(room.state.value?.outbox).toEqual([]);
    room.catchUp();
    expect([room.state.value?.messages.length, room.state.value?.outbox.map(({ data }) => data)]).toEqual([
      1,
      ['hello'],
    ]);
    room.close();
  });

  test('a room that is closed has nothing to catch up with', () => {
    const room = new Room('den', 0);
    room.open(undefined);
    room.send('hello');
    room.close();
    room.catchUp();
    expect(room.state.value).toBeUndefined();
  });
});
