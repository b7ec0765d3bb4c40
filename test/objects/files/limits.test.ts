/** The limits of files over RPC, beside the real object of all sums. */

import { evictDurableObject, runInDurableObject } from 'cloudflare:test';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FilesObject } from '../../../src/objects/files/object.ts';
import { bytesOf, Files, keys, NOON, OTHER, reserved, sqlOf } from './support.ts';

const DAY_MS = 86_400_000;
const TAG = 'kPrK_qmxVWaYVA9w';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOON });
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe('space', () => {
  it('is reserved in blocks before a ticket is given out, and many requests at once never get ahead of it', async () => {
    const files = new Files();
    const requests = await Promise.all(
      Array.from({ length: 40 }, (_, i) => files.request(bytesOf(8), { bytes: 1_048_576, member: `m${i % 8}` })),
    );
    await Promise.all(requests.map((request) => files.grant(request)));
    expect(await reserved(files)).toBe(47);
    expect(await sqlOf(files.stub, 'SELECT reserved FROM meta')).toEqual([{ reserved: 47 }]);
  });

  it('that Keys doesn’t grant is refused with its reason, and the permission doesn’t count', async () => {
    for (let i = 0; i < 20; i++) {
      const files = new Files();
      await files.grant(await files.request(bytesOf(1), { address: 'busy address' }));
    }
    const files = new Files();
    const request = await files.request(bytesOf(1), { address: 'busy address' });
    for (let i = 0; i < 12; i++)
      expect(await files.stub.grant(request, files.life)).toMatchObject({
        code: 'no_space',
        why: 'Your address has begun files in 20 rooms today, which is the limit.',
      });
    expect(await files.tables()).toEqual([]);
    expect(await files.stub.grant({ ...request, address: 'another' }, files.life)).toHaveProperty('ticket');
  });

  it('can’t be had while Keys fails, but what is granted can be uploaded, and then all goes on', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {});
    const files = new Files();
    const data = bytesOf(10);
    const { file, ticket } = await files.grant(await files.request(data));
    await sqlOf(keys(), "CREATE TRIGGER stuck BEFORE INSERT ON room BEGIN SELECT RAISE(FAIL, 'stuck'); END");
    const large = await files.request(bytesOf(8), { bytes: 5_000_000 });
    const refused = { code: 'storage', why: 'Files can’t be stored right now.', retryAfterMs: 5_000 };
    expect(await files.stub.grant(large, files.life)).toMatchObject(refused);
    expect(log).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('"event":"reserve_failed"'));
    expect(await files.stub.put(file, ticket, 0, data.buffer)).toHaveProperty('stored');
    await sqlOf(keys(), 'DROP TRIGGER stuck');
    expect(await files.stub.grant(large, files.life)).toHaveProperty('ticket');
  });
});

describe('the sums of a day', () => {
  it('are the same after an eviction', async () => {
    const files = new Files();
    await files.upload(bytesOf(10), { address: TAG });
    await runInDurableObject(files.stub, ({ rows }: FilesObject) => {
      for (let i = 0; i < 5; i++)
        rows.put(`f${i}`, { member: 'ben', source: 'x', bytes: 10_000_000, type: OTHER, ts: NOON + 1 + i });
    });
    await evictDurableObject(files.stub);
    const request = await files.request(bytesOf(11), { member: 'ben' });
    expect(await files.stub.grant(request, files.life)).toMatchObject({
      code: 'no_space',
      why: 'You have sent 50 MB of files today, which is the limit.',
    });
    vi.setSystemTime(NOON + DAY_MS);
    expect(await files.stub.grant(request, files.life)).toHaveProperty('ticket');
  });

  it('know an address by a hash that differs by day and by room, and its tag is nowhere', async () => {
    const sourcesOf = async (files: Files) =>
      (await sqlOf(files.stub, 'SELECT source FROM file ORDER BY ts')).map(({ source }) => source);
    const [files, others] = [new Files(), new Files()];
    await files.upload(bytesOf(10), { address: TAG });
    await evictDurableObject(files.stub);
    await files.upload(bytesOf(11), { address: TAG });
    await files.upload(bytesOf(12), { address: 'another' });
    await others.upload(bytesOf(10), { address: TAG });
    vi.setSystemTime(NOON + DAY_MS);
    await files.upload(bytesOf(13), { address: TAG });
    await files.upload(bytesOf(14));
    const [first, second, another, nextDay, none] = await sourcesOf(files);
    expect(second).toBe(first);
    expect(none).toBe('');
    expect(new Set([first, another, nextDay, ...(await sourcesOf(others))]).size).toBe(4);
    for (const table of await files.tables())
      expect(JSON.stringify(await sqlOf(files.stub, `SELECT * FROM ${table}`))).not.toContain(TAG);
  });
});
