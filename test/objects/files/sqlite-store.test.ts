/** Chunks in SQLite: what they cost, what they keep through an eviction, and that none is too large. */

import { runInDurableObject } from 'cloudflare:test';
import { describe, expect, it } from 'vitest';
import { SqliteStore } from '../../../src/objects/files/sqlite-store.ts';
import { CHUNK_BYTES, chunksOf } from '../../../src/objects/files/store.ts';
import { evict, freshRoom, stubOf } from '../../room/support.ts';

const A = 'AAAAAAAAAAAAAAAAAAAAAA';
const B = 'BAAAAAAAAAAAAAAAAAAAAA';

/** A new store over the storage of an object, as after a wake. */
function inStore<T>(name: string, work: (store: SqliteStore, storage: DurableObjectStorage) => Promise<T>): Promise<T> {
  return runInDurableObject(stubOf(name), (_, { storage }) => work(new SqliteStore(storage), storage));
}

function bytes(length: number, seed = 1): ArrayBuffer {
  return Uint8Array.from({ length }, (_, i) => (i * 31 + seed) & 255).buffer;
}

const sizeOf = (name: string) => inStore(name, async (_, { sql }) => sql.databaseSize);

describe('the store of chunks', () => {
  it('makes no table and writes nothing before the first chunk', async () => {
    const name = freshRoom();
    const before = await sizeOf(name);
    await inStore(name, async (store, { sql }) => {
      expect(await store.get(A, 0)).toBeUndefined();
      expect(await store.list()).toEqual([]);
      await store.delete([A]);
      await store.delete([]);
      expect(store.rowsWritten).toBe(0);
      expect(sql.exec("SELECT name FROM sqlite_schema WHERE name = 'chunk'").toArray()).toEqual([]);
    });
    expect(await sizeOf(name)).toBe(before);
  });

  it('writes one row for a chunk of the full size, one to replace it and one to delete it', async () => {
    const name = freshRoom();
    await inStore(name, async (store) => {
      await store.put(A, 0, bytes(CHUNK_BYTES), 1);
      const made = store.rowsWritten - 1;
      expect(made).toBeLessThanOrEqual(2);
      for (let n = 1; n < 5; n++) await store.put(A, n, bytes(CHUNK_BYTES, n), 1);
      expect(store.rowsWritten - made).toBe(5);
      await store.put(A, 4, bytes(1_000), 2);
      expect(store.rowsWritten - made).toBe(6);
      await store.delete([A]);
      expect(store.rowsWritten - made).toBe(11);
      await store.delete([A]);
      expect(store.rowsWritten - made).toBe(11);
    });
  });

  it('gives back the same bytes after an eviction, and needs no second table', async () => {
    const name = freshRoom();
    await inStore(name, async (store) => {
      await store.put(A, 0, bytes(CHUNK_BYTES, 7), 1);
      await store.put(A, 1, bytes(3, 8), 2);
    });
    await evict(name);
    await inStore(name, async (store) => {
      expect(await store.get(A, 0)).toEqual(bytes(CHUNK_BYTES, 7));
      expect(await store.get(A, 1)).toEqual(bytes(3, 8));
      expect(await store.get(A, 2)).toBeUndefined();
      expect(await store.get(B, 0)).toBeUndefined();
      await store.put(B, 0, bytes(1), 3);
      expect(store.rowsWritten).toBe(1);
    });
  });

  it('lists files by id with their chunks, bytes and newest time', async () => {
    const name = freshRoom();
    await inStore(name, async (store) => {
      await store.put(B, 0, bytes(10), 5);
      await store.put(A, 0, bytes(CHUNK_BYTES), 9);
      await store.put(A, 1, bytes(2), 7);
      expect(await store.list()).toEqual([
        { file: A, chunks: 2, bytes: CHUNK_BYTES + 2, ts: 9 },
        { file: B, chunks: 1, bytes: 10, ts: 5 },
      ]);
    });
  });

  it('deletes only the files that it is told to, and the database shrinks at once', async () => {
    const name = freshRoom();
    await inStore(name, async (store) => store.put(B, 0, bytes(10), 1));
    const small = await sizeOf(name);
    await inStore(name, async (store) => {
      for (let n = 0; n < 5; n++) await store.put(A, n, bytes(CHUNK_BYTES, n), 1);
    });
    expect(await sizeOf(name)).toBeGreaterThan(5 * CHUNK_BYTES);
    await inStore(name, async (store) => {
      await store.delete([A, 'unknown', "'; DROP TABLE chunk; --"]);
      expect(await store.list()).toMatchObject([{ file: B }]);
    });
    expect(await sizeOf(name)).toBe(small);
  });

  it('deletes a thousand files in one call', async () => {
    const name = freshRoom();
    await inStore(name, async (store) => {
      const ids = Array.from({ length: 1_000 }, (_, i) => `file-${i}`);
      for (const id of ids) await store.put(id, 0, bytes(1), 1);
      const before = store.rowsWritten;
      await store.delete(ids);
      expect(store.rowsWritten - before).toBe(1_000);
      expect(await store.list()).toEqual([]);
    });
  });

  it('refuses an empty chunk, one over 1 MiB and an impossible number, and stores nothing', async () => {
    const name = freshRoom();
    await inStore(name, async (store) => {
      await expect(store.put(A, 0, bytes(CHUNK_BYTES + 1), 1)).rejects.toThrow(RangeError);
      await expect(store.put(A, 0, new ArrayBuffer(0), 1)).rejects.toThrow('1 to 1048576 bytes, not 0');
      for (const n of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY])
        await expect(store.put(A, n, bytes(1), 1)).rejects.toThrow(RangeError);
      expect(store.rowsWritten).toBe(0);
      expect(await store.list()).toEqual([]);
    });
  });
});

