/** A receiver that stops reading, on a runtime that reports the backlog of a socket. */

import { existsSync } from 'node:fs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import type { RoomReport } from '../../src/protocol/diagnostics.ts';
import type { AckFrame, ErrorFrame, ServerFrame, SingleFrame } from '../../src/protocol/frames.ts';
import { BATCH_BYTES } from '../../src/protocol/limits.ts';
import { FaultyProxy } from '../fault/proxy.ts';
import { startWorkerd, WORKERD_NEXT } from '../support/workerd.ts';

/** More than the buffers of both kernels and 4 MiB together. */
const ENOUGH_BYTES = 64 * 1_048_576;
/** The backlog that one receiver may have (src/room/delivery/backlog.ts). */
const LIMIT_BYTES = 4 * 1_048_576;
const TEXT = 'x'.repeat(4_000);
const IN_FLIGHT = 64;
/** Messages sent at once, enough for full batches of 256 KiB. */
const FLOOD = 256;
/**
 * The backlog of all receivers together, and how much one turn may add to it (src/room/delivery/backlog.ts,
 * src/room/pipeline/batch-window.ts).
 */
const TOTAL_BYTES = 48 * 1_048_576;
const TURN_BYTES = 16 * 1_048_576;

/** A v1 client that records every frame. */
class Client {
  readonly frames: SingleFrame[] = [];
  readonly ws: WebSocket;
  #wake: () => void = () => {};

