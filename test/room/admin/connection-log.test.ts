/** The line that the room logs for each ended connection. */

import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { afterEach, describe, expect, it, type MockInstance, vi } from 'vitest';
import type { EndCause, RoomReport } from '../../../src/protocol/diagnostics.ts';
import { readable } from '../../../src/protocol/unreadable.ts';
import { ConnectionLog, type EndLine } from '../../../src/room/admin/connection-log.ts';
import type { RoomObject } from '../../../src/room/object.ts';
import { connect, evict, freshRoom, join, joinBase, stubOf } from '../support.ts';

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/**
 * Records console.log from now on, keeping only lines of this room, because sockets of an earlier test may still be
 * ending.
 */
function listen(room: string): { log: MockInstance; lines: () => Record<string, unknown>[] } {
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  const id = stubOf(room).id.toString().slice(0, 8);
  const lines = () => log.mock.calls.map(([line]) => JSON.parse(String(line))).filter((line) => line.room === id);
  return { log, lines };
}

function diagnose(room: string): Promise<RoomReport> {
  return runInDurableObject(stubOf(room), async (instance: RoomObject) => readable(await instance.diagnose()));
}

describe('the connection log', () => {
  it("the heartbeat's close is logged in one line, without text, name, session or address", async () => {
    const room = freshRoom();
    const { log, lines } = listen(room);
    const ana = await join(room, { name: 'Rumpelstiltskin' });
    ana.send({ type: 'msg', id: 'spell', data: 'abracadabra' });
    await ana.next('ack');
    const { self } = ana.all('welcome')[0]?.data ?? {};
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 130_000 });
    expect(await runDurableObjectAlarm(stubOf(room))).toBe(true);
    await ana.closed;
    const [line, ...others] = lines();
    expect(others).toEqual([]);
    expect(line).toEqual({
      event: 'ended',
      room: (await diagnose(room)).room,
      cid: expect.stringMatching(/^[0-9a-f]{8}$/),
      cause: 'heartbeat',
      code: 4001,
      kind: 'v1',
      ageMs: expect.any(Number),
      heardMs: expect.any(Number),
      pinged: false,
      countedMs: expect.any(Number),
      framesIn: 1,
      framesOut: ana.raw.length,
      charsIn: JSON.stringify({ type: 'msg', id: 'spell', data: 'abracadabra' }).length,
      charsOut: ana.raw.join('').length,
      failedSends: 0,
    });
    expect(line?.ageMs).toBeGreaterThanOrEqual(130_000);
    expect(line?.countedMs).toBe(line?.ageMs);
    const written = String(log.mock.calls);
    for (const secret of ['Rumpel', 'abra', 'spell', room, ana.sid, self?.id ?? 'none'])
      expect(written).not.toContain(secret);
  });

  it('a connection that outlived hibernation is logged with the time for which its frames were counted', async () => {
    const room = freshRoom();
    const { lines } = listen(room);
    const ana = await join(room);
    ana.send({ type: 'msg', id: 'a', data: 'hello' });
    await ana.next('ack');
    await evict(room);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 130_000 });
    expect(await runDurableObjectAlarm(stubOf(room))).toBe(true);
    await ana.closed;
    expect(lines()).toMatchObject([{ cause: 'heartbeat', countedMs: 0, framesIn: 0 }]);
  });

  it.each<[code: number | undefined, cause: EndCause]>([
    [1002, 'error'],
    [1009, 'error'],
    [4100, 'lost'],
  ])('the log says that a client which closed with %s ended by "%s"', async (code, cause) => {
    const room = freshRoom();
    const { lines } = listen(room);
    const ana = await join(room);
    const bo = await joinBase(room);
    bo.close(code);
    await bo.closed;
    await ana.settled();
    expect(lines()).toMatchObject([{ cause, code, kind: 'base' }]);
  });

  it('the log counts bad input and failed sends', async () => {
    const room = freshRoom();
    const { lines } = listen(room);
    const [ana, binary, broken] = [
      await join(room, { name: 'Ana' }),
      await joinBase(room),
      await joinBase(room, 'Broken'),
    ];
    binary.send(new ArrayBuffer(4));
    await binary.closed;
    await runInDurableObject(stubOf(room), (instance: RoomObject, state) => {
      const socketOf = (name: string) => state.getWebSockets().find((ws) => ws.deserializeAttachment().name === name);
      socketOf('Broken')?.close(1011, 'behind its back');
      // In the same turn, before the peer can answer the close.
      const ws = socketOf('Ana');
      if (ws) instance.webSocketMessage(ws, JSON.stringify({ type: 'name', data: 'Anna' }));
    });
    await broken.closed;
    await ana.settled();
    expect(lines()).toMatchObject([
      { cause: 'bad_input', code: 4415 },
      { cause: 'failed_send', code: 4005, failedSends: 1 },
    ]);
  });

  it('clean ends are counted but usually not logged', async () => {
    // By default one clean end in a hundred is logged. A fixed random number excludes that one.
    vi.spyOn(Math, 'random').mockReturnValue(0.5);
    const room = freshRoom();
    const { lines } = listen(room);
    const ana = await join(room);
    for (const code of [1000, 1001, 3000, undefined]) {
      const peer = await connect(room);
      peer.close(code);
      await peer.closed;
    }
    const again = await join(room, { sid: ana.sid });
    await ana.closed;
    await again.settled();
    expect(lines()).toEqual([]);
    expect((await diagnose(room)).counters).toMatchObject({
      ended: { clean: 4, replaced: 1 },
      unsampled: 5,
      logged: 0,
    });
  });
});

describe('the limit and the sampling of log lines', () => {
  const listen = () => {
    const log = vi.spyOn(console, 'log').mockImplementation(() => {});
    return () => log.mock.calls.map(([text]) => JSON.parse(String(text))).filter(({ room }) => room === 'r');
  };
  const line = (cause: EndCause): EndLine => ({
    event: 'ended',
    room: 'r',
    cid: 'c',
    cause,
    code: 1006,
    kind: 'v1',
    ageMs: 1,
    heardMs: 1,
    pinged: true,
    countedMs: 1,
    framesIn: 0,
    framesOut: 0,
    charsIn: 0,
    charsOut: 0,
    failedSends: 0,
  });

  it('a room logs twenty ends a minute, and the next line says how many were left out', () => {
    const lines = listen();
    const log = new ConnectionLog(0);
    for (let i = 0; i < 50; i++) log.write(line('lost'), 1_000 + i);
    expect(lines()).toHaveLength(20);
    expect(log.counts).toEqual({ logged: 20, unsampled: 0, leftOut: 30 });
    for (let i = 0; i < 2; i++) log.write(line('lost'), 61_000);
    expect(lines().slice(20)).toEqual([{ ...line('lost'), leftOut: 30 }, line('lost')]);
  });

  it('clean ends are sampled at random, and the line contains the sampling rate', () => {
    const lines = listen();
    const chances = [0.009, 0.01, 0.5, 0];
    const log = new ConnectionLog(100, () => chances.shift() ?? 1);
    for (let i = 0; i < 4; i++) log.write(line('clean'), 1);
    expect(lines()).toEqual([
      { ...line('clean'), sample: 100 },
      { ...line('clean'), sample: 100 },
    ]);
    expect(log.counts).toEqual({ logged: 2, unsampled: 2, leftOut: 0 });
  });

  it('clean ends are not logged at all with a sample of 0', () => {
    const lines = listen();
    const log = new ConnectionLog(0, () => 0);
    log.write(line('clean'), 1);
    log.write(line('replaced'), 1);
    expect(lines()).toEqual([]);
  });
});
