import { describe, expect, test } from 'vitest';
import { Heartbeat } from '../../../src/client/connection/heartbeat.ts';
import { FakeClock } from '../support/fake-clock.ts';

function startHeartbeat(random: number) {
  const clock = new FakeClock();
  const pings: number[] = [];
  let dead = 0;
  const began = clock.now();
  const heartbeat = new Heartbeat({
    clock,
    random: () => random,
    ping: () => pings.push(clock.now() - began),
    dead: () => dead++,
  });
  heartbeat.start(25_000);
  return { clock, heartbeat, pings, deaths: () => dead };
}

describe('the heartbeat', () => {
  test.each([
    [0, [0, 20_000, 40_000]],
    [0.5, [12_500, 37_500, 62_500]],
    [0.999, [24_975, 54_965]],
  ])(
    'the heartbeat starts at a random moment of the first interval and repeats every 25 s ± 20 %% (random %f)',
    (random, moments) => {
      const { clock, heartbeat, pings } = startHeartbeat(random);
      for (let ms = 0; ms < 65_000; ms += 5) {
        clock.advance(5);
        heartbeat.heard();
      }
      expect(pings.slice(0, moments.length)).toEqual(moments);
    },
  );

  test('the heartbeat gives the server ten seconds to answer a ping', () => {
    const { clock, pings, deaths } = startHeartbeat(0.5);
    clock.advance(22_499);
    expect([pings.length, deaths()]).toEqual([1, 0]);
    clock.advance(1);
    expect(deaths()).toBe(1);
    clock.advance(1_000_000);
    expect([pings.length, deaths(), clock.pending]).toEqual([1, 1, 0]);
  });

  test('any frame counts as an answer to a ping', () => {
    const { clock, heartbeat, deaths } = startHeartbeat(0.5);
    clock.advance(13_000);
    heartbeat.heard();
    clock.advance(20_000);
    expect(deaths()).toBe(0);
  });

  test('a probe pings at once, and only once while an answer is pending', () => {
    const { clock, heartbeat, pings, deaths } = startHeartbeat(0.5);
    heartbeat.probe();
    heartbeat.probe();
    expect(pings).toEqual([0]);
    clock.advance(10_000);
    expect(deaths()).toBe(1);
  });

  test('the heartbeat probes at once after the machine slept', () => {
    const { clock, pings } = startHeartbeat(0.9);
    clock.advance(1_000);
    clock.jump(3_600_000);
    clock.advance(4_000);
    expect(pings).toHaveLength(1);
  });

  test('the heartbeat continues if the clock is set back by an hour', () => {
    const { clock, pings } = startHeartbeat(0.5);
    clock.jump(-3_600_000);
    clock.advance(12_500);
    expect(pings).toHaveLength(1);
  });

  test('a stopped heartbeat sends nothing', () => {
    const { clock, heartbeat, pings } = startHeartbeat(0.5);
    heartbeat.stop();
    heartbeat.probe();
    clock.advance(1_000_000);
    expect([pings, clock.pending]).toEqual([[], 0]);
  });
});
