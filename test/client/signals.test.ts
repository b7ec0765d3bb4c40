import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { RoomClient } from '../../src/client/room-client.ts';
import type { ServerFrame } from '../../src/protocol/frames.ts';
import { FakeClock } from './support/fake-clock.ts';
import { type FakeLine, fakeSockets, settle } from './support/fake-line.ts';
import { ANA, broadcast, history, item, SELF, system, welcome } from './support/frames.ts';

const ME = { ...SELF, id: 'memberwithakey00', role: 'member' } as const;

let clock: FakeClock;
let lines: FakeLine[];
let client: RoomClient;

beforeEach(() => {
  clock = new FakeClock();
  lines = [];
  const WebSocket = fakeSockets((line) => lines.push(line));
  client = new RoomClient({ url: 'http://localhost', room: 'den', clock, random: () => 0.5, WebSocket });
});
afterEach(() => client.leave());

function say(...frames: ServerFrame[]): void {
  for (const frame of frames) lines.at(-1)?.deliver(JSON.stringify(frame));
}

/** All frames of a type that the client sent. */
function sent(type: string) {
  return lines.flatMap(({ up }) =>
    up.filter((text) => text.includes(`"type":"${type}"`)).map((text) => JSON.parse(text)),
  );
}

/** Connects the client and makes it live at seq 9. */
async function live(self: typeof ME | typeof SELF = ME): Promise<void> {
  client.connect();
  await settle();
  const items = Array.from({ length: 9 }, (_, i) => item(i + 1));
  say(welcome({ seq: 9, self }), history(items));
}

describe('typing', () => {
  test('typing is sent only when live, and at most once in 3 seconds', async () => {
    client.typing();
    await live();
    for (let i = 0; i < 5; i++) client.typing();
    expect(sent('typing')).toEqual([{ type: 'typing' }]);
    clock.advance(2_999);
    client.typing();
    expect(sent('typing')).toHaveLength(1);
    clock.advance(1);
    client.typing();
    expect(sent('typing')).toHaveLength(2);
  });

  test("other members' typing is shown for 6 seconds each", async () => {
    await live();
    say({ type: 'typing', from: 'Ana', fromId: 'ana' });
    expect(client.state.typing).toEqual(new Map([['ana', { name: 'Ana', until: clock.now() + 6_000 }]]));
    clock.advance(4_000);
    say({ type: 'typing', from: 'Bo', fromId: 'bo' });
    clock.advance(1_999);
    expect([...client.state.typing.keys()]).toEqual(['ana', 'bo']);
    clock.advance(1);
    expect([...client.state.typing.keys()]).toEqual(['bo']);
    clock.advance(4_000);
    expect(client.state.typing.size).toBe(0);
  });

  test('a repeated typing signal extends the display', async () => {
    await live();
    say({ type: 'typing', from: 'Ana', fromId: 'ana' });
    clock.advance(4_000);
    say({ type: 'typing', from: 'Ana', fromId: 'ana' });
    clock.advance(5_999);
    expect(client.state.typing.size).toBe(1);
    clock.advance(1);
    expect(client.state.typing.size).toBe(0);
  });

  test.each([
    ['a message', broadcast(10)],
    ['a leave', system('leave')],
  ])('typing ends with %s of the member', async (_, frame) => {
    await live();
    say({ type: 'typing', from: 'Ana', fromId: ANA.id }, { type: 'typing', from: 'Bo', fromId: 'bo' }, frame);
    expect([...client.state.typing.keys()]).toEqual(['bo']);
  });

  test('typing is cleared with the connection and leaves no timer', async () => {
    await live();
    say({ type: 'typing', from: 'Ana', fromId: 'ana' });
    client.typing();
    client.leave();
    expect(client.state.typing.size).toBe(0);
    expect(clock.pending).toBe(0);
  });
});

describe('read', () => {
  test('read is sent at once, then at most once in 2 seconds, and the newest position is always sent', async () => {
    await live();
    client.read(3);
    client.read(4);
    client.read(5);
    expect(client.state.read).toBe(5);
    expect(sent('read')).toEqual([{ type: 'read', data: 3 }]);
    clock.advance(2_000);
    expect(sent('read').map(({ data }) => data)).toEqual([3, 5]);
    clock.advance(10_000);
    expect(sent('read')).toHaveLength(2);
  });

  test('read only moves forward, and not past the head', async () => {
    await live();
    client.read(5);
    client.read(2);
    expect(client.state.read).toBe(5);
    client.read(1_000);
    expect(client.state.read).toBe(9);
  });

  test('a read position from another session is adopted and not sent back', async () => {
    await live();
    say({ type: 'read', data: 7 });
    expect(client.state.read).toBe(7);
    say({ type: 'read', data: 6 });
    expect(client.state.read).toBe(7);
    clock.advance(5_000);
    expect(sent('read')).toEqual([]);
    client.read(8);
    expect(sent('read')).toEqual([{ type: 'read', data: 8 }]);
  });

  test('a guest, who has only one session, sends no read position', async () => {
    await live(SELF);
    client.read(5);
    expect(client.state.read).toBe(5);
    clock.advance(5_000);
    expect(sent('read')).toEqual([]);
  });

  test('a read position that changed while offline is sent on return', async () => {
    await live();
    lines.at(-1)?.end(1006);
    client.read(4);
    expect(sent('read')).toEqual([]);
    clock.advance(30_000);
    await settle();
    say(welcome({ seq: 9, recovered: true, self: ME }));
    expect(sent('read')).toEqual([{ type: 'read', data: 4 }]);
  });

  test('the read position starts again with another epoch', async () => {
    await live();
    client.read(9);
    lines.at(-1)?.end(1006);
    clock.advance(30_000);
    await settle();
    say(welcome({ seq: 3, epoch: 'e2', self: ME }), history([item(1), item(2), item(3)]));
    expect(client.state.read).toBe(0);
    client.read(2);
    expect(sent('read').map(({ data }) => data)).toEqual([9, 2]);
  });
});

describe('search', () => {
  test('a search returns matches and leaves `messages` unchanged', async () => {
    await live();
    const { messages } = client.state;
    const answer = client.search('tiles', 8);
    const [request] = sent('search');
    expect(request).toMatchObject({ type: 'search', data: 'tiles', before: 8 });
    const found: ServerFrame = { type: 'found', id: request.id, data: [item(4)], before: 4 };
    say(found);
    expect(await answer).toEqual({ ok: true, frame: found });
    expect(client.state.messages).toBe(messages);
  });

  test('a search without an answer gives the reason', async () => {
    expect(await client.search('tiles')).toMatchObject({ ok: false, code: 'offline' });
    await live();
    const answer = client.search('tiles');
    say({ type: 'error', code: 'busy', data: 'Busy.', id: sent('search')[0].id, retryAfterMs: 200 });
    expect(await answer).toEqual({ ok: false, code: 'busy', text: 'Busy.', retryAfterMs: 200 });
  });

  test('a search that is answered with another type of frame fails', async () => {
    await live();
    const answer = client.search('tiles');
    say({ type: 'history', id: sent('search')[0].id, data: [], first: 1, last: 1, more: false });
    expect(await answer).toMatchObject({ ok: false, code: 'internal' });
  });
});
