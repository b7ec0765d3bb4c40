/** Uploads over real storage: what a file must be to be complete, and that nothing changes it afterwards. */

import { runInDurableObject } from 'cloudflare:test';
import { describe, expect, it, vi } from 'vitest';
import { Quota } from '../../../src/objects/files/quota.ts';
import { FileRows } from '../../../src/objects/files/rows.ts';
import { SqliteStore } from '../../../src/objects/files/sqlite-store.ts';
import { CHUNK_BYTES } from '../../../src/objects/files/store.ts';
import { type Sniff, Uploads } from '../../../src/objects/files/uploads.ts';
import { toBase64Url } from '../../../src/protocol/base64url.ts';
import { refuse } from '../../../src/protocol/refusal.ts';
import type { UploadTicket } from '../../../src/protocol/ticket.ts';
import { freshRoom, stubOf } from '../../room/support.ts';
import { bytesOf, ticketFor } from './support.ts';

const LIFE = { life: 'A'.repeat(22), secret: 'A'.repeat(43), gen: 0, reserved: 1, day: null, salt: null };
const NOW = Date.UTC(2026, 10, 28, 12);

interface World {
  rows: FileRows;
  store: SqliteStore;
  quota: Quota;
  uploads: Uploads;
  storage: DurableObjectStorage;
}

/** Uploads of a room in which files were granted. */
function world(work: (world: World) => Promise<void>, sniff: Sniff = () => ({ type: 'image/webp', w: 4, h: 3 })) {
  return runInDurableObject(stubOf(freshRoom()), async (_, { storage }) => {
    // Tables of the same names belong to the room.
    storage.sql.exec('DROP TABLE IF EXISTS meta');
    const rows = new FileRows(storage);
    const store = new SqliteStore(storage);
    const quota = new Quota({ maxMb: 10, roomMb: 500 }, () => rows);
    rows.begin(LIFE);
    await work({ rows, store, quota, uploads: new Uploads({ rows, store, quota, sniff }), storage });
  });
}

/** Sends all parts of a file, as the edge does. */
async function send({ uploads }: World, ticket: UploadTicket, data: Uint8Array<ArrayBuffer>) {
  for (let n = 0; n * CHUNK_BYTES < data.length; n++) {
    const answer = await uploads.put(ticket, n, data.slice(n * CHUNK_BYTES, (n + 1) * CHUNK_BYTES).buffer);
    if (!('parts' in answer)) return answer;
  }
  return uploads.finish(ticket);
}

describe('a file of one part', () => {
  it('is complete with it, and its chunk and its row are two rows written', () =>
    world(async (w) => {
      const data = bytesOf(1_000);
      const ticket = await ticketFor(data);
      expect(w.uploads.stored(ticket.file)).toBeUndefined();
      const before = w.rows.rowsWritten;
      const answer = await w.uploads.put(ticket, 0, data.buffer);
      expect(answer).toEqual({ stored: { bytes: 1_000, type: 'application/octet-stream' } });
      expect(w.rows.rowsWritten - before).toBe(1);
      expect(await w.store.get(ticket.file, 0)).toEqual(data.buffer);
      // Again, with other bytes: the file stays as it is.
      expect(await w.uploads.put(ticket, 0, bytesOf(1_000, 9).buffer)).toEqual(answer);
      expect(await w.uploads.finish(ticket)).toEqual(answer);
      expect(w.uploads.begin(ticket, NOW)).toEqual(answer);
      expect(await w.store.get(ticket.file, 0)).toEqual(data.buffer);
    }));

  it('is stored with its row or not at all', () =>
    world(async (w) => {
      const data = bytesOf(10);
      const ticket = await ticketFor(data);
      w.storage.sql.exec("CREATE TRIGGER stuck BEFORE INSERT ON file BEGIN SELECT RAISE(FAIL, 'stuck'); END");
      await expect(w.uploads.put(ticket, 0, data.buffer)).rejects.toThrow('stuck');
      expect(await w.store.list()).toEqual([]);
      expect(w.quota.neededMib).toBe(0);
      w.storage.sql.exec('DROP TRIGGER stuck');
      expect(await w.uploads.put(ticket, 0, data.buffer)).toHaveProperty('stored');
    }));
});