  constructor(port: number, sid: string, query = '') {
    const url = `ws://127.0.0.1:${port}/ws/slow?name=${sid.slice(0, 3)}${query}`;
    // It offers compression, as browsers do, and gets none. With compression there would be almost no backlog.
    this.ws = new WebSocket(url, ['parley.v1', `sid.${sid}`]);
    this.ws.on('message', (data) => {
      const frame: ServerFrame = JSON.parse(String(data));
      this.frames.push(...(frame.type === 'batch' ? frame.data : [frame]));
      this.#wake();
    });
    this.ws.on('close', () => this.#wake());
    onTestFinished(() => this.ws.terminate());
  }

  /** The first matching frame, now or later, at index `from` or after. */
  async find<T extends SingleFrame>(fits: (frame: SingleFrame) => frame is T, from = 0): Promise<T> {
    for (let looked = from; ; ) {
      const found = this.frames.slice(looked).find(fits);
      looked = this.frames.length;
      if (found) return found;
      if (this.ws.readyState === WebSocket.CLOSED)
        throw new Error(`closed; last: ${JSON.stringify(this.frames.at(-1))}`);
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }
}

const isWelcome = (frame: SingleFrame) => frame.type === 'welcome';
const isFatal = (frame: SingleFrame): frame is ErrorFrame => frame.type === 'error' && frame.fatal === true;

describe.skipIf(!existsSync(WORKERD_NEXT))('B21: a receiver that does not read', () => {
  it('a slow receiver is closed with that reason, leaves with that cause, and gets everything when it resumes', {
    timeout: 120_000,
  }, async () => {
    const workerd = await startWorkerd({ MESSAGE_RATE: '0', ROOM_RATE: '0', RATE_LIMITS: 'off' }, WORKERD_NEXT);
    onTestFinished(() => workerd.stop());
    const proxy = await FaultyProxy.start(workerd.port);
    onTestFinished(() => proxy.stop());
    const [ana, bo] = [new Client(workerd.port, 'ana'.padEnd(32, '0')), new Client(proxy.port, 'bob'.padEnd(32, '0'))];
    await Promise.all([ana.find(isWelcome), bo.find(isWelcome)]);
    const [line] = proxy.links;
    if (!line) throw new Error('there is no connection to hold');
    line.hold();

    let sent = 0;
    const isLeave = (frame: SingleFrame) => frame.type === 'system' && frame.event === 'leave';
    while (!ana.frames.some(isLeave) && sent * TEXT.length < ENOUGH_BYTES) {
      const last = sent + IN_FLIGHT;
      while (sent < last) ana.ws.send(JSON.stringify({ type: 'msg', id: `m${++sent}`, data: TEXT }));
      await ana.find((frame): frame is AckFrame => frame.type === 'ack' && frame.id === `m${last}`);
    }
    expect(ana.frames.find(isLeave)).toMatchObject({ cause: 'slow', who: [{ name: 'bob' }], count: 1 });

    line.release();
    expect(await bo.find(isFatal)).toMatchObject({ code: 'slow_consumer', close: 4002 });
    const seqs = bo.frames.flatMap((frame) => (frame.type === 'broadcast' ? frame.seq : []));
    expect(seqs).toEqual(Array.from({ length: seqs.length }, (_, i) => i + 1));
    // The backlog was bounded, and the receiver got no more than what was waiting for it.
    expect(seqs.length * TEXT.length).toBeLessThan(ENOUGH_BYTES / 2);

    const { data } = await ana.find((frame) => frame.type === 'welcome');
    expect(data.seq).toBe(0);
    const first = ana.frames.find((frame): frame is AckFrame => frame.type === 'ack' && frame.seq === 1);
    const back = new Client(workerd.port, 'bob'.padEnd(32, '0'), `&since=${sent - 10}&epoch=${first?.epoch}`);
    const welcome = await back.find((frame) => frame.type === 'welcome');
    expect(welcome.data).toMatchObject({ recovered: true, seq: sent });
    await back.find(
      (frame): frame is Extract<SingleFrame, { type: 'broadcast' }> => frame.type === 'broadcast' && frame.seq === sent,
    );
    expect(back.frames.flatMap((frame) => (frame.type === 'broadcast' ? frame.seq : []))).toHaveLength(10);

    const answer = await fetch(`http://127.0.0.1:${workerd.port}/api/rooms/slow/diagnostics`);
    const report: RoomReport = await answer.json();
    expect(report).toMatchObject({ open: 2, counters: { opened: 3, ended: { slow: 1 }, stored: sent } });
    for (const { buffered } of report.connections) expect(buffered).toEqual(expect.any(Number));
    const logged = workerd.logs().match(/\{"event":"ended".*\}/)?.[0] ?? '{}';
    expect(JSON.parse(logged)).toMatchObject({ cause: 'slow', code: 4002, maxBuffered: expect.any(Number) });
    expect(JSON.parse(logged).maxBuffered).toBeGreaterThan(LIMIT_BYTES);
  });

  it('each slow receiver holds at most its limit plus one batch, and all together at most the total limit', {
    timeout: 120_000,
  }, async () => {
    const workerd = await startWorkerd({ MESSAGE_RATE: '0', ROOM_RATE: '0', RATE_LIMITS: 'off' }, WORKERD_NEXT);
    onTestFinished(() => workerd.stop());
    const ana = new Client(workerd.port, 'ana'.padEnd(32, '0'));
    const others = Array.from({ length: 14 }, (_, n) => new Client(workerd.port, `x${n}-`.padEnd(32, '0')));
    await Promise.all([ana, ...others].map((client) => client.find(isWelcome)));
    for (const { ws } of others) ws.pause();

    const gone = () =>
      ana.frames.flatMap((frame) => (frame.type === 'system' && frame.event === 'leave' ? frame.who : [])).length;
    let largest = 0;
    for (let sent = 0; gone() < others.length && sent * TEXT.length < ENOUGH_BYTES; ) {
      const last = sent + FLOOD;
      const seen = ana.frames.length;
      while (sent < last) ana.ws.send(JSON.stringify({ type: 'msg', id: `m${++sent}`, data: TEXT }));
      await ana.find((frame): frame is AckFrame => frame.type === 'ack' && frame.id === `m${last}`, seen);
      const answer = await fetch(`http://127.0.0.1:${workerd.port}/api/rooms/slow/diagnostics`);
      const { connections }: RoomReport = await answer.json();
      largest = Math.max(
        largest,
        connections.reduce((sum, { buffered }) => sum + (buffered ?? 0), 0),
      );
    }
    expect(gone()).toBe(others.length);
    // Includes the backlogs of closed receivers, which the runtime keeps until their TCP connection ends.
    expect(largest).toBeGreaterThan(LIMIT_BYTES);
    expect(largest).toBeLessThan(TOTAL_BYTES + TURN_BYTES);
    const ended = [...workerd.logs().matchAll(/\{"event":"ended".*\}/g)].map(([line]) => JSON.parse(line));
    expect(ended).toHaveLength(others.length);
    for (const { cause, maxBuffered } of ended) {
      expect(cause).toBe('slow');
      expect(maxBuffered).toBeLessThanOrEqual(LIMIT_BYTES + 2 * BATCH_BYTES);
    }
  });
});
