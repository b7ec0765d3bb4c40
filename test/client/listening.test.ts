/** What a client reports to its listeners. */

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Listeners } from '../../src/client/listeners.ts';
import type { RoomClientOptions } from '../../src/client/options.ts';
import { RoomClient } from '../../src/client/room-client.ts';
import type { ServerFrame } from '../../src/protocol/frames.ts';
import { FakeClock } from './support/fake-clock.ts';
import { type FakeLine, fakeSockets, settle } from './support/fake-line.ts';
import { ack, batch, broadcast, history, item, SELF, system, welcome } from './support/frames.ts';

let clock: FakeClock;
let lines: FakeLine[];
let client: RoomClient;
let told: unknown[];

function start(more: Partial<RoomClientOptions> = {}): void {
  clock = new FakeClock();
  lines = [];
  told = [];
  client = new RoomClient({
    url: 'http://room.test',
    room: 'den',
    clock,
    random: () => 0.5,
    WebSocket: fakeSockets((line) => lines.push(line)),
    ...more,
  });
  client.on('message', ({ seq, data, own }) => told.push([seq, data, ...(own ? ['own'] : [])]));
  client.connect();
}

async function say(...frames: ServerFrame[]): Promise<void> {
  await settle();
  for (const frame of frames) lines.at(-1)?.deliver(JSON.stringify(frame));
  await settle();
}

/** Ends the connection and lets the client open the next one. */
async function reconnect(): Promise<void> {
  lines.at(-1)?.end(1006);
  clock.advance(30_000);
  await settle();
}

beforeEach(async () => {
  start();
  await say(welcome({ seq: 2 }), history([item(1), item(2)], { more: true }));
});
afterEach(() => {
  client.leave();
  vi.restoreAllMocks();
});

describe('a message', () => {
  test('a message is reported once the state has it, and neither a duplicate nor a notice is reported', async () => {
    const heads: number[] = [];
    client.on('message', () => heads.push(client.state.head));
    await say(broadcast(3), system('join'), broadcast(3), batch(broadcast(4), broadcast(5)));
    expect(told).toEqual([
      [3, 'text 3'],
      [4, 'text 4'],
      [5, 'text 5'],
    ]);
    expect(heads).toEqual([3, 5, 5]);
  });

  test("the client's own message is reported when it is acknowledged, and not again on a second ack", async () => {
    const result = client.send('mine');
    const id = result.ok ? result.id : '';
    await settle();
    expect(told).toEqual([]);
    await say(ack(3, id), ack(3, id, { dup: true }), broadcast(4));
    expect(told).toEqual([
      [3, 'mine', 'own'],
      [4, 'text 4'],
    ]);
  });

  test('messages from before the first connection and pages of history are not reported', async () => {
    const older = client.loadOlder();
    await settle();
    const { id } = JSON.parse(lines[0]?.up.at(-1) ?? '{}');
    await say(history([item(0)], { id }));
    await older;
    expect(client.state.messages.map(({ seq }) => seq)).toEqual([0, 1, 2]);
    expect(told).toEqual([]);
  });

  test('missed messages are reported once each when the room replays them', async () => {
    const result = client.send('mine');
    const id = result.ok ? result.id : '';
    await say(broadcast(3));
    await reconnect();
    const event = broadcast(5, { from: SELF.name, fromId: SELF.id, data: 'mine' });
    await say(welcome({ seq: 5, recovered: true }), batch(broadcast(4), ack(5, id, { event })));
    await reconnect();
    await say(welcome({ seq: 6, recovered: true }), broadcast(6));
    expect(told).toEqual([
      [3, 'text 3'],
      [4, 'text 4'],
      [5, 'mine', 'own'],
      [6, 'text 6'],
    ]);
  });

  test('a message after a gap is reported after the resume, in its place', async () => {
    await say(batch(broadcast(3), broadcast(5)));
    expect(told).toEqual([[3, 'text 3']]);
    await reconnect();
    await say(welcome({ seq: 5, recovered: true }), batch(broadcast(4), broadcast(5)));
    expect(told).toEqual([
      [3, 'text 3'],
      [4, 'text 4'],
      [5, 'text 5'],
    ]);
  });

  test('new messages in a window that replaces a replay are reported', async () => {
    await reconnect();
    await say(welcome({ seq: 9 }), history([item(2), item(8), item(9, { id: 'x' })]));
    expect(told).toEqual([
      [8, 'text 8'],
      [9, 'text 9', 'own'],
    ]);
  });

  test('a message from another life of the room is reported as new, whatever its number', async () => {
    await reconnect();
    await say(welcome({ seq: 2, epoch: 'e2' }), history([item(1), item(2)]));
    expect(told).toEqual([
      [1, 'text 1'],
      [2, 'text 2'],
    ]);
  });

  test('a message is reported as new in a room that was empty when the client left', async () => {
    start();
    await say(welcome({ seq: 0 }));
    await reconnect();
    await say(welcome({ seq: 1 }), history([item(1)]));
    expect(told).toEqual([[1, 'text 1']]);
  });

  test("missed messages are reported to a later process that resumes from the earlier one's position", async () => {
    const { session } = client;
    client.leave();
    start({ session });
    await say(welcome({ seq: 3, recovered: true }), broadcast(3));
    expect(told).toEqual([[3, 'text 3']]);
  });
});

