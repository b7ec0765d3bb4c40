/** A room that connects before the page starts. */

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { CoreClient } from '../../../src/client/core-client.ts';
import { newSessionSecret } from '../../../src/client/identity/session.ts';
import type { Opening } from '../../../src/client/options.ts';
import { memoryOutbox } from '../../../src/client/outbox/outbox.ts';
import type { Queued } from '../../../src/client/outbox/own-event.ts';
import { STORAGE_PATIENCE_MS } from '../../../src/client/storage/storage-timeout.ts';
import { connectEarly } from '../../../src/page/state/early-room.ts';
import { Room } from '../../../src/page/state/room.ts';
import type { FakeLine } from '../../client/support/fake-line.ts';
import { history, item, welcome } from '../../client/support/frames.ts';

const lines = vi.hoisted((): FakeLine[] => []);

/** Opens rooms whose stored outbox never answers. */
vi.mock('../../../src/client/open-tab.ts', async () => {
  const { fakeSockets } = await import('../../client/support/fake-line.ts');
  const opening: Opening = {
    session: { sid: newSessionSecret() },
    outbox: { ...memoryOutbox(), load: () => Promise.withResolvers<Queued[]>().promise },
  };
  return {
    openTab: (options: { url: string; room: string }) => {
      const WebSocket = fakeSockets((line) => lines.push(line));
      const client = new CoreClient({ ...options, WebSocket, opening: Promise.resolve(opening) });
      return { client, close: () => client.leave() };
    },
  };
});

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('document', Object.assign(new EventTarget(), { hidden: true }));
  vi.stubGlobal('location', { origin: 'http://room.test', pathname: '/r/den', hash: '' });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('a room shows what its early client has received, even if the stored outbox is slow', async () => {
  connectEarly();
  await vi.advanceTimersByTimeAsync(STORAGE_PATIENCE_MS);
  for (const frame of [welcome({ seq: 1 }), history([item(1)])]) lines[0]?.deliver(JSON.stringify(frame));
  const room = new Room('den', 0);
  room.open('Ana');
  await vi.advanceTimersByTimeAsync(1_000);
  expect(room.state.value?.messages).toMatchObject([{ seq: 1 }]);
  expect(lines).toHaveLength(1);
});
