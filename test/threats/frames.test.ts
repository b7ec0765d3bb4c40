/** Bad frames sent to a running server: the answer to each, and that other members aren't affected. */

import { constants, deflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { FATAL_FRAME_BYTES, FRAME_BYTES } from '../../src/protocol/limits.ts';
import { startWorkerd, type Workerd } from '../support/workerd.ts';
import { encodeFrame, OPCODE, RawPeer } from './raw.ts';
import { Client, expectQuiet, newSid, Pair } from './support.ts';

const MIB = 1_048_576;
/** Part of all refused input. It must not appear in any output. */
const MARK = 'MARKED-INPUT';

let server: Workerd;
beforeAll(async () => {
  server = await startWorkerd({ RATE_LIMITS: 'off', LEAVE_GRACE_S: '1' });
}, 60_000);
afterAll(async () => {
  await server.stop();
  expectQuiet(server, MARK);
});

const v1 = (sid = newSid()) => [`Sec-WebSocket-Protocol: parley.v1, sid.${sid}`];

/** A peer over raw TCP, after its welcome. */
async function enterRaw(room: string, name: string): Promise<RawPeer> {
  const peer = await RawPeer.open(server.port, `/ws/${room}?name=${name}`, v1());
  onTestFinished(() => peer.destroy());
  await peer.until('"type":"welcome"');
  return peer;
}

/** The code of the last error, and the close code. */
async function lastError(client: Client): Promise<[string | undefined, number]> {
  const code = await client.closed;
  return [client.all('error').at(-1)?.code, code];
}

/** A message of exactly `bytes` bytes. */
function message(bytes: number, id = 'big'): string {
  const empty = JSON.stringify({ type: 'msg', id, data: MARK });
  return JSON.stringify({ type: 'msg', id, data: MARK + 'x'.repeat(bytes - empty.length) });
}

describe('B01: an invalid frame', () => {
  it('B01: a frame that is not JSON or not an object gets bad_json or bad_request, and the next valid send works', async () => {
    const pair = await Pair.open(server);
    await pair.undisturbedBy(
      async () => {
        const mal = await Client.join(server, { room: pair.room });
        const inputs = [
          [`{"type":"msg","data":"${MARK}",}`, 'bad_json'],
          ['', 'bad_json'],
          ['\ufeff{"type":"who","id":"w"}', 'bad_json'],
          ['null', 'bad_request'],
          [`["${MARK}"]`, 'bad_request'],
          [`"${MARK}"`, 'bad_request'],
          ['1e999', 'bad_request'],
        ] as const;
        for (const [text] of inputs) mal.send(text);
        await mal.settled();
        expect(mal.all('error').map(({ code }) => code)).toEqual(inputs.map(([, code]) => code));
        expect(JSON.stringify(mal.frames)).not.toContain(MARK);
        expect((await mal.say('valid')).seq).toBeGreaterThan(0);
      },
      (text) => text === 'valid',
    );
  });

  it('B01: ten invalid frames in a minute get 4400', async () => {
    const pair = await Pair.open(server);
    await pair.undisturbedBy(async () => {
      const mal = await Client.join(server, { room: pair.room });
      for (let n = 0; n < 10; n++) mal.send(`{${MARK}`);
      expect(await lastError(mal)).toEqual(['abuse', 4400]);
    });
  });
});

describe('B02: a binary frame', () => {
  it.each(['ping', JSON.stringify({ type: 'msg', id: 'm', data: MARK }), ''])(
    'B02: a binary frame of %j gets 4415',
    async (text) => {
      const pair = await Pair.open(server);
      await pair.undisturbedBy(async () => {
        const mal = await Client.join(server, { room: pair.room });
        mal.send(Buffer.from(text));
        expect(await lastError(mal)).toEqual(['unsupported_data', 4415]);
      });
    },
  );
});

describe('B03: a frame that is too large', () => {
  it.each([
    ['16 KiB + 1', FRAME_BYTES + 1],
    ['64 KiB', FATAL_FRAME_BYTES],
  ])('B03: a frame of %s gets too_large, and the next valid send works', async (_, bytes) => {
    const pair = await Pair.open(server);
    await pair.undisturbedBy(
      async () => {
        const mal = await Client.join(server, { room: pair.room });
        mal.send(message(bytes));
        expect(await mal.first('error')).not.toHaveProperty('fatal');
        expect(mal.all('error')).toMatchObject([{ code: 'too_large' }]);
        await mal.say('valid');
      },
      (text) => text === 'valid',
    );
  });

  it.each([
    ['64 KiB + 1', FATAL_FRAME_BYTES + 1],
    ['1 MiB + 1', MIB + 1],
    ['32 MiB', 32 * MIB],
  ])('B03: a frame of %s gets 4413 and exactly one leave', async (_, bytes) => {
    const pair = await Pair.open(server);
    await pair.undisturbedBy(async () => {
      const mal = await Client.join(server, { room: pair.room, name: 'Mal' });
      mal.send(message(bytes));
      expect(await lastError(mal)).toEqual(['too_large', 4413]);
      await pair.ann.first('system', ({ event }) => event === 'leave');
    });
    expect(pair.leaves('Mal')).toBe(1);
  });

  it('B03: a frame of 4 MiB nested two million deep is never parsed, and the other members are not affected', async () => {
    const pair = await Pair.open(server);
    await pair.undisturbedBy(async () => {
      const mal = await Client.join(server, { room: pair.room });
      mal.send('['.repeat(2 * MIB) + ']'.repeat(2 * MIB));
      expect(await lastError(mal)).toEqual(['too_large', 4413]);
    });
  });

  it("B03: a frame of 32 MiB + 1 gets the runtime's 1009 and exactly one leave", { timeout: 60_000 }, async () => {
    const pair = await Pair.open(server);
    const mal = await Client.join(server, { room: pair.room, name: 'Mal' });
    await pair.undisturbedBy(async () => {
      mal.send(message(32 * MIB + 1));
      await pair.ann.first('system', ({ event }) => event === 'leave');
    });
    // The runtime waits about 20 s for a peer that goes on sending. It may cut the connection before its Close frame is
    // read.
    expect([1009, 1006]).toContain(await mal.closed);
    await pair.ann.settled();
    expect(pair.leaves('Mal')).toBe(1);
  });
});

describe('B04: compressed and fragmented frames', () => {
  // The server declines compression, so it never decompresses anything: a compressed frame is a protocol error.
  it.each([1, 64])(
    "B04: a deflate bomb of %i MiB gets the runtime's 1002, offered or not, and is never unpacked",
    async (mib) => {
      const pair = await Pair.open(server);
      await pair.undisturbedBy(async () => {
        const headers = [...v1(), 'Sec-WebSocket-Extensions: permessage-deflate'];
        const peer = await RawPeer.open(server.port, `/ws/${pair.room}?name=Mal`, headers);
        onTestFinished(() => peer.destroy());
        const bomb = deflateRawSync(Buffer.alloc(mib * MIB, MARK), { finishFlush: constants.Z_SYNC_FLUSH });
        // Without the empty block at the end (RFC 7692, §7.2.1).
        await peer.frame(OPCODE.text, bomb.subarray(0, -4), { rsv: 4 });
        expect((await peer.ended).code).toBe(1002);
        await pair.ann.first('system', ({ event }) => event === 'leave');
      });
      expect(pair.leaves('Mal')).toBe(1);
    },
  );

  it('B04: 10,000 fragments are one message or are refused', async () => {
    const pair = await Pair.open(server);
    const text = JSON.stringify({ type: 'msg', id: 'm', data: 'x'.repeat(9_950) });
    await pair.undisturbedBy(
      async () => {
        const peer = await enterRaw(pair.room, 'Mal');
        const bytes = [...text].map((char, n) =>
          encodeFrame(n === 0 ? OPCODE.text : OPCODE.continuation, Buffer.from(char), { fin: n === text.length - 1 }),
        );
        await peer.write(Buffer.concat(bytes));
        expect(await peer.until('"id":"m"')).toContain('"code":"too_large"');
        await peer.text('{"type":"msg","id":"n","data":"valid"}');
        await peer.until('"type":"ack","id":"n"');
      },
      (said) => said === 'valid',
    );
  });

  it('B04: slow fragments delay only their sender', async () => {
    const pair = await Pair.open(server);
    const peer = await enterRaw(pair.room, 'Mal');
    const text = '{"type":"msg","id":"m","data":"slow"}';
    for (const [n, char] of [...text].entries())
      await pair.undisturbedBy(
        () => peer.frame(n === 0 ? OPCODE.text : OPCODE.continuation, char, { fin: n === text.length - 1 }),
        (said) => said === 'slow',
      );
    await peer.until('"type":"ack"');
  });
});
