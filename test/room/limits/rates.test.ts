/** The rate limits, tested without a room. */

import { describe, expect, it } from 'vitest';
import { Feedback } from '../../../src/room/limits/feedback.ts';
import { LruMap } from '../../../src/room/limits/lru-map.ts';
import { Rates } from '../../../src/room/limits/rates.ts';
import { Strikes } from '../../../src/room/limits/strikes.ts';

const ANA = { memberId: 'ana', address: 'a' };
const START = 1_000_000;
const make = () => new Rates(5, 20, START);

/** How many of `count` attempts succeed. */
function passed(count: number, attempt: (n: number) => boolean): number {
  return Array.from({ length: count }, (_, n) => attempt(n)).filter(Boolean).length;
}

describe('events (B22)', () => {
  it('a member has its burst and its long-term rate, and is told how long to wait', () => {
    const rates = make();
    expect(passed(100, () => rates.event(ANA, 1, START) === 0)).toBe(20);
    expect(rates.event(ANA, 1, START)).toBe(200);
    expect(rates.event(ANA, 1, START + 199)).toBe(1);
    expect(rates.event(ANA, 1, START + 200)).toBe(0);
    // For a hundred seconds, one attempt every 10 ms.
    expect(passed(10_000, (n) => rates.event(ANA, 1, START + 200 + 10 * (n + 1)) === 0)).toBe(500);
  });

  it('a refused event costs nothing', () => {
    const rates = make();
    passed(1_000, () => rates.event(ANA, 1, START) === 0);
    expect(passed(10, () => rates.event(ANA, 1, START + 2_000) === 0)).toBe(10);
  });

  it('an event that costs five takes five tokens', () => {
    const rates = make();
    expect(passed(10, () => rates.event(ANA, 5, START) === 0)).toBe(4);
    expect(rates.event(ANA, 5, START)).toBe(1_000);
  });

  it('all members of an address share 20 times the rate, so new keys do not help', () => {
    const rates = make();
    const fresh = (n: number) => ({ memberId: `m${n}`, address: 'a' });
    expect(passed(1_000, (n) => rates.event(fresh(n), 1, START) === 0)).toBe(400);
    expect(passed(1_000, (n) => rates.event(fresh(n + 1_000), 1, START + 1_000) === 0)).toBe(100);
    expect(rates.event({ memberId: 'bo', address: 'b' }, 1, START)).toBe(0);
  });

  it('members are limited even if addresses are not', () => {
    const rates = make();
    expect(passed(1_000, (n) => rates.event({ memberId: `m${n}` }, 1, START) === 0)).toBe(1_000);
    expect(passed(100, () => rates.event({ memberId: 'ana' }, 1, START) === 0)).toBe(20);
  });
});

describe('frames (B23)', () => {
  it('a member may send four frames per event; more are dropped, and after 10 s the connection is closed', () => {
    const rates = make();
    const verdicts = Array.from({ length: 11_000 }, (_, n) => rates.frame(ANA, START + n));
    expect(verdicts.slice(0, 80)).toEqual(Array(80).fill('take'));
    const first = verdicts.indexOf('drop');
    expect(verdicts.indexOf('close')).toBe(first + 10_000);
    expect(verdicts.slice(0, 10_000).filter((verdict) => verdict === 'take').length).toBeLessThanOrEqual(80 + 200);
  });

  it('a second within the limit restarts the 10 s', () => {
    const rates = make();
    let now = START;
    for (let round = 0; round < 10; round++) {
      for (let n = 0; n < 5_000; n++) expect(rates.frame(ANA, now++)).not.toBe('close');
      now += 1_001;
    }
  });

  it('of several members of an address, only the one that floods is closed', () => {
    const rates = make();
    const flood = Array.from({ length: 30 }, (_, n) => ({ memberId: `m${n}`, address: 'a' }));
    const verdicts = new Set<string>();
    const closed = new Set<string>();
    for (let ms = 0; ms < 12_000; ms += 10) {
      for (const member of flood) if (rates.frame(member, START + ms) === 'close') closed.add(member.memberId);
      if (ms % 3_000 === 0) verdicts.add(rates.frame(ANA, START + ms));
    }
    expect(verdicts).not.toContain('close');
    expect(closed.size).toBe(flood.length);
  });
});

describe('rates after a restart of the object', () => {
  it('after a wake the buckets have only the tokens of 10 s of hibernation', () => {
    // At one event a second, a burst of 100 takes longer to refill than the object stays asleep.
    const rates = new Rates(1, 100, START);
    expect(passed(200, () => rates.event(ANA, 1, START) === 0)).toBe(10);
    expect(passed(200, () => rates.event(ANA, 1, START + 5_000) === 0)).toBe(5);
  });

  it('once the object has been awake for longer, the buckets are full, for newcomers too', () => {
    const rates = new Rates(1, 100, START);
    expect(passed(200, () => rates.event(ANA, 1, START + 90_000) === 0)).toBe(100);
  });
});

describe('the LRU map', () => {
  it('the LRU map is bounded, and first evicts entries that would be recreated unchanged', () => {
    const made: string[] = [];
    const map = new LruMap<{ spent: boolean }>(
      () => ({ spent: true }),
      ({ spent }) => !spent,
      3,
    );
    const get = (name: string) => {
      if (!map.peek(name)) made.push(name);
      return map.get(name, 0);
    };
    for (const name of ['a', 'b', 'c']) get(name);
    get('a');
    get('d');
    expect([map.size, map.peek('b')]).toEqual([3, undefined]);
    expect(map.peek('a')).toBeDefined();
    get('c').spent = false;
    get('a');
    get('d');
    get('e');
    expect(map.peek('c')).toBeUndefined();
    for (let n = 0; n < 1_000; n++) get(`n${n}`);
    expect(map.size).toBe(3);
  });
});

describe('strikes', () => {
  it('ten strikes in a minute are too many, even across reconnects', () => {
    const strikes = new Strikes();
    expect(Array.from({ length: 11 }, (_, n) => strikes.add('ana', START + n))).toEqual([
      ...Array(9).fill(false),
      true,
      true,
    ]);
    expect(strikes.add('bo', START)).toBe(false);
  });

  it('one strike every seven seconds is tolerated', () => {
    const strikes = new Strikes();
    expect(Array.from({ length: 100 }, (_, n) => strikes.add('ana', START + 7_000 * n))).not.toContain(true);
  });
});

describe('feedback', () => {
  it('a refusal is sent at most once a second and asks to wait at least that long', () => {
    const feedback = new Feedback();
    const whom = {};
    expect(feedback.retryAfterMs(whom, 200, START)).toBe(1_100);
    expect(feedback.retryAfterMs(whom, 200, START + 999)).toBeUndefined();
    expect(feedback.retryAfterMs({}, 200, START + 999)).toBe(1_100);
    expect(feedback.retryAfterMs(whom, 60_000, START + 1_000)).toBe(60_000);
  });

  it('a client that waited as long as it was told always gets an answer, even if the clock went back', () => {
    const feedback = new Feedback();
    const whom = {};
    let now = START;
    for (let n = 0; n < 100; n++) {
      const retryAfterMs = feedback.retryAfterMs(whom, n * 17, now);
      expect(retryAfterMs).toBeDefined();
      now += retryAfterMs ?? 0;
    }
    expect(feedback.retryAfterMs(whom, 0, START)).toBe(1_100);
  });
});
