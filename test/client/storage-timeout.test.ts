import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { inTime, KEY_PATIENCE_MS, orElse, STORAGE_PATIENCE_MS } from '../../src/client/storage-timeout.ts';

beforeEach(() => {
  vi.useFakeTimers();
});

// A timeout in an earlier test shortens the limit until something is answered, so answer something.
afterEach(async () => {
  await orElse(Promise.resolve(), undefined);
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

  it('after one timeout the limit is short until something is answered', async () => {
    const first = orElse(new Promise(() => {}), 'nothing');
    await vi.advanceTimersByTimeAsync(STORAGE_PATIENCE_MS);
    expect(await first).toBe('nothing');
    const second = orElse(after(10, 'kept'), 'nothing');
    await vi.advanceTimersByTimeAsync(0);
    expect(await second).toBe('nothing');
    expect(await orElse(Promise.resolve('kept'), 'nothing')).toBe('kept');
    const third = orElse(after(10, 'kept'), 'nothing');
    await vi.advanceTimersByTimeAsync(10);
    expect(await third).toBe('kept');
  });
});
