/** The object of a room's files over RPC, as the room and the edge use it. */

import { evictDurableObject } from 'cloudflare:test';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CHUNK_BYTES } from '../../../src/objects/files/store.ts';
import { bytesOf, Files, NOON, OTHER, reserved, sqlOf } from './support.ts';

const NOT_FOR_THIS = { code: 'forbidden', why: 'The ticket isn’t valid for this file.' };

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOON });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a small file', () => {
  it('is granted, uploaded in one call, and read in one', async () => {
    const files = new Files();
    const data = bytesOf(1_000);
    const { file, ticket, until } = await files.grant(await files.request(data));
    expect(until).toBe(NOON + 600_000);
    expect(await files.stub.put(file, ticket, 0, data.buffer)).toEqual({ stored: { bytes: 1_000, type: OTHER } });
    const chunk = await files.stub.chunk(files.room, file, 0, await files.readingTicket());
    expect(chunk).toEqual({ bytes: 1_000, type: OTHER, data: data.buffer });
    expect(await files.stub.chunk(files.room, file, 1, await files.readingTicket())).toMatchObject({
      code: 'not_found',
    });
  });

  it('is two rows written, and granting it none once there is a life with space', async () => {
    const files = new Files();
    await files.upload(bytesOf(10));
    const before = await files.rows();
    const data = bytesOf(20);
    const { file, ticket } = await files.grant(await files.request(data));
    expect(await files.rows()).toBe(before);
    await files.stub.put(file, ticket, 0, data.buffer);
    expect(await files.rows()).toBe(before + 2);
  });
});

describe('a large file', () => {
  it('is taken in parts, with evictions between them, and read in chunks', async () => {
    const files = new Files();
    const data = bytesOf(2 * CHUNK_BYTES + 7);
    const { file, ticket } = await files.grant(await files.request(data));
    expect(await files.stub.begin(file, ticket)).toEqual({ parts: 3 });
    const part = (n: number) => data.slice(n * CHUNK_BYTES, (n + 1) * CHUNK_BYTES).buffer;
    const reading = await files.readingTicket();
    for (const n of [0, 1, 2]) {
      await evictDurableObject(files.stub);
      expect(await files.stub.put(file, ticket, n, part(n))).toEqual({ parts: 3 });
      expect(await files.stub.chunk(files.room, file, 0, reading)).toMatchObject({ code: 'not_found' });
    }
    await evictDurableObject(files.stub);
    expect(await files.stub.finish(file, ticket)).toEqual({ stored: { bytes: data.length, type: OTHER } });
    for (const n of [0, 1, 2])
      expect(await files.stub.chunk(files.room, file, n, reading)).toMatchObject({ data: part(n) });
  });
});

describe('a repeated request', () => {
  it('gives the same file, also after an eviction, and reserves nothing more', async () => {
    const files = new Files();
    const request = await files.request(bytesOf(900_000));
    const first = await files.grant(request);
    const mib = await reserved(files);
    for (let i = 0; i < 12; i++) expect(await files.grant(request)).toMatchObject({ file: first.file });
    await evictDurableObject(files.stub);
    const again = await files.grant(request);
    expect(again.file).toBe(first.file);
    expect(await reserved(files)).toBe(mib);
    expect(await files.stub.put(again.file, again.ticket, 0, bytesOf(900_000).buffer)).toHaveProperty('stored');
    // The first ticket is as good, and the file is there.
    expect(await files.stub.begin(first.file, first.ticket)).toEqual({ stored: { bytes: 900_000, type: OTHER } });
    expect(await files.stub.grant(request, files.life)).toEqual({
      file: first.file,
      stored: { bytes: 900_000, type: OTHER },
    });
  });
});

