/** What the settings and the clock alone say about the heartbeat. */

import { describe, expect, it } from 'vitest';
import { findFaults, type Situation } from '../../../src/room/admin/faults.ts';

const NOW = 1_800_000_000_000;
const quiet: Situation = {
  now: NOW,
  connections: [],
  heartbeat: { intervalMs: 25_000, timeoutMs: 95_000 },
  alarmAt: null,
  reaped: { total: 0, talking: 0 },
};
const pinging = { joined: NOW - 600_000, pingedAt: NOW, goneAt: undefined, failedAt: undefined, listed: true };
const found = (situation: Partial<Situation>) =>
  findFaults({ ...quiet, ...situation }).map(({ reason, severity }) => [reason, severity]);

describe('the heartbeat', () => {
  it.each([
    [25_000, 95_000, []],
    [25_000, 75_000, []],
    [25_000, 74_000, [['timeout_too_short', 'warning']]],
    [79_000, 95_000, []],
    [80_000, 95_000, [['interval_too_long', 'fault']]],
    [50_000, 60_000, [['interval_too_long', 'fault']]],
  ])('with an interval of %i ms and a timeout of %i ms: %j', (intervalMs, timeoutMs, expected) => {
    expect(found({ heartbeat: { intervalMs, timeoutMs } })).toEqual(expected);
  });

  it('is not found out of order where nobody is connected', () => {
    expect(found({ alarmAt: null })).toEqual([]);
  });

  it('may be a minute late with its alarm, and no more', () => {
    const connections = [pinging];
    expect(found({ connections, alarmAt: NOW - 60_000 })).toEqual([]);
    expect(found({ connections, alarmAt: NOW - 60_001 })).toEqual([['no_alarm', 'fault']]);
  });

  it('may close clients that never said anything: that is what it is for', () => {
    expect(found({ reaped: { total: 3, talking: 1 } })).toEqual([]);
    expect(found({ reaped: { total: 3, talking: 2 } })).toEqual([['reaped_talking', 'fault']]);
  });

  it('does not blame those for never pinging who had no time to', () => {
    const connections = [{ ...pinging, joined: NOW - 75_000, pingedAt: undefined }];
    expect(found({ connections, alarmAt: NOW })).toEqual([]);
  });
});

describe('the findings', () => {
  it('come with the worst first', () => {
    const connections = [
      { ...pinging, goneAt: NOW - 60_000 },
      { ...pinging, failedAt: NOW },
    ];
    expect(found({ connections, alarmAt: NOW })).toEqual([
      ['no_leave', 'fault'],
      ['unanswered', 'warning'],
    ]);
  });
});