describe('what is written together with a chunk', () => {
  it('is in the same transaction: both are stored', async () => {
    const name = freshRoom();
    await inStore(name, async (store, { sql }) => {
      sql.exec('CREATE TABLE beside (id TEXT)');
      await store.put(A, 0, bytes(1), 1, () => void sql.exec('INSERT INTO beside VALUES (?)', A));
    });
    await evict(name);
    await inStore(name, async (store, { sql }) => {
      expect(await store.get(A, 0)).toEqual(bytes(1));
      expect(sql.exec('SELECT id FROM beside').toArray()).toEqual([{ id: A }]);
    });
  });

  it('takes the chunk and the new table with it if it fails, and the next chunk is stored', async () => {
    const name = freshRoom();
    await inStore(name, async (store) => {
      const failing = store.put(A, 0, bytes(1), 1, () => {
        throw new Error('no row');
      });
      await expect(failing).rejects.toThrow('no row');
      expect(store.rowsWritten).toBe(0);
      expect(await store.list()).toEqual([]);
      await store.put(A, 0, bytes(2), 1);
      expect(await store.get(A, 0)).toEqual(bytes(2));
    });
  });

  it('leaves the former chunk as it was if replacing it fails', async () => {
    const name = freshRoom();
    await inStore(name, async (store) => {
      await store.put(A, 0, bytes(1, 1), 1);
      const failing = store.put(A, 0, bytes(1, 2), 2, () => {
        throw new Error('no row');
      });
      await expect(failing).rejects.toThrow('no row');
      expect(await store.get(A, 0)).toEqual(bytes(1, 1));
      expect(await store.list()).toMatchObject([{ ts: 1 }]);
    });
  });
});

it.each([
  [1, 1],
  [CHUNK_BYTES, 1],
  [CHUNK_BYTES + 1, 2],
  [10_000_000, 10],
])('a file of %i bytes has %i chunks', (size, chunks) => {
  expect(chunksOf(size)).toBe(chunks);
});
