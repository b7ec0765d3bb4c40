/**
 * The short form of the fault run: a real server that is killed repeatedly behind a bad network. Every promise must
 * hold.
 */

import { expect, it } from 'vitest';
import { faultRun } from './run.ts';

const MINUTES = 0.4;

it('every promise holds through kills, cuts, black holes and crashes', { timeout: 400_000 }, async () => {
  const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);
  const report = await faultRun({ minutes: MINUTES, seed, log: () => {} });
  expect(report.violations.join('\n'), `seed ${seed}`).toBe('');
  expect(report.figures.notRecovered).toBe(0);
  // Guards against runs that inject too few faults.
  expect(report.faults.kill).toBeGreaterThanOrEqual(2);
  expect(report.faults.cut + report.faults.reset).toBeGreaterThan(5);
  expect(report.faults.rush).toBeGreaterThan(0);
  expect(report.figures.liveBatches).toBeGreaterThan(50);
  expect(report.figures.sessionsResumed).toBeGreaterThan(20);
  expect(report.figures.messagesStored).toBeGreaterThan(100);
});
