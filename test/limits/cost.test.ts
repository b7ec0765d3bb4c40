/**
 * The most that one address can cost the owner of a public deployment in a day, computed from the limits, the units
 * that tests count, and the platform's prices. docs/limits.md explains the result; the assumptions are named here.
 */

import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/edge/config.ts';
import { REPLAY_EVENTS } from '../../src/protocol/limits.ts';
import { UNITS, UNITS_PER_QUESTION } from '../../src/room/limits/budget.ts';
import toml from '../../wrangler.toml?raw';

/**
 * Dollars beyond what a plan includes, as of November 2026:
 * https://developers.cloudflare.com/durable-objects/platform/pricing/ and
 * https://developers.cloudflare.com/workers/platform/pricing/
 */
const PRICE = {
  workerRequest: 0.3 / 1e6,
  objectRequest: 0.15 / 1e6,
  frame: 0.15 / 1e6 / 20,
  rowWritten: 1 / 1e6,
  rowRead: 0.001 / 1e6,
  /** 128 MB for as long as the object runs. An idle object that could hibernate isn't billed. */
  activeSecond: (12.5 / 1e6) * 0.128,
  gbDay: 0.2 / 30,
};

/** Assumptions. Measured values are lower (docs/performance.md). */
const FRAME_SECONDS = 0.003;
const CONNECT_SECONDS = 0.02;
const ALARM_SECONDS = 0.02;
/** How long the platform takes to answer a room's question. */
const ANSWER_SECONDS = 0.2;

/** A room hibernates after this long without a frame. */
const SLEEP_SECONDS = 10;

/** Rows written for a room's tables with the first event (test/room/crowd.test.ts). */
const TABLE_ROWS = 5;
/** A row with the longest possible text and its metadata. */
const ROW_BYTES = 17_000;
const MINUTES = 24 * 60;

function limitOf(name: string): number {
  const limit = new RegExp(
    `name = "${name}"\\nnamespace_id = "\\d+"\\nsimple = \\{ limit = (\\d+), period = 60 \\}`,
  ).exec(toml)?.[1];
  if (limit === undefined) throw new Error(`no ${name} in wrangler.toml`);
  return Number(limit);
}

const { limits } = parseConfig({});
const frame = PRICE.frame + FRAME_SECONDS * PRICE.activeSecond;
const alarm = PRICE.rowWritten + PRICE.objectRequest + ALARM_SECONDS * PRICE.activeSecond;

/** The highest price of a unit of the budget. */
const UNIT = Math.max(
  (PRICE.rowWritten + frame) / UNITS.row,
  frame / UNITS.frame,
  alarm / UNITS.alarm,
  PRICE.rowRead / UNITS.rowRead,
);
/** The highest price of a unit once no more writes are allowed. */
const READING_UNIT = Math.max(frame / UNITS.frame, alarm / UNITS.alarm, PRICE.rowRead / UNITS.rowRead);

describe('the worst day of one address', () => {
  const connects = limitOf('CONNECTS') * MINUTES;
  const units = limitOf('WRITES') * UNITS_PER_QUESTION * MINUTES;

  /** The cost of everything that the platform grants. */
  const granted = units * UNIT;
  /**
   * The cost of connecting: two requests for each connection, and the alarm that it sets and that later runs. A call of
   * the API counts as a connection attempt and costs less.
   */
  const connecting =
    connects * (PRICE.workerRequest + PRICE.objectRequest + alarm + CONNECT_SECONDS * PRICE.activeSecond);
  /**
   * The cost in each room until the platform's refusal arrives: a burst, and either the tables of a new room or the
   * longest possible replay, of edits whose texts are read as well.
   */
  const rowsBefore = limits.burst + limits.rate * ANSWER_SECONDS;
  const first = Math.max(TABLE_ROWS * PRICE.rowWritten, 2 * REPLAY_EVENTS * PRICE.rowRead);
  const before = connects * (rowsBefore * (PRICE.rowWritten + frame) + first);
  /** The cost in each room until the held client is closed for continuing: as much as one question stands for. */
  const after = connects * UNITS_PER_QUESTION * READING_UNIT;
  /** The cost of storage. On average, what is written in a day is stored for half of it. */
  const stored = (((units + connects * rowsBefore) * ROW_BYTES) / 1e9 / 2) * PRICE.gbDay;
  /**
   * The cost of waking: half of a day's units are stored in one log as reactions (two units each) without messages in
   * between. In the other half of the day a newcomer connects each time the room has just fallen asleep, so that the
   * whole log is read.
   */
  const waking = (MINUTES / 2) * (60 / SLEEP_SECONDS) * (units / 2 / 2) * PRICE.rowRead;

  it('the worst day of one address costs at most $17', () => {
    const total = granted + connecting + before + after + stored + waking;
    expect(total).toBeLessThanOrEqual(17);
    // The values in the table of docs/limits.md.
    const dollars = { granted, connecting, before, after, stored, waking, total };
    expect(Object.fromEntries(Object.entries(dollars).map(([part, sum]) => [part, sum.toFixed(2)]))).toEqual({
      granted: '0.87',
      connecting: '0.72',
      before: '11.34',
      after: '2.16',
      stored: '0.56',
      waking: '0.93',
      total: '16.59',
    });
  });

  it('the worst day in a single room costs what the platform grants, and no more than the room accepts', () => {
    expect(granted).toBeLessThan(1);
  });
});
