import { expect, it } from 'vitest';
import { ADDRESS_MIB, blocksFor, mibIn } from '../../../src/objects/keys/sums.ts';

it('a reservation grows in blocks that double from 1 to 16 MiB', () => {
  const totals = new Set(Array.from({ length: 70 }, (_, needed) => blocksFor(needed)));
  expect([...totals]).toEqual([0, 1, 3, 7, 15, 31, 47, 63, 79]);
});

it('a reservation is never smaller than what is needed, and at most one block larger', () => {
  for (let needed = 0; needed <= 5_000; needed++) {
    expect(blocksFor(needed)).toBeGreaterThanOrEqual(needed);
    expect(blocksFor(needed) - needed).toBeLessThan(16);
    expect(blocksFor(blocksFor(needed))).toBe(blocksFor(needed));
  }
});

it('MB have a million bytes, and only whole MiB count', () => {
  expect([mibIn(1), mibIn(10), mibIn(500), mibIn(3_000)]).toEqual([0, 9, 476, 2_861]);
  expect(ADDRESS_MIB).toBe(476);
});
