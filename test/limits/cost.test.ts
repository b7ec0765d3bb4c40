/**
 * What one address can cost the owner of a public deployment in a day: from the limits, the units that tests count, and the
 * platform's prices. docs/limits.md tells it in words; what it supposes is named here.
 */

import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/edge/config.ts';
import { REPLAY_EVENTS } from '../../src/protocol/limits.ts';
import { UNITS, UNITS_PER_QUESTION } from '../../src/room/limits/budget.ts';
import toml from '../../wrangler.toml?raw';

/**
 * Dollars, beyond what a plan includes, as of November 2026:
 * https://developers.cloudflare.com/durable-objects/platform/pricing/ and https://developers.cloudflare.com/workers/platform/pricing/
 */
const PRICE = {
  workerRequest: 0.3 / 1e6,
  objectRequest: 0.15 / 1e6,
  frame: 0.15 / 1e6 / 20,
  rowWritten: 1 / 1e6,
  rowRead: 0.001 / 1e6,
  /** 128 MB for as long as it runs. An idle object that could hibernate is not billed. */
  activeSecond: (12.5 / 1e6) * 0.128,
  gbDay: 0.2 / 30,
};

/** Suppositions. Measured values are lower (docs/performance.md). */
const FRAME_SECONDS = 0.003;
const CONNECT_SECONDS = 0.02;
const ALARM_SECONDS = 0.02;
/** How long the platform takes to answer a room's question. */
const ANSWER_SECONDS = 0.2;

/** Without a frame for so long a room falls asleep. */
const SLEEP_SECONDS = 10;

/** Rows that a room's tables take with the first event (test/room/crowd.test.ts). */
const TABLE_ROWS = 5;
/** A row with the longest text there may be, and what goes with it. */
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

/** The dearest that a unit of the budget can be. */
const UNIT = Math.max(
  (PRICE.rowWritten + frame) / UNITS.row,
  frame / UNITS.frame,
  alarm / UNITS.alarm,
  PRICE.rowRead / UNITS.rowRead,
);
/** The dearest where nothing more may be written. */
const READING_UNIT = Math.max(frame / UNITS.frame, alarm / UNITS.alarm, PRICE.rowRead / UNITS.rowRead);

describe('a day of one address that does its worst', () => {
  const connects = limitOf('CONNECTS') * MINUTES;
  const units = limitOf('WRITES') * UNITS_PER_QUESTION * MINUTES;

  /** What the platform grants. */
  const granted = units * UNIT;
  /** Each connect: two requests, and the alarm that it sets and that runs. A call of the API counts as one, and costs less. */
  const connecting =
    connects * (PRICE.workerRequest + PRICE.objectRequest + alarm + CONNECT_SECONDS * PRICE.activeSecond);
  /**
   * In each room, until the platform's no arrives: a burst. And either the tables of a room of its own, or a replay as long
   * as it may be, of edits whose texts are read, too.
   */
  const rowsBefore = limits.burst + limits.rate * ANSWER_SECONDS;
  const first = Math.max(TABLE_ROWS * PRICE.rowWritten, 2 * REPLAY_EVENTS * PRICE.rowRead);
  const before = connects * (rowsBefore * (PRICE.rowWritten + frame) + first);
  /** In each, until it is closed for going on: as much as one question stands for. */
  const after = connects * UNITS_PER_QUESTION * READING_UNIT;
  /** What it has written is there for half the day on average. */
  const stored = (((units + connects * rowsBefore) * ROW_BYTES) / 1e9 / 2) * PRICE.gbDay;
  /**
   * Half of a day's units in one log, as reactions (two each) between which there is no message, and in the other half a
   * newcomer each time that the room has just fallen asleep: then the whole log is read.
   */
  const waking = (MINUTES / 2) * (60 / SLEEP_SECONDS) * (units / 2 / 2) * PRICE.rowRead;

  it('the worst day of one address costs at most $17', () => {
    const total = granted + connecting + before + after + stored + waking;
    expect(total).toBeLessThanOrEqual(17);
    // The table of docs/limits.md.
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
