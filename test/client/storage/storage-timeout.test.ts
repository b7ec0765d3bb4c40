import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { inTime, KEY_PATIENCE_MS, orElse, STORAGE_PATIENCE_MS } from '../../../src/client/storage/storage-timeout.ts';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

const after = <Value>(ms: number, value: Value): Promise<Value> =>
  new Promise((resolve) => setTimeout(resolve, ms, value));

describe('the time limit for a browser’s storage', () => {
  it('the time limit applies to each step of loading the key, not to all of them together', async () => {
    const steps = (async () => {
      const read = await inTime(after(KEY_PATIENCE_MS - 1, undefined));
      return [read, await inTime(after(KEY_PATIENCE_MS - 1, 'kept'))];
    })();
    await vi.advanceTimersByTimeAsync(2 * KEY_PATIENCE_MS);
    expect(await steps).toEqual([undefined, 'kept']);
  });

  it('a step that takes too long or fails ends with an error', async () => {
    const late = expect(inTime(after(KEY_PATIENCE_MS + 1, 'kept'))).rejects.toThrow('The storage didn’t answer');
    await vi.advanceTimersByTimeAsync(KEY_PATIENCE_MS);
    await late;
    await expect(inTime(Promise.reject(new Error('full')))).rejects.toThrow('The storage didn’t answer');
  });

  it('a read that times out does not shorten the limit of the next read, which may be from another database', async () => {
    const first = orElse(new Promise(() => {}), 'nothing');
    await vi.advanceTimersByTimeAsync(STORAGE_PATIENCE_MS);
    expect(await first).toBe('nothing');
    const second = orElse(after(STORAGE_PATIENCE_MS - 1, 'kept'), 'nothing');
    await vi.advanceTimersByTimeAsync(STORAGE_PATIENCE_MS);
    expect(await second).toBe('kept');
  });
});
