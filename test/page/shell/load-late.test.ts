/** When the late part is fetched, and what happens if one of its features fails. */

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { RoomClient } from '../../../src/client/index.ts';
import { hasDrawn } from '../../../src/page/features/messages/list/shown-list.ts';
import { put } from '../../../src/page/gallery/put.ts';
import { loadLate } from '../../../src/page/shell/load-late.ts';
import { fillEach, startEach } from '../../../src/page/state/late-features.ts';
import { Room } from '../../../src/page/state/room.ts';
import { rooms } from '../../../src/page/state/rooms.ts';
import { route } from '../../../src/page/state/route.ts';

const fillSlots = vi.hoisted(() => vi.fn(async () => {}));
vi.mock('../../../src/page/late.ts', () => ({ fillSlots, startUnseen: () => {} }));
vi.mock('../../../src/page/around.ts', () => ({ AROUND: [] }));
vi.mock('../../../src/page/state/fetch-part.ts', () => ({ fetchPart: (load: () => unknown) => load() }));

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('document', { hidden: false });
  vi.stubGlobal('requestAnimationFrame', (act: () => void) => setTimeout(act, 16));
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('the late part is not fetched until the messages that have arrived are drawn', async () => {
  const room = new Room('den', 0);
  const { state } = new RoomClient({ url: 'http://nowhere.test', room: 'den' });
  const message = { seq: 1, from: 'Ana', fromId: 'ana', data: 'hello', ts: 0 };
  put(room.state, { ...state, link: { status: 'live', sinceMs: 0 }, messages: [message] });
  rooms.value = [room];
  route.value = { kind: 'room', room: 'den' };
  loadLate();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(fillSlots).not.toHaveBeenCalled();
  hasDrawn.value = true;
  await vi.advanceTimersByTimeAsync(1_000);
  expect(fillSlots).toHaveBeenCalledOnce();
});

test('a feature that fails is reported, and the others work', async () => {
  const reported = vi.fn();
  vi.stubGlobal('reportError', reported);
  const did: string[] = [];
  const broken = () => {
    throw new Error('broken');
  };
  const features = [
    { fill: broken, start: broken },
    { fill: () => void did.push('filled'), start: () => void did.push('started') },
  ];
  const filling = fillEach(features);
  await vi.runAllTimersAsync();
  await filling;
  startEach(features);
  expect(did).toEqual(['filled', 'started']);
  expect(reported).toHaveBeenCalledTimes(2);
});
