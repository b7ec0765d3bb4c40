/** A WebSocket as a sink: what it sends of a batch, what it counts, and when it is slow. */

import { describe, expect, it } from 'vitest';
import { SocketSink } from '../../../src/room/delivery/socket-sink.ts';
import type { Batch } from '../../../src/room/delivery/types.ts';

const MiB = 1_048_576;
const BATCH: Batch = {
  shared: ['shared'],
  own: ({ sessionTag }) => (sessionTag === 'sender' ? [{ index: 0, text: 'ack' }] : undefined),
  with: (own) => own.flatMap(({ text }) => text ?? []),
  base: (own) => ['base', ...(own ? ['own'] : [])],
};

class Socket {
  readonly sent: string[] = [];
  bufferedAmount = 0;
  closed = false;

  send(text: string): void {
    if (this.closed) throw new TypeError("Can't call send() after close().");
    this.sent.push(text);
  }
}

function open(sessionTag = 'reader', v1 = true) {
  const socket = new Socket();
  const traffic = {
    since: 0,
    framesIn: 0,
    framesOut: 0,
    charsIn: 0,
    charsOut: 0,
    failedSends: 0,
    maxBuffered: undefined,
  };
  const owner = { memberId: 'ana', sessionTag, v1, traffic, failures: 0, noteFailed: () => void owner.failures++ };
  return { socket, owner, sink: new SocketSink(socket, owner) };
}

describe('a socket', () => {
  it.each([
    ['reader', true, ['shared']],
    ['sender', true, ['ack']],
    ['reader', false, ['base']],
    ['sender', false, ['base', 'own']],
  ])('the socket of a %s (v1: %s) is sent its part of a batch', (sessionTag, v1, texts) => {
    const { socket, sink } = open(sessionTag, v1);
    expect(sink.take(BATCH)).toBe(true);
    expect(socket.sent).toEqual(texts);
  });

  it('a socket counts what it sent and each failed send, and tells its connection about failures', () => {
    const { socket, owner, sink } = open();
    expect(sink.tell('hello')).toBe(true);
    socket.closed = true;
    expect(sink.tell('gone')).toBe(false);
    expect(sink.take({ ...BATCH, shared: ['one', 'two'] })).toBe(false);
    expect(owner.traffic).toMatchObject({ framesOut: 1, charsOut: 5, failedSends: 2 });
    expect(owner.failures).toBe(2);
  });

  it('a socket is slow if too much is waiting, not counting the replay it asked for', () => {
    const { socket, owner, sink } = open();
    sink.replay(['x'.repeat(5 * MiB)]);
    socket.bufferedAmount = 5 * MiB;
    expect(sink.isSlow(0)).toBe(false);
    socket.bufferedAmount = 0;
    expect(sink.isSlow(1)).toBe(false);
    socket.bufferedAmount = 5 * MiB;
    expect(sink.isSlow(2)).toBe(true);
    expect(sink.unsent).toBe(5 * MiB);
    expect(owner.traffic.maxBuffered).toBe(5 * MiB);
  });

  it('a socket is never slow on a runtime that does not report its backlog', () => {
    const { owner, sink } = open();
    const blind = new SocketSink({ send: () => {} }, owner);
    expect([blind.unsent, blind.isSlow(0)]).toEqual([undefined, false]);
    expect(owner.traffic.maxBuffered).toBeUndefined();
    expect(sink.isSlow(0)).toBe(false);
    expect(owner.traffic.maxBuffered).toBe(0);
  });
});
