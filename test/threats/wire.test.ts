/** Bytes that no WebSocket library sends, sent to a running server. */

import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { startWorkerd, type Workerd } from '../support/workerd.ts';
import { closePayload, type FrameOptions, OPCODE, RawPeer, rawRequest, upgradeLines } from './raw.ts';
import { expectQuiet, newSid, Pair, storageCounts } from './support.ts';

const MARK = 'MARKED-INPUT';

let server: Workerd;
beforeAll(async () => {
  // Without grace time, lost members leave at once.
  server = await startWorkerd({ RATE_LIMITS: 'off', LEAVE_GRACE_S: '0' });
}, 60_000);
afterAll(async () => {
  await server.stop();
  expectQuiet(server, MARK);
});

/** A peer over raw TCP that was welcomed as Mal. */
async function enter(room: string): Promise<RawPeer> {
  const peer = await RawPeer.open(server.port, `/ws/${room}?name=Mal`, [
    `Sec-WebSocket-Protocol: parley.v1, sid.${newSid()}`,
  ]);
  onTestFinished(() => peer.destroy());
  await peer.until('"type":"welcome"');
  return peer;
}

describe('B05: a protocol error', () => {
  const invalid: [string, number, Buffer, FrameOptions][] = [
    ['reserved bit 1', OPCODE.text, Buffer.from(MARK), { rsv: 4 }],
    ['reserved bit 2', OPCODE.text, Buffer.from(MARK), { rsv: 2 }],
    ['reserved bit 3', OPCODE.text, Buffer.from(MARK), { rsv: 1 }],
    ['opcode 3', 3, Buffer.from(MARK), {}],
    ['opcode 15', 15, Buffer.from(MARK), {}],
    ['a continuation of nothing', OPCODE.continuation, Buffer.from(MARK), {}],
    ['close code 999', OPCODE.close, closePayload(999), {}],
    ['close code 1006', OPCODE.close, closePayload(1006), {}],
    ['close code 1015', OPCODE.close, closePayload(1015), {}],
    ['close code 5000', OPCODE.close, closePayload(5000), {}],
    ['a close of one byte', OPCODE.close, Buffer.from([3]), {}],
  ];

  it.each(invalid)('B05: the protocol error %s causes exactly one leave', async (_, opcode, payload, options) => {
    const pair = await Pair.open(server);
    await pair.undisturbedBy(async () => {
      const peer = await enter(pair.room);
      await peer.frame(opcode, payload, options);
      // Waits for the leave instead of the end of the connection, because the runtime doesn't answer close codes that
      // may not be sent (docs/architecture.md).
      await pair.ann.first('system', ({ event }) => event === 'leave');
      peer.destroy();
    });
    expect(pair.leaves('Mal')).toBe(1);
    const back = await enter(pair.room);
    await back.text('{"type":"msg","id":"m","data":"back"}');
    await back.until('"type":"ack","id":"m"');
  });

  it('B05: invalid UTF-8 becomes U+FFFD', async () => {
    const pair = await Pair.open(server);
    const peer = await enter(pair.room);
    await pair.undisturbedBy(
      async () => {
        const [before, after] = ['{"type":"msg","id":"m","data":"a', 'b"}'].map((part) => Buffer.from(part));
        await peer.text(
          Buffer.concat([before ?? Buffer.alloc(0), Buffer.from([0xc3, 0x28, 0xff]), after ?? Buffer.alloc(0)]),
        );
        await peer.until('"type":"ack","id":"m"');
      },
      (said) => said === 'a\ufffd(\ufffdb',
    );
    expect(pair.ann.all('broadcast').map(({ data }) => data)).toContain('a\ufffd(\ufffdb');
  });

  it('B05: a connection that is cut silently causes exactly one leave', async () => {
    const pair = await Pair.open(server);
    await pair.undisturbedBy(async () => {
      (await enter(pair.room)).destroy();
      await pair.ann.first('system', ({ event }) => event === 'leave');
    });
    expect(pair.leaves('Mal')).toBe(1);
  });
});

describe('B20: an upgrade sent byte by byte', () => {
  it('B20: an upgrade sent byte by byte delays no other client and succeeds once it is complete', async () => {
    const pair = await Pair.open(server);
    const socket = connect(server.port, '127.0.0.1');
    onTestFinished(() => void socket.destroy());
    const answer = new Promise<string>((resolve) => socket.once('data', (bytes) => resolve(String(bytes))));
    for (const char of upgradeLines(`/ws/${pair.room}?name=Slow`))
      await pair.undisturbedBy(() => new Promise((sent) => socket.write(char, sent)));
    expect(await answer).toMatch(/^HTTP\/1\.1 101 /);
  });
});

describe('B32: a request to /ws that is not an upgrade', () => {
  it.each([
    ['GET', 426],
    ['POST', 405],
    ['HEAD', 405],
    ['OPTIONS', 405],
    ['TRACE', 405],
  ])('B32: %s gets %i, without a banner and without a room', async (method, status) => {
    const before = storageCounts(server).objects;
    const answer = await rawRequest(server.port, [
      `${method} /ws/${MARK} HTTP/1.1`,
      'Host: localhost',
      'Content-Length: 0',
    ]);
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(answer).not.toMatch(/^(server|via|x-powered-by|set-cookie):/im);
    expect(answer).not.toContain(MARK);
    expect(storageCounts(server).objects).toBe(before);
  });

  it('B32: another WebSocket version gets 400', async () => {
    const lines = upgradeLines('/ws/garden').replace('Version: 13', 'Version: 8').trimEnd().split('\r\n');
    expect(await rawRequest(server.port, lines)).toMatch(/^HTTP\/1\.1 400 /);
  });

  it('B32: a malformed request gets 400', async () => {
    const socket = connect(server.port, '127.0.0.1');
    socket.write(`${MARK}\r\n\r\n`);
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 400 /);
  });
});

describe('B34: a close reason', () => {
  it.each([
    ['of 123 bytes', Buffer.from(MARK.repeat(11).slice(0, 123))],
    ['that is not UTF-8', Buffer.concat([Buffer.from(MARK), Buffer.from([0xed, 0xa0, 0x80])])],
    // Longer than a control frame may be (RFC 6455, §5.5).
    ['of 200 bytes', Buffer.from(MARK.repeat(20).slice(0, 200))],
  ])('B34: a close reason %s is never echoed', async (_, reason) => {
    const pair = await Pair.open(server);
    await pair.undisturbedBy(async () => {
      const peer = await enter(pair.room);
      await peer.frame(OPCODE.close, closePayload(4321, reason));
      expect((await peer.ended).reason).not.toContain(MARK);
      peer.destroy();
      await pair.ann.first('system', ({ event }) => event === 'leave');
    });
    expect(pair.leaves('Mal')).toBe(1);
    expect(JSON.stringify(pair.ann.frames)).not.toContain(MARK);
  });
});
