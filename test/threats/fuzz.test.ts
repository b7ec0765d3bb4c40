/**
 * Random input to a running server: almost valid frames, invalid frames, bytes, and connection attempts. It takes half
 * a minute in `npm test`. `FUZZ_SECONDS=600 npm run fuzz` takes longer, and `FUZZ_SEED=…` repeats a run.
 */

import { randomInt } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startWorkerd, type Workerd } from '../support/workerd.ts';
import { encodeFrame, RawPeer, rawRequest, upgradeLines } from './raw.ts';
import { expectQuiet, newSid, Pair, storageCounts } from './support.ts';

const SECONDS = Number(process.env.FUZZ_SECONDS ?? 30);
const SEED = Number(process.env.FUZZ_SEED ?? randomInt(2 ** 31));

let server: Workerd;
beforeAll(async () => {
  // Only the heartbeat notices a peer that leaves before the runtime has begun to listen to it.
  const heartbeat = { HEARTBEAT_INTERVAL_S: '2', HEARTBEAT_TIMEOUT_S: '5' };
  server = await startWorkerd({ RATE_LIMITS: 'off', LEAVE_GRACE_S: '0', ...heartbeat });
}, 60_000);
afterAll(() => server.stop());

/** Values that mean nothing here, or something unexpected. */
const junk = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom('__proto__', 'constructor', '\ud800', '\u0000', '\u202e', "'; DROP TABLE event; --", '👍', 1e21, -1),
);
const TYPES = [
  'msg',
  'edit',
  'delete',
  'react',
  'poll',
  'vote',
  'close',
  'set',
  'mod',
  'audit',
  'history',
  'who',
  'name',
  'typing',
  'read',
  'ack',
];
const FIELDS = [
  'id',
  'data',
  'text',
  're',
  'ref',
  'again',
  'off',
  'options',
  'many',
  'choice',
  'before',
  'after',
  'limit',
  '__proto__',
  'toString',
];
/** Values for the lists in polls and votes, valid or nearly valid. */
const list = fc.array(fc.oneof(fc.nat(3), fc.constantFrom('yes', 'no', 'maybe')), { maxLength: 3 });
const id = fc.stringMatching(/^[A-Za-z0-9_-]{1,8}$/);

/** A frame with any fields of the protocol, valid or not. */
const frame = fc
  .record({
    type: fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...TYPES) }, junk),
    id: fc.oneof({ weight: 5, arbitrary: id }, junk),
    fields: fc.array(fc.tuple(fc.constantFrom(...FIELDS), fc.oneof(fc.nat(20), fc.string(), list, junk)), {
      maxLength: 4,
    }),
  })
  .map(({ fields, ...known }) => JSON.stringify({ ...known, ...Object.fromEntries(fields) }));

/** JSON with characters removed, replaced or inserted. */
const broken = fc
  .tuple(frame, fc.nat(), fc.string({ unit: 'binary', maxLength: 3 }), fc.nat(3))
  .map(([text, at, put, cut]) => text.slice(0, at % text.length) + put + text.slice((at % text.length) + cut));

const bytes = fc.uint8Array({ maxLength: 300 });
const text = (payload: string) => encodeFrame(1, Buffer.from(payload));

/** What a peer writes: mostly frames, so that most of it is parsed. */
const write = fc.oneof(
  { weight: 12, arbitrary: frame.map(text) },
  { weight: 4, arbitrary: broken.map(text) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }).map(text) },
  { weight: 2, arbitrary: bytes.map((payload) => encodeFrame(1, payload)) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.nat(15), bytes, fc.boolean(), fc.nat(7), fc.boolean())
      .map(([opcode, payload, fin, rsv, masked]) => encodeFrame(opcode, payload, { fin, rsv, masked })),
  },
  { weight: 1, arbitrary: bytes.map((raw) => Buffer.from(raw)) },
);

/** An HTTP header without line breaks. */
const header = fc.string({ unit: 'binary-ascii', maxLength: 80 }).map((value) => value.replace(/[\r\n]/g, ' '));
const request = fc.record({
  path: fc.oneof(
    fc.webPath(),
    header.map(encodeURIComponent),
    fc.constantFrom('', '?room=', '/..%2f', '/%00', '/a%2Fb'),
  ),
  headers: fc.array(
    fc.oneof(
      header.map((value) => `Sec-WebSocket-Protocol: parley.v1, sid.${value}`),
      header.map((value) => `Sec-WebSocket-Protocol: parley.v1, sid.${'a'.repeat(22)}, dpop.${value}`),
      header.map((value) => `Origin: ${value}`),
      header.map((value) => `Parley-Admission: ${value}`),
      header.map((value) => `DPoP: ${value}`),
    ),
    { maxLength: 3 },
  ),
});

/** The texts of the pair. All others are from the fuzzer. */
const PAIR = /^(ann|ben) \d+$/;

it(`after ${SECONDS} s of random input the server works, and no member, data or log line is left`, {
  timeout: (SECONDS + 90) * 1_000,
}, async () => {
  console.log(`FUZZ_SEED=${SEED}`);
  const pair = await Pair.open(server, { pingMs: 1_000 });
  let runs = 0;
  let writes = 0;
  const property = fc.asyncProperty(
    fc.array(write, { maxLength: 12 }),
    fc.array(request, { maxLength: 2 }),
    async (all, requests) => {
      runs++;
      await pair.undisturbedBy(
        async () => {
          const sid = `Sec-WebSocket-Protocol: parley.v1, sid.${newSid()}`;
          const peer = await RawPeer.open(server.port, `/ws/${pair.room}?name=Mal`, all.length % 2 ? [sid] : []);
          for (const one of all) {
            writes++;
            await peer.write(one);
          }
          peer.destroy();
          for (const { path, headers } of requests) {
            const head = upgradeLines(`/api${path}`, headers)
              .trimEnd()
              .replace(/^Upgrade: .*\r\n/m, '');
            await rawRequest(server.port, head.split('\r\n'));
          }
        },
        (said) => !PAIR.test(said),
      );
    },
  );
  await fc.assert(property, {
    seed: SEED,
    numRuns: Number.MAX_SAFE_INTEGER,
    interruptAfterTimeLimit: SECONDS * 1_000,
  });
  console.log(`${runs} runs, ${writes} writes`);
  expect(runs).toBeGreaterThan(1);

  // Only the pair is left. Peers that left before the runtime listened to them are removed by the alarm.
  await pair.alone(60_000);
  expect(storageCounts(server).tables).toBe(1);
  expect((await fetch(`http://127.0.0.1:${server.port}/api/health`)).status).toBe(200);
  expectQuiet(server);
});