describe('tickets', () => {
  it('for uploading end, and are for one file of one room', async () => {
    const [files, others] = [new Files(), new Files()];
    const data = bytesOf(10);
    const { file, ticket } = await files.grant(await files.request(data));
    const other = await files.grant(await files.request(data));
    const foreign = await others.grant(await others.request(data));
    for (const wrong of [other.ticket, foreign.ticket, await files.readingTicket()])
      for (const answer of [
        await files.stub.begin(file, wrong),
        await files.stub.put(file, wrong, 0, data.buffer),
        await files.stub.finish(file, wrong),
      ])
        expect(answer).toMatchObject(NOT_FOR_THIS);
    vi.setSystemTime(NOON + 600_000);
    expect(await files.stub.put(file, ticket, 0, data.buffer)).toMatchObject({ code: 'unauthorized' });
    expect(await sqlOf(files.stub, 'SELECT id FROM file')).toEqual([]);
  });

  it('B56: for reading are for one room, life and generation, and come before whether there is a file', async () => {
    const [files, others] = [new Files(), new Files()];
    const file = await files.upload(bytesOf(10));
    await others.upload(bytesOf(10));
    const { ticket } = await files.grant(await files.request(bytesOf(11)));
    const wrong = [
      ticket,
      await others.readingTicket(),
      await others.readingTicket({ room: files.room }),
      await files.readingTicket({ room: others.room }),
      await files.readingTicket({ gen: 2 }),
      await files.readingTicket({ gen: 4 }),
      await files.readingTicket({ life: others.life.life }),
    ];
    for (const id of [file, 'A'.repeat(22), '__proto__', "' OR 1=1 --"]) {
      for (const each of wrong) expect(await files.stub.chunk(files.room, id, 0, each)).toMatchObject(NOT_FOR_THIS);
      expect(await files.stub.chunk(files.room, id, 0, 'x')).toMatchObject({ code: 'unauthorized' });
    }
    const right = await files.readingTicket();
    expect(await files.stub.chunk(files.room, file, 0, right)).toHaveProperty('data');
    for (const id of ['A'.repeat(22), '__proto__', "' OR 1=1 --"])
      expect(await files.stub.chunk(files.room, id, 0, right)).toMatchObject({ code: 'not_found' });
  });

  it('B61: of any kind make an object without files store nothing', async () => {
    const files = new Files();
    const source = new Files();
    const { file, ticket } = await source.grant(await source.request(bytesOf(10)));
    expect(await files.stub.begin(file, ticket)).toMatchObject(NOT_FOR_THIS);
    expect(await files.stub.put(file, ticket, 0, bytesOf(10).buffer)).toMatchObject(NOT_FOR_THIS);
    expect(await files.stub.finish(file, ticket)).toMatchObject(NOT_FOR_THIS);
    expect(await files.stub.chunk(files.room, file, 0, await files.readingTicket())).toMatchObject(NOT_FOR_THIS);
    const tooLarge = { ...(await files.request(bytesOf(1))), bytes: 10_000_001 };
    expect(await files.stub.grant(tooLarge, files.life)).toMatchObject({ code: 'too_large' });
    expect(await files.tables()).toEqual([]);
    expect(await reserved(files)).toBe(0);
  });
});

describe('the life of the files', () => {
  it('is what the room has stored, and another one is refused', async () => {
    const files = new Files();
    await files.upload(bytesOf(10));
    const other = { ...files.life, life: 'another' };
    const request = await files.request(bytesOf(11));
    expect(await files.stub.grant(request, other)).toMatchObject({ code: 'storage', retryAfterMs: 5_000 });
    await evictDurableObject(files.stub);
    expect(await files.stub.grant(request, other)).toMatchObject({ code: 'storage' });
    expect(await files.stub.grant(request, files.life)).toHaveProperty('ticket');
    expect(await files.stub.grant(request)).toHaveProperty('ticket');
  });

  it('is made with the first grant if the room has none, once even for many at the same time', async () => {
    const files = new Files();
    const requests = await Promise.all([1, 2, 3].map((i) => files.request(bytesOf(i))));
    const granted = await Promise.all(requests.map((request) => files.stub.grant(request)));
    expect(await sqlOf(files.stub, 'SELECT gen, length(secret) AS secret FROM meta')).toEqual([{ gen: 0, secret: 43 }]);
    await evictDurableObject(files.stub);
    for (const [i, answer] of granted.entries()) {
      if (!('ticket' in answer)) throw new Error(JSON.stringify(answer));
      expect(await files.stub.put(answer.file, answer.ticket, 0, bytesOf(i + 1).buffer)).toHaveProperty('stored');
    }
  });
});
