/** Tasks over one alarm: each alarm runs all tasks, and the next is set for the task that is due first. */

import { afterEach, describe, expect, it, vi } from 'vitest';
import { AlarmHandle } from '../../../src/room/pipeline/alarm-handle.ts';
import { Scheduler, type Task } from '../../../src/room/pipeline/scheduler.ts';

const NOW = 1_000_000;

afterEach(() => {
  vi.restoreAllMocks();
});

/** An alarm over fake storage, and the times that were written to it. */
async function alarm(set: number | null = null) {
  const written: number[] = [];
  const storage = {
    getAlarm: () => Promise.resolve(set),
    setAlarm: (at: number) => {
      written.push(at);
      return Promise.resolve();
    },
  };
  const ctx = { storage, waitUntil: () => {} } as unknown as DurableObjectState;
  const made = new AlarmHandle(ctx);
  await made.learn();
  return { alarm: made, written };
}

const due = (name: string, at: number | undefined): Task => ({ name, run: () => at });

describe('the alarm', () => {
  it('the alarm is set to the earliest requested time, and written only when that time changes', async () => {
    const { alarm: one, written } = await alarm();
    for (const at of [500, 700, 500, 300]) one.by(at);
    expect(written).toEqual([500, 300]);
    expect(one.at).toBe(300);
  });

  it('an alarm set in an earlier life of the object is not postponed', async () => {
    const { alarm: one, written } = await alarm(400);
    one.by(500);
    expect(written).toEqual([]);
    one.by(300);
    expect(written).toEqual([300]);
  });
});

describe('the scheduler', () => {
  it('the scheduler runs every task in order and sets one alarm for the earliest', async () => {
    const { alarm: one, written } = await alarm();
    const ran: string[] = [];
    const task = (name: string, at: number | undefined): Task => ({
      name,
      run: (now) => {
        ran.push(`${name} ${now}`);
        return at;
      },
    });
    new Scheduler(one, [task('a', undefined), task('b', NOW + 50), task('c', NOW + 20)]).run(NOW);
    expect(ran).toEqual([`a ${NOW}`, `b ${NOW}`, `c ${NOW}`]);
    expect(written).toEqual([NOW + 20]);
  });

  it('the scheduler sets no alarm if nothing is due', async () => {
    const { alarm: one, written } = await alarm(NOW);
    new Scheduler(one, [due('a', undefined)]).run(NOW);
    expect(written).toEqual([]);
    expect(one.at).toBeNull();
  });

  it('the scheduler keeps an earlier alarm that a task set while running', async () => {
    const { alarm: one, written } = await alarm();
    const closes: Task = {
      name: 'closes',
      run: () => {
        one.by(NOW + 10);
        return undefined;
      },
    };
    new Scheduler(one, [closes, due('later', NOW + 20)]).run(NOW);
    expect(written).toEqual([NOW + 10]);
  });

  it('the scheduler logs a task that throws, runs the others, and retries it', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {});
    const { alarm: one, written } = await alarm();
    const broken = (name: string, retryMs?: number): Task => ({
      name,
      ...(retryMs === undefined ? {} : { retryMs }),
      run: () => {
        throw new Error(`${name} is broken`);
      },
    });
    const last = vi.fn(() => NOW + 90);
    new Scheduler(one, [broken('first', 60), broken('second'), { name: 'last', run: last }]).run(NOW);
    expect(last).toHaveBeenCalledOnce();
    expect(written).toEqual([NOW + 60]);
    expect(log.mock.calls.map(([line]) => JSON.parse(String(line)))).toMatchObject([
      { event: 'task_failed', task: 'first', error: expect.stringContaining('first is broken') },
      { event: 'task_failed', task: 'second', error: expect.stringContaining('second is broken') },
    ]);
  });
});