describe('a file of several parts', () => {
  const data = bytesOf(2 * CHUNK_BYTES + 5);

  it('is complete once it was checked, in whatever order the parts came', () =>
    world(async (w) => {
      const ticket = await ticketFor(data);
      expect(w.uploads.begin(ticket, NOW)).toEqual({ parts: 3 });
      for (const n of [2, 0, 1, 1])
        expect(await w.uploads.put(ticket, n, data.slice(n * CHUNK_BYTES, (n + 1) * CHUNK_BYTES).buffer)).toEqual({
          parts: 3,
        });
      expect(w.uploads.stored(ticket.file)).toBeUndefined();
      expect(await w.uploads.finish(ticket)).toMatchObject({ stored: { bytes: data.length } });
      expect(w.uploads.stored(ticket.file)).toMatchObject({ bytes: data.length });
      expect(await w.store.list()).toMatchObject([{ file: ticket.file, chunks: 3, bytes: data.length }]);
    }));

  it('is deleted if a part is missing, and can be sent again', () =>
    world(async (w) => {
      const ticket = await ticketFor(data);
      await w.uploads.put(ticket, 0, data.slice(0, CHUNK_BYTES).buffer);
      await w.uploads.put(ticket, 2, data.slice(2 * CHUNK_BYTES).buffer);
      expect(await w.uploads.finish(ticket)).toMatchObject({
        code: 'bad_request',
        why: `The file must have ${data.length} bytes.`,
      });
      expect(await w.store.list()).toEqual([]);
      expect(await send(w, ticket, data)).toHaveProperty('stored');
    }));

  it('B58: takes no part while it is checked, so that nothing can be swapped after the hash', () =>
    world(async (w) => {
      const ticket = await ticketFor(data);
      for (const n of [0, 1, 2])
        await w.uploads.put(ticket, n, data.slice(n * CHUNK_BYTES, (n + 1) * CHUNK_BYTES).buffer);
      const finishing = w.uploads.finish(ticket);
      const swapped = bytesOf(CHUNK_BYTES, 99).buffer;
      const during = [w.uploads.put(ticket, 0, swapped), w.uploads.finish(ticket)];
      for (const answer of await Promise.all(during)) expect(answer).toMatchObject({ code: 'busy' });
      expect(await finishing).toHaveProperty('stored');
      expect(await w.uploads.put(ticket, 0, swapped)).toHaveProperty('stored');
      expect(await w.store.get(ticket.file, 0)).toEqual(data.slice(0, CHUNK_BYTES).buffer);
    }));

  it('has parts of the announced sizes only', () =>
    world(async (w) => {
      const ticket = await ticketFor(data);
      for (const [n, size] of [
        [0, CHUNK_BYTES - 1],
        [0, 5],
        [2, 4],
        [2, 6],
        [2, CHUNK_BYTES],
        [3, 5],
        [-1, CHUNK_BYTES],
        [0.5, CHUNK_BYTES],
        [Number.NaN, CHUNK_BYTES],
        [0, 0],
      ] as const)
        expect(await w.uploads.put(ticket, n, new ArrayBuffer(size)), `${n}: ${size}`).toMatchObject({
          code: 'bad_request',
        });
      expect(await w.store.list()).toEqual([]);
    }));
});

