/** The budget of an address over all rooms, with a platform that answers when the test says so. */

import { describe, expect, it } from 'vitest';
import { Budget, HOLD_MS, UNITS, UNITS_PER_QUESTION } from '../../../src/room/limits/budget.ts';

const START = 1_000_000;

function setUp(random = 0) {
  const questions: ((granted: boolean, now: number) => void)[] = [];
  const held: (number | undefined)[] = [];
  let exceeded = 0;
  const budget = new Budget({
    ask: (_, answered) => questions.push(answered),
    held: (_, untilMs) => held.push(untilMs),
    exceeded: () => exceeded++,
    random: () => random,
  });
  const spend = (units: number, times: number, now = START) => {
    for (let n = 0; n < times; n++) budget.spend('a', units, now);
  };
  return { budget, questions, held, spend, exceeded: () => exceeded };
}

describe('the budget of an address', () => {
  it('the platform is asked at every 20th event, every 400th frame and every 4th alarm', () => {
    for (const [units, every] of [
      [UNITS.row, 20],
      [UNITS.frame, 400],
      [UNITS.alarm, 4],
    ] as const) {
      const { questions, spend } = setUp();
      // One more than due, because a twentieth of a unit isn't exact in binary.
      spend(units, every * 10 + 1);
      expect(questions).toHaveLength(10);
    }
  });

  it('the platform is asked as often as necessary for a large read', () => {
    const { questions, spend } = setUp();
    spend(UNITS.rowRead, 1);
    expect(questions).toHaveLength(0);
    spend(100_000 * UNITS.rowRead, 1);
    expect(questions).toHaveLength(20);
  });

  it('the platform is asked equally often on average even if the room forgets its count after each event', () => {
    const asked = Array.from({ length: 1_000 }, (_, n) => {
      const { questions, spend } = setUp((n + 0.5) / 1_000);
      spend(UNITS.row, 1);
      return questions.length;
    });
    expect(asked.reduce((sum, n) => sum + n)).toBe(1_000 / UNITS_PER_QUESTION);
  });

  it('an exhausted budget holds the address for a minute, and after that until the platform allows more', () => {
    const { budget, questions, held, spend } = setUp();
    spend(UNITS.row, 20);
    expect(budget.waitMs('a', START)).toBe(0);
    questions[0]?.(false, START);
    expect(held).toEqual([START + HOLD_MS]);
    expect(budget.waitMs('a', START + 10_000)).toBe(50_000);
    expect(budget.waitMs('b', START)).toBe(0);

    const later = START + HOLD_MS;
    spend(UNITS.frame, 1, later);
    spend(UNITS.frame, 1, later);
    expect(questions).toHaveLength(2);
    expect(budget.waitMs('a', later)).toBe(1_000);
    questions[1]?.(false, later);
    expect(budget.waitMs('a', later)).toBe(HOLD_MS);
    spend(UNITS.frame, 1, later + HOLD_MS);
    questions[2]?.(true, later + HOLD_MS);
    expect(budget.waitMs('a', later + HOLD_MS)).toBe(0);
    expect(held.at(-1)).toBeUndefined();
  });

  it('a client that goes on while held exceeds the budget, and one that waits does not', () => {
    const { budget, questions, spend, exceeded } = setUp();
    spend(UNITS.row, 20);
    questions[0]?.(false, START);
    spend(UNITS.frame, 300, START + 1_000);
    expect(exceeded()).toBe(0);
    spend(UNITS.frame, 120, START + 2_000);
    questions[1]?.(false, START + 2_000);
    expect(exceeded()).toBe(1);
    // The client is told to come back in a minute and isn't let in before.
    expect(budget.shutMs('a', START + 2_000)).toBe(HOLD_MS);
    expect(budget.shutMs('a', START + 2_000 + HOLD_MS)).toBe(0);
    expect(budget.shutMs('b', START + 2_000)).toBe(0);
  });

  it('a hold survives hibernation through its note', () => {
    const { budget, spend, questions } = setUp();
    budget.restore('a', START + HOLD_MS, START);
    expect(budget.waitMs('a', START)).toBe(HOLD_MS);
    spend(UNITS.frame, 1, START + HOLD_MS + 1);
    questions[0]?.(true, START + HOLD_MS + 1);
    expect(budget.heldUntil('a')).toBeUndefined();
  });

  it('two questions in flight at once, from one room or another, hold the address only once', () => {
    const { questions, spend, exceeded } = setUp();
    spend(UNITS.row, 40);
    for (const answer of questions) answer(false, START);
    expect(exceeded()).toBe(0);
  });
});
