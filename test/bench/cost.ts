/** From counted units to dollars: a month of a deployment, per million messages, beside what it might have been. */

import { FRAMES_PER_REQUEST, OBJECT_GB, PRICES } from './prices.ts';

/** What is billed. All are counts but `activeSeconds`. */
export interface Units {
  /** Messages and other frames that wake an object. */
  framesIn: number;
  rowsWritten: number;
  rowsRead: number;
  /** Wall-clock time in which an object runs, or can't sleep. */
  activeSeconds: number;
  connects: number;
  alarms: number;
}

/** Dollars, by what they are for. */
export interface Bill {
  framesIn: number;
  rowsWritten: number;
  rowsRead: number;
  activeTime: number;
  /** Requests of the Worker and of the object. */
  connects: number;
  alarms: number;
}

/** How a deployment is used. */
export interface Usage {
  rooms: number;
  membersPerRoom: number;
  hoursPerDay: number;
  messagesPerMemberDay: number;
  daysPerMonth: number;
  /** A member's connects in a day: it comes, and comes back after sleep, a change of network or a deploy. */
  connectsPerMemberDay: number;
}

/** The month that figures are given for: 30 million messages. */
export const STANDARD_MONTH: Usage = {
  rooms: 100,
  membersPerRoom: 50,
  hoursPerDay: 8,
  messagesPerMemberDay: 200,
  daysPerMonth: 30,
  connectsPerMemberDay: 5,
};

/** What one message and one connect cost, counted in a slice of that month (month.ts). */
export interface Slice {
  perMessage: Pick<Units, 'framesIn' | 'rowsWritten' | 'rowsRead' | 'activeSeconds'>;
  perConnect: Pick<Units, 'rowsWritten' | 'rowsRead' | 'activeSeconds'>;
}

/**
 * Seconds between the alarms of a room with somebody in it, at the least: the timeout of 95 s and its slack of 30 s, less the
 * longest that the oldest ping may be old (25 s and 20 %). Each is a request, and a row for setting it.
 */
export const ALARM_SECONDS = 95;

/** A client's `ping`s in a second: the runtime answers without the object. */
const PINGS_PER_SECOND = 1 / 25;

export function messagesOf({ rooms, membersPerRoom, messagesPerMemberDay, daysPerMonth }: Usage): number {
  return rooms * membersPerRoom * messagesPerMemberDay * daysPerMonth;
}

/** Seconds of rooms that are in use: what a room that can't sleep is billed for. */
export function roomSeconds({ rooms, hoursPerDay, daysPerMonth }: Usage): number {
  return rooms * hoursPerDay * 3_600 * daysPerMonth;
}

/** A month's messages alone. */
export function messageUnits(usage: Usage, { perMessage }: Slice): Units {
  const messages = messagesOf(usage);
  return {
    framesIn: messages * perMessage.framesIn,
    rowsWritten: messages * perMessage.rowsWritten,
    rowsRead: messages * perMessage.rowsRead,
    activeSeconds: messages * perMessage.activeSeconds,
    connects: 0,
    alarms: 0,
  };
}

/** What comes beside them: people who come, and looking after those who are there. */
export function besideUnits(usage: Usage, { perConnect }: Slice): Units {
  const { rooms, membersPerRoom, connectsPerMemberDay, daysPerMonth } = usage;
  const connects = rooms * membersPerRoom * connectsPerMemberDay * daysPerMonth;
  const alarms = roomSeconds(usage) / ALARM_SECONDS;
  return {
    framesIn: 0,
    rowsWritten: connects * perConnect.rowsWritten + alarms,
    rowsRead: connects * perConnect.rowsRead,
    activeSeconds: connects * perConnect.activeSeconds,
    connects,
    alarms,
  };
}

/** Dollars for `ping`s if the platform billed them as frames: its list excepts only pings of the protocol itself. */
export function pingDollars(usage: Usage): number {
  return (roomSeconds(usage) * usage.membersPerRoom * PINGS_PER_SECOND * PRICES.objectRequest) / FRAMES_PER_REQUEST;
}

export function bill(units: Units): Bill {
  return {
    framesIn: (units.framesIn / FRAMES_PER_REQUEST) * PRICES.objectRequest,
    rowsWritten: units.rowsWritten * PRICES.rowWritten,
    rowsRead: units.rowsRead * PRICES.rowRead,
    activeTime: units.activeSeconds * OBJECT_GB * PRICES.gbSecond,
    connects: units.connects * (PRICES.workerRequest + PRICES.objectRequest),
    alarms: units.alarms * PRICES.objectRequest,
  };
}

export function total(dollars: Bill): number {
  return Object.values(dollars).reduce((sum, each) => sum + each, 0);
}

/** What a month's messages cost as counted, with rooms that never sleep, and with one index on the log. */
export function alternatives(usage: Usage, slice: Slice): Record<'counted' | 'neverSleeps' | 'oneIndexMore', number> {
  const units = messageUnits(usage, slice);
  return {
    counted: total(bill(units)),
    neverSleeps: total(bill({ ...units, activeSeconds: roomSeconds(usage) })),
    oneIndexMore: total(bill({ ...units, rowsWritten: units.rowsWritten + messagesOf(usage) })),
  };
}