describe('what is not what was announced', () => {
  const small = bytesOf(100);
  const large = bytesOf(CHUNK_BYTES + 100);

  it.each([small, large])('has another hash: refused, and nothing stays', (data) =>
    world(async (w) => {
      const ticket = await ticketFor(data, { sha256: toBase64Url(new Uint8Array(32)) });
      const refused = { code: 'bad_request', why: 'The bytes don’t have the announced SHA-256.' };
      for (let i = 0; i < 3; i++) expect(await send(w, ticket, data)).toMatchObject(refused);
      expect(await w.store.list()).toEqual([]);
      expect(w.uploads.stored(ticket.file)).toBeUndefined();
    }),
  );

  it.each([small, large])('is no picture, or another one', async (data) => {
    for (const found of ['application/octet-stream', 'image/png'])
      await world(
        async (w) => {
          const answer = await send(w, await ticketFor(data, { type: 'image/webp' }), data);
          expect(answer).toMatchObject({ code: 'unsupported', why: 'The bytes are not image/webp.' });
          expect(await w.store.list()).toEqual([]);
        },
        () => ({ type: found }),
      );
  });

  it.each([small, large])('is too large a picture', (data) => {
    const refused = refuse('bad_request', 'A picture can have at most 40 megapixels.');
    return world(
      async (w) => {
        expect(await send(w, await ticketFor(data, { type: 'image/webp' }), data)).toEqual(refused);
        expect(await w.store.list()).toEqual([]);
      },
      () => refused,
    );
  });

  it('a picture gets the type and size of its bytes, and the first chunk alone says what it is', async () => {
    const sniff = vi.fn<Sniff>(() => ({ type: 'image/webp', w: 1_600, h: 1_200 }));
    await world(async (w) => {
      const ticket = await ticketFor(large, { type: 'image/webp' });
      const stored = { bytes: large.length, type: 'image/webp', w: 1_600, h: 1_200 };
      expect(await send(w, ticket, large)).toEqual({ stored });
      expect(w.uploads.stored(ticket.file)).toEqual(stored);
      expect(sniff.mock.calls).toEqual([[large.slice(0, CHUNK_BYTES)]]);
    }, sniff);
  });

  it('a picture that was announced as anything else is never shown', () =>
    world(async (w) => {
      const answer = await send(w, await ticketFor(small), small);
      expect(answer).toEqual({ stored: { bytes: 100, type: 'application/octet-stream' } });
    }));
});

describe('limits', () => {
  it('a member has four uploads of several parts at once, until they are finished or silent', () =>
    world(async (w) => {
      const data = bytesOf(CHUNK_BYTES + 1);
      const tickets = await Promise.all([1, 2, 3, 4, 5].map((n) => ticketFor(data, { file: `file-${n}` })));
      const [first, , , , fifth] = tickets;
      if (!first || !fifth) throw new Error('no tickets');
      for (const ticket of tickets.slice(0, 4)) expect(w.uploads.begin(ticket, NOW)).toEqual({ parts: 2 });
      const refused = { code: 'rate_limited', why: 'You are already uploading 4 files.', retryAfterMs: 2_000 };
      expect(w.uploads.begin(fifth, NOW)).toMatchObject(refused);
      expect(w.uploads.begin(first, NOW)).toEqual({ parts: 2 });
      expect(w.uploads.begin({ ...fifth, member: 'ben' }, NOW)).toEqual({ parts: 2 });
      expect(w.uploads.begin(fifth, NOW + 59_999)).toMatchObject({ code: 'rate_limited' });
      expect(w.uploads.begin(fifth, NOW + 60_000)).toEqual({ parts: 2 });
      await w.uploads.finish(fifth);
      expect(w.uploads.begin(fifth, NOW + 60_000)).toEqual({ parts: 2 });
    }));

  it('the sums are checked again when a file is complete', () =>
    world(async (w) => {
      const data = bytesOf(2 * CHUNK_BYTES);
      w.quota.add({ file: 'x', member: 'ana', source: '', bytes: 49_000_000 }, Date.now());
      expect(await send(w, await ticketFor(data), data)).toMatchObject({ code: 'no_space' });
      expect(await w.store.list()).toEqual([]);
      expect(await send(w, await ticketFor(data, { member: 'ben' }), data)).toHaveProperty('stored');
    }));

  it('later files have a later time, also in the same millisecond and with a clock that is set back', () =>
    world(async (w) => {
      vi.useFakeTimers({ toFake: ['Date'], now: NOW });
      try {
        for (const [i, now] of [NOW, NOW, NOW - 60_000].entries()) {
          vi.setSystemTime(now);
          const data = bytesOf(10, i);
          await w.uploads.put(await ticketFor(data, { file: `file-${i}` }), 0, data.buffer);
        }
      } finally {
        vi.useRealTimers();
      }
      expect([0, 1, 2].map((i) => w.rows.file(`file-${i}`)?.ts)).toEqual([NOW, NOW + 1, NOW + 2]);
    }));
});
