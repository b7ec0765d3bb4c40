/** Clicks whose code is still loading. */

import { beforeEach, describe, expect, test, vi } from 'vitest';
import { filled, fillSlotsBy, type Slot, slot } from '../../../src/page/state/slot.ts';
import { said } from '../../../src/page/ui/toast.ts';
import { withLate } from '../../../src/page/ui/with-late.ts';

const PARTS = { name: 'the late part' };
let late: Slot<typeof PARTS>;

beforeEach(() => {
  late = slot();
  said.value = '';
});

describe('actions that need late code', () => {
  test('an action runs at once if its code is loaded, and fetches nothing', () => {
    const fetch = vi.fn(async () => {});
    fillSlotsBy(fetch);
    late.value = PARTS;
    const act = vi.fn();
    withLate(late, act);
    expect(act).toHaveBeenCalledExactlyOnceWith(PARTS);
    expect(fetch).not.toHaveBeenCalled();
  });

  test('an action waits for its code, and runs once', async () => {
    const gate = Promise.withResolvers<void>();
    fillSlotsBy(() => gate.promise);
    const act = vi.fn();
    const done = withLate(late, act);
    expect(act).not.toHaveBeenCalled();
    late.value = PARTS;
    gate.resolve();
    await done;
    expect(act).toHaveBeenCalledExactlyOnceWith(PARTS);
    expect(said.value).toBe('');
  });

  test('an action does not run if its code can’t be loaded, and the next one tries again', async () => {
    const fetch = vi.fn(async () => {});
    fillSlotsBy(fetch);
    const act = vi.fn();
    await withLate(late, act);
    expect(act).not.toHaveBeenCalled();
    expect(said.value).toBe('You need a connection for this.');
    fillSlotsBy(async () => {
      late.value = PARTS;
    });
    expect(await filled(late)).toBe(PARTS);
  });
});
