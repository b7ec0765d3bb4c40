import { afterEach, expect, it, vi } from 'vitest';
import { Reservation, type Reserved } from '../../../src/objects/files/reservation.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

/** Answers of `Keys` that a test gives when it wants. */
function controlled() {
  const asked: { mib: number; address: string | undefined; answer(reserved: Reserved): void; fail(): void }[] = [];
  const reserve = (mib: number, address: string | undefined) => {
    const { promise, resolve, reject } = Promise.withResolvers<Reserved>();
    asked.push({ mib, address, answer: resolve, fail: () => reject(new Error('gone')) });
    return promise;
  };
  return { asked, reserve };
}

/** Lets everything run that waits for no answer. */
const settled = () => new Promise((resolve) => setTimeout(resolve));

it('asks nothing while what is reserved covers what is needed', async () => {
  const { asked, reserve } = controlled();
  const reservation = new Reservation(reserve, 3);
  expect(await reservation.cover(() => 3, 'home')).toBeUndefined();
  expect(asked).toEqual([]);
});

it('asks one question at a time, and none that an earlier answer has covered', async () => {
  const { asked, reserve } = controlled();
  const reservation = new Reservation(reserve, 0);
  let needed = 1;
  const first = reservation.cover(() => needed, 'a');
  needed = 2;
  const second = reservation.cover(() => needed, 'b');
  needed = 5;
  const third = reservation.cover(() => needed, 'c');
  await settled();
  expect(asked).toMatchObject([{ mib: 1, address: 'a' }]);
  asked[0]?.answer({ mib: 1 });
  expect(await first).toBeUndefined();
  await settled();
  // The second asks for everything that is needed by now, so that the third needn't.
  expect(asked).toMatchObject([{ mib: 1 }, { mib: 5, address: 'b' }]);
  asked[1]?.answer({ mib: 7 });
  expect(await Promise.all([second, third])).toEqual([undefined, undefined]);
  expect(asked).toHaveLength(2);
  expect(reservation.mib).toBe(7);
});

it('a refusal is for the one who asked: the next one asks again', async () => {
  const { asked, reserve } = controlled();
  const reservation = new Reservation(reserve, 0);
  const [first, second] = [reservation.cover(() => 1, 'a'), reservation.cover(() => 1, 'b')];
  asked[0]?.answer({ full: 'address' });
  expect(await first).toMatchObject({ code: 'no_space', why: 'Your address has used its 500 MB for files today.' });
  await settled();
  expect(asked).toMatchObject([{ address: 'a' }, { address: 'b' }]);
  asked[1]?.answer({ mib: 1 });
  expect(await second).toBeUndefined();
});

it.each([
  ['server', 'The server has no space for more files.'],
  ['rooms', 'Your address has begun files in 20 rooms today, which is the limit.'],
] as const)('says that the limit of the %s is reached', async (full, why) => {
  const reservation = new Reservation(async () => ({ full }), 0);
  expect(await reservation.cover(() => 1, 'a')).toMatchObject({ code: 'no_space', why });
  expect(reservation.mib).toBe(0);
});

it('a question that fails is a temporary refusal, logged, and doesn’t hold up the next', async () => {
  const log = vi.spyOn(console, 'error').mockImplementation(() => {});
  const { asked, reserve } = controlled();
  const reservation = new Reservation(reserve, 1);
  const [first, second] = [reservation.cover(() => 2, 'a'), reservation.cover(() => 2, 'b')];
  asked[0]?.fail();
  expect(await first).toMatchObject({ code: 'storage', retryAfterMs: 5_000 });
  expect(log).toHaveBeenCalledExactlyOnceWith('{"event":"reserve_failed","error":"Error: gone"}');
  await settled();
  asked[1]?.answer({ mib: 3 });
  expect(await second).toBeUndefined();
  expect(reservation.mib).toBe(3);
});
