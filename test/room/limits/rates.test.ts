/** How fast members may send: rules by themselves. */

import { describe, expect, it } from 'vitest';
import { Feedback } from '../../../src/room/limits/feedback.ts';
import { LruMap } from '../../../src/room/limits/lru-map.ts';
import { Rates } from '../../../src/room/limits/rates.ts';
import { Strikes } from '../../../src/room/limits/strikes.ts';

const ANA = { memberId: 'ana', address: 'a' };
const START = 1_000_000;
const make = () => new Rates(5, 20, START);

/** How many of `count` attempts are let through. */
function passed(count: number, attempt: (n: number) => boolean): number {
  return Array.from({ length: count }, (_, n) => attempt(n)).filter(Boolean).length;
}

describe('events (B22)', () => {
  it('a member has its burst at once and its rate in the long run, and is told how long to wait', () => {
    const rates = make();
    expect(passed(100, () => rates.event(ANA, 1, START) === 0)).toBe(20);
    expect(rates.event(ANA, 1, START)).toBe(200);
    expect(rates.event(ANA, 1, START + 199)).toBe(1);
    expect(rates.event(ANA, 1, START + 200)).toBe(0);
    // A hundred seconds, asked every 10 ms.
    expect(passed(10_000, (n) => rates.event(ANA, 1, START + 200 + 10 * (n + 1)) === 0)).toBe(500);
  });

  it('what is refused costs nothing', () => {
    const rates = make();
    passed(1_000, () => rates.event(ANA, 1, START) === 0);
    expect(passed(10, () => rates.event(ANA, 1, START + 2_000) === 0)).toBe(10);
  });

  it('what costs five is five', () => {
    const rates = make();
    expect(passed(10, () => rates.event(ANA, 5, START) === 0)).toBe(4);
    expect(rates.event(ANA, 5, START)).toBe(1_000);
  });

  it('new members of one address share 20 times as much: new keys are of no use', () => {
    const rates = make();
    const fresh = (n: number) => ({ memberId: `m${n}`, address: 'a' });
    expect(passed(1_000, (n) => rates.event(fresh(n), 1, START) === 0)).toBe(400);
    expect(passed(1_000, (n) => rates.event(fresh(n + 1_000), 1, START + 1_000) === 0)).toBe(100);
    expect(rates.event({ memberId: 'bo', address: 'b' }, 1, START)).toBe(0);
  });

  it('where addresses are not limited, members are', () => {
    const rates = make();
    expect(passed(1_000, (n) => rates.event({ memberId: `m${n}` }, 1, START) === 0)).toBe(1_000);
    expect(passed(100, () => rates.event({ memberId: 'ana' }, 1, START) === 0)).toBe(20);
  });
});

describe('frames (B23)', () => {
  it('are four for each event; over it they are dropped, after 10 s of that it is enough', () => {
    const rates = make();
    const verdicts = Array.from({ length: 11_000 }, (_, n) => rates.frame(ANA, START + n));
    expect(verdicts.slice(0, 80)).toEqual(Array(80).fill('take'));
    const first = verdicts.indexOf('drop');
    expect(verdicts.indexOf('close')).toBe(first + 10_000);
    expect(verdicts.slice(0, 10_000).filter((verdict) => verdict === 'take').length).toBeLessThanOrEqual(80 + 200);
  });

  it('a second within the limit begins anew', () => {
    const rates = make();
    let now = START;
    for (let round = 0; round < 10; round++) {
      for (let n = 0; n < 5_000; n++) expect(rates.frame(ANA, now++)).not.toBe('close');
      now += 1_001;
    }
  });

  it('one neighbour who floods is closed, the others are not', () => {
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

describe('a life of the object', () => {
  it('gives no more than what was gained in the sleep before it, which took 10 s', () => {
    // 1 a second: a burst of 100 takes longer to fill than a sleep.
    const rates = new Rates(1, 100, START);
    expect(passed(200, () => rates.event(ANA, 1, START) === 0)).toBe(10);
    expect(passed(200, () => rates.event(ANA, 1, START + 5_000) === 0)).toBe(5);
  });

  it('gives the whole burst once it has lasted long enough, also to those who come for the first time', () => {
    const rates = new Rates(1, 100, START);
    expect(passed(200, () => rates.event(ANA, 1, START + 90_000) === 0)).toBe(100);
  });
});

describe('the LRU map', () => {
  it('has a bound that new names do not move, and forgets first what would be no different', () => {
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
  it('ten in a minute are too many, and stay so for whoever comes back', () => {
    const strikes = new Strikes();
    expect(Array.from({ length: 11 }, (_, n) => strikes.add('ana', START + n))).toEqual([
      ...Array(9).fill(false),
      true,
      true,
    ]);
    expect(strikes.add('bo', START)).toBe(false);
  });

  it('one every seven seconds is a mistake', () => {
    const strikes = new Strikes();
    expect(Array.from({ length: 100 }, (_, n) => strikes.add('ana', START + 7_000 * n))).not.toContain(true);
  });
});

describe('feedback', () => {
  it('comes once a second, and tells to wait for as long at least', () => {
    const feedback = new Feedback();
    const whom = {};
    expect(feedback.retryAfterMs(whom, 200, START)).toBe(1_100);
    expect(feedback.retryAfterMs(whom, 200, START + 999)).toBeUndefined();
    expect(feedback.retryAfterMs({}, 200, START + 999)).toBe(1_100);
    expect(feedback.retryAfterMs(whom, 60_000, START + 1_000)).toBe(60_000);
  });

  it('never leaves who waited as told without an answer, nor for a clock that went back', () => {
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
