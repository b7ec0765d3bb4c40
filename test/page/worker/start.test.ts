import { signal } from '@preact/signals';
import { expect, test, vi } from 'vitest';
import { startWorker } from '../../../src/page/features/connection/service-worker.ts';

test('registration of the worker is retried with each new connection until it succeeds', async () => {
  const isLive = signal(true);
  const register = vi.fn<() => Promise<void>>();
  register.mockRejectedValueOnce(new TypeError('Not found.')).mockRejectedValueOnce(new TypeError('Not found.'));
  register.mockResolvedValue();
  startWorker(isLive, register);
  expect(register).toHaveBeenCalledTimes(1);
  for (const times of [2, 3, 3]) {
    await vi.waitFor(() => expect(register.mock.settledResults.at(-1)?.type).not.toBe('incomplete'));
    isLive.value = false;
    isLive.value = true;
    expect(register).toHaveBeenCalledTimes(times);
  }
});
