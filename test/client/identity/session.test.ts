import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { newSessionSecret, type TabSessionOptions, tabSession } from '../../../src/client/identity/session.ts';
import { type Damage, fileOutbox } from '../../../src/client/node/outbox-file.ts';
import { enqueue, marked } from '../../../src/client/outbox/outbox.ts';
import { STORAGE_PATIENCE_MS } from '../../../src/client/storage/storage-timeout.ts';
import { isSessionSecret } from '../../../src/protocol/connect.ts';
import { KINDS } from '../../../src/protocol/events/traits.ts';

/**
 * A tab of a browser, whose tabs share locks but not session storage. Locks are those of Node, which work as in a
 * browser.
 */
function tab(more: Partial<TabSessionOptions> = {}): TabSessionOptions {
  const values = new Map<string, string>();
  return {
    room: 'den',
    storage: { getItem: (key) => values.get(key) ?? null, setItem: (key, value) => void values.set(key, value) },
    locks: navigator.locks,
    unsent: async () => [],
    reloaded: false,
    ...more,
  };
}

describe('a session id', () => {
  test('a session secret is 22 random characters that the protocol accepts', () => {
    const sids = Array.from({ length: 1_000 }, newSessionSecret);
    expect(sids.every((sid) => sid.length === 22 && isSessionSecret(sid))).toBe(true);
    expect(new Set(sids).size).toBe(1_000);
  });
});

describe('a tab', () => {
  test('a tab keeps its session after a reload', async () => {
    const options = tab();
    const before = await tabSession(options);
    before.release();
    expect((await tabSession(options)).sid).toBe(before.sid);
  });

  test('a duplicated tab gets a session of its own and keeps it', async () => {
    const original = tab();
    const first = await tabSession(original);
    const duplicate = tab();
    duplicate.storage?.setItem('parley:sid:den', first.sid);
    const second = await tabSession(duplicate);
    expect(second.sid).not.toBe(first.sid);
    second.release();
    expect((await tabSession(duplicate)).sid).toBe(second.sid);
  });

  test('a new tab adopts the session of a dead tab with unsent messages, but never that of a live tab', async () => {
    const living = await tabSession(tab());
    const dead = newSessionSecret();
    const unsent = async () => [living.sid, dead];
    expect((await tabSession(tab({ unsent }))).sid).toBe(dead);
    const next = await tabSession(tab({ unsent }));
    expect([living.sid, dead]).not.toContain(next.sid);
  });

  test('a tab keeps its session even if the browser refuses locks, at once or later', async () => {
    const refusal = new DOMException('Denied.', 'SecurityError');
    const refusals: LockManager['request'][] = [
      () => Promise.reject(refusal),
      () => {
        throw refusal;
      },
    ];
    for (const request of refusals) {
      const options = tab({ locks: { request, query: () => Promise.reject(refusal) } });
      const before = await tabSession(options);
      expect((await tabSession({ ...options, reloaded: true })).sid).toBe(before.sid);
      expect((await tabSession({ ...options, reloaded: false })).sid).not.toBe(before.sid);
    }
  });

  test('a tab has a separate session for each room', async () => {
    const options = tab();
    const [den, hall] = [await tabSession(options), await tabSession({ ...options, room: 'hall' })];
    expect(den.sid).not.toBe(hall.sid);
  });

  test.each([
    ['no storage', undefined],
    [
      'a storage that refuses',
      {
        getItem: () => null,
        setItem() {
          throw new DOMException('Full.', 'QuotaExceededError');
        },
      },
    ],
    [
      'a storage that is forbidden',
      {
        getItem() {
          throw new DOMException('Denied.', 'SecurityError');
        },
        setItem() {
          throw new DOMException('Denied.', 'SecurityError');
        },
      },
    ],
  ])('a tab with %s has a session that lasts as long as its page', async (_, storage) => {
    const { sid } = await tabSession(tab({ storage }));
    expect(isSessionSecret(sid)).toBe(true);
  });

  test('a tab does not wait for an outbox that never answers', async () => {
    vi.useFakeTimers();
    try {
      const session = tabSession(tab({ unsent: () => new Promise(() => {}) }));
      await vi.advanceTimersByTimeAsync(STORAGE_PATIENCE_MS);
      expect(isSessionSecret((await session).sid)).toBe(true);
    } finally {
      vi.useRealTimers();
    }
  });

  test('without locks a tab keeps its session only after a reload, because a duplicate looks the same', async () => {
    const options = tab({ locks: undefined });
    const { sid } = await tabSession(options);
    expect((await tabSession({ ...options, reloaded: true })).sid).toBe(sid);
    expect((await tabSession(options)).sid).not.toBe(sid);
  });
});

describe('an outbox in a file', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'parley-outbox-'));
  const outbox = marked(
    enqueue(enqueue([], 'a', { type: 'msg', data: 'one' }, 1), 'b', { type: 'delete', ref: 3, refEpoch: 'e1' }, 2),
    'a',
    'e1',
    7,
  );
  afterAll(() => rm(directory, { recursive: true }));

  test('an outbox in a file starts empty', async () => {
    expect(await fileOutbox(join(directory, 'none.json')).load()).toEqual([]);
  });

  test('an outbox in a file outlives the process', async () => {
    const path = join(directory, 'outbox.json');
    const store = fileOutbox(path);
    await store.load();
    await store.write(outbox, []);
    expect(await fileOutbox(path).load()).toEqual(outbox);
    await store.write([], [1]);
    expect(await fileOutbox(path).load()).toEqual(outbox.slice(1));
    expect((await readdir(directory)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  test('an outbox in a file holds events of every kind', async () => {
    const path = join(directory, 'kinds.json');
    const entries = KINDS.map((type, n) => ({ id: `e${n}`, order: n + 1, type, status: 'sending' }));
    await writeFile(path, JSON.stringify(entries));
    expect(await fileOutbox(path).load()).toEqual(entries);
  });

  test.each([
    ['cut off', '[{"id":'],
    ['no list', '{}'],
    ['a list of something else', '[{"id":"a","order":1,"type":"poem","status":"sending"}]'],
  ])('a file that is %s is moved aside and reported, and the outbox starts again', async (what, content) => {
    const path = join(directory, `${what}.json`);
    await writeFile(path, content);
    const told: Damage[] = [];
    const store = fileOutbox(path, { damaged: (damage) => told.push(damage) });
    expect(await store.load()).toEqual([]);
    expect(told).toMatchObject([{ path, error: expect.any(Error) }]);
    await store.write(outbox, []);
    expect(await readFile(told[0]?.keptAs ?? '', 'utf8')).toBe(content);
    expect(await fileOutbox(path).load()).toEqual(outbox);
  });

  test('a file that cannot be read is never overwritten', async () => {
    const path = join(directory, 'a directory');
    await mkdir(path);
    const store = fileOutbox(path);
    await expect(store.load()).rejects.toMatchObject({ code: 'EISDIR' });
    await expect(store.write(outbox, [])).rejects.toThrow('not overwritten');
  });
});
