/** Faults of the heartbeat that follow from settings and times alone. */

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
  ])('an interval of %i ms with a timeout of %i ms gives the findings %j', (intervalMs, timeoutMs, expected) => {
    expect(found({ heartbeat: { intervalMs, timeoutMs } })).toEqual(expected);
  });

  it('the heartbeat has no findings if nobody is connected', () => {
    expect(found({ alarmAt: null })).toEqual([]);
  });

  it('an alarm may be up to a minute late without a finding', () => {
    const connections = [pinging];
    expect(found({ connections, alarmAt: NOW - 60_000 })).toEqual([]);
    expect(found({ connections, alarmAt: NOW - 60_001 })).toEqual([['no_alarm', 'fault']]);
  });

  it('closing clients that never sent anything is not a fault', () => {
    expect(found({ reaped: { total: 3, talking: 1 } })).toEqual([]);
    expect(found({ reaped: { total: 3, talking: 2 } })).toEqual([['reaped_talking', 'fault']]);
  });

  it('connections that had no time to ping yet are not reported', () => {
    const connections = [{ ...pinging, joined: NOW - 75_000, pingedAt: undefined }];
    expect(found({ connections, alarmAt: NOW })).toEqual([]);
  });
});

describe('the findings', () => {
  it('findings come with the most severe first', () => {
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
