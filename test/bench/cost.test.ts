import { describe, expect, it } from 'vitest';
import { alternatives, bill, messagesOf, messageUnits, otherUnits, type Slice, STANDARD_MONTH, total } from './cost.ts';
import { CONFIRM_MS, countSlice } from './month.ts';

/** The design: one row and one frame per message, and the room awake for as long as a write takes. */
const DESIGNED: Slice = {
  perMessage: { framesIn: 1, rowsWritten: 1, rowsRead: 0, activeSeconds: 0.006 },
  perConnect: { rowsWritten: 0.02, rowsRead: 0, activeSeconds: 0.001 },
};

const million = messagesOf(STANDARD_MONTH) / 1e6;

describe('the price of the standard month', () => {
  it('the standard month has 30 million messages', () => {
    expect(million).toBe(30);
  });

  it('the standard month costs one row per message, plus 3 % for frames and time', () => {
    const { rowsWritten, framesIn, activeTime } = bill(messageUnits(STANDARD_MONTH, DESIGNED));
    expect(rowsWritten / million).toBeCloseTo(1, 6);
    expect(framesIn / million).toBeCloseTo(0.0075, 6);
    expect(activeTime / million).toBeCloseTo(0.0096, 6);
    expect((rowsWritten + framesIn + activeTime) / million).toBeLessThanOrEqual(1.03);
  });

  it('each connection is billed as a request to the Worker and one to the object, and each alarm as a request and a row', () => {
    const units = otherUnits(STANDARD_MONTH, {
      ...DESIGNED,
      perConnect: { rowsWritten: 0, rowsRead: 0, activeSeconds: 0 },
    });
    expect(units.connects).toBe(750_000);
    // 100 rooms, 8 hours a day for 30 days, with an alarm every 95 seconds.
    expect(units.alarms).toBeCloseTo(909_474, 0);
    const { connects, alarms, rowsWritten } = bill(units);
    expect(connects).toBeCloseTo(0.3375, 4);
    expect(alarms).toBeCloseTo(0.1364, 4);
    expect(rowsWritten).toBeCloseTo(0.9095, 4);
  });

  it('rooms that never hibernate would cost over five times as much, and an index about twice as much', () => {
    const { counted, neverSleeps, oneIndexMore } = alternatives(STANDARD_MONTH, DESIGNED);
    expect(counted).toBeCloseTo(total(bill(messageUnits(STANDARD_MONTH, DESIGNED))), 6);
    expect(neverSleeps - counted).toBeCloseTo(138.24 - 0.288, 2);
    expect(oneIndexMore - counted).toBeCloseTo(30, 6);
  });
});

describe('a slice of the month on workerd', { timeout: 60_000 }, () => {
  it('on workerd a slice of the month writes one row per message, reads none, and writes one row per room for its alarm', async () => {
    // Half a message per second in each room, so the rooms are quiet, as in the standard month.
    const usage = { ...STANDARD_MONTH, membersPerRoom: 5, messagesPerMemberDay: 2_880 };
    const slice = await countSlice({ rooms: 2, seconds: 4, usage });
    expect(slice.messages).toBeGreaterThan(2);
    expect(slice.perMessage.rowsWritten).toBe(1);
    expect(slice.perMessage.rowsRead).toBe(0);
    expect(slice.perMessage.activeSeconds * 1_000).toBeGreaterThan(CONFIRM_MS);
    expect(slice.connects).toBe(10);
    expect(slice.perConnect.rowsWritten).toBe(2 / 10);
  });
});