describe('an event', () => {
  test('events of every kind are reported in order, each before the message that it brought', async () => {
    told = [];
    client.on('event', (event) => told.push([event.type, event.seq, event.own]));
    const result = client.set({ topic: 'Tea' });
    await settle();
    const by = { from: 'Ana', fromId: 'ana', ts: 0 };
    await say(
      ack(3, result.ok ? result.id : ''),
      broadcast(4),
      { type: 'edit', seq: 5, ref: 4, data: 'new', ...by },
      { type: 'react', seq: 6, ref: 4, data: '👍', ...by },
      { type: 'delete', seq: 7, ref: 4, data: '', ...by },
    );
    expect(told).toEqual([
      ['set', 3, true],
      ['broadcast', 4, undefined],
      [4, 'text 4'],
      ['edit', 5, undefined],
      ['react', 6, undefined],
      ['delete', 7, undefined],
    ]);
  });

  test('no events are reported for a window, which contains none', async () => {
    const events: unknown[] = [];
    client.on('event', (event) => events.push(event));
    await reconnect();
    await say(welcome({ seq: 9 }), history([item(8), item(9)]));
    expect(events).toEqual([]);
  });
});

describe('listeners for link and state', () => {
  test('listeners for link and state are called on each change', async () => {
    const seen: unknown[] = [];
    client.on('link', ({ status }) => seen.push(status));
    client.on('state', () => seen.push(client.state.head));
    await say(broadcast(3));
    await reconnect();
    await say(welcome({ seq: 3, recovered: true }));
    expect(seen).toEqual([3, 'waiting', 3, 'connecting', 3, 'live', 3]);
  });

  test('frames that change nothing keep the same state object and call no listener', async () => {
    const { state } = client;
    let times = 0;
    client.on('state', () => times++);
    await say(broadcast(2), { type: 'found', id: 'nobody', data: [], before: 0 });
    expect([client.state === state, times]).toEqual([true, 0]);
    await say(broadcast(3));
    expect([client.state === state, times]).toEqual([false, 1]);
  });

  test('listeners for link and state are not called once they are removed', async () => {
    const seen: unknown[] = [];
    const stop = client.on('state', () => seen.push(client.state.head));
    stop();
    await say(broadcast(3));
    expect(seen).toEqual([]);
  });
});

describe('a listener', () => {
  test('an error in a listener is reported and affects neither the client nor other listeners', async () => {
    const error = new Error('A bug in the bot.');
    const reported = vi.spyOn(console, 'error').mockImplementation(() => {});
    start();
    for (const type of ['message', 'event', 'state', 'link'] as const)
      client.on(type, () => {
        throw error;
      });
    const later: number[] = [];
    client.on('message', ({ seq }) => later.push(seq));
    await say(welcome({ seq: 0 }), broadcast(1, { epoch: 'e1' }));
    client.send('still here');
    await settle();
    expect(reported).toHaveBeenCalledWith(error);
    expect([told, later]).toEqual([[[1, 'text 1']], [1]]);
    expect(lines[0]?.up).toEqual([expect.stringContaining('still here')]);
  });

  test('changes that a listener causes are reported after the current notification', async () => {
    const order: string[] = [];
    client.on('message', ({ data }) => {
      order.push(`one: ${data}`);
      if (data === 'text 3') client.send('pong');
    });
    client.on('message', ({ data }) => order.push(`two: ${data}`));
    client.on('state', () => order.push(`state: ${client.state.outbox.length}`));
    await say(batch(broadcast(3), broadcast(4)));
    expect(order.slice(0, 4)).toEqual(['state: 0', 'one: text 3', 'two: text 3', 'state: 1']);
    expect(order.slice(-2)).toEqual(['one: text 4', 'two: text 4']);
  });

  test('a listener can be removed during a notification without affecting the others', () => {
    const listeners = new Listeners();
    const calls: string[] = [];
    const stopFirst = listeners.on('state', () => {
      calls.push('first');
      stopFirst();
    });
    listeners.on('state', () => calls.push('second'));
    listeners.tell('state');
    listeners.tell('state');
    expect(calls).toEqual(['first', 'second', 'second']);
  });
});
