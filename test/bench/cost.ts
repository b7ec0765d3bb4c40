/** Converts counted units to dollars: a month of a deployment, per million messages, with alternatives. */

import { FRAMES_PER_REQUEST, OBJECT_GB, PRICES } from './prices.ts';

/** Units that are billed. All are counts except `activeSeconds`. */
export interface Units {
  /** Messages and other frames that wake an object. */
  framesIn: number;
  rowsWritten: number;
  rowsRead: number;
  /** Wall-clock time during which an object runs or can't hibernate. */
  activeSeconds: number;
  connects: number;
  alarms: number;
}

/** Dollars by cause. */
export interface Bill {
  framesIn: number;
  rowsWritten: number;
  rowsRead: number;
  activeTime: number;
  /** Requests to the Worker and to the object. */
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
  /** Connections that a member opens in a day. A member reconnects after sleep, a change of network or a deployment. */
  connectsPerMemberDay: number;
}

/** The month for which figures are given, with 30 million messages. */
export const STANDARD_MONTH: Usage = {
  rooms: 100,
  membersPerRoom: 50,
  hoursPerDay: 8,
  messagesPerMemberDay: 200,
  daysPerMonth: 30,
  connectsPerMemberDay: 5,
};

/** The units of one message and one connection, counted in a slice of that month (month.ts). */
export interface Slice {
  perMessage: Pick<Units, 'framesIn' | 'rowsWritten' | 'rowsRead' | 'activeSeconds'>;
  perConnect: Pick<Units, 'rowsWritten' | 'rowsRead' | 'activeSeconds'>;
}

/**
 * The shortest time between two alarms of an occupied room, in seconds: the timeout of 95 s and its slack of 30 s,
 * minus the greatest age of the oldest ping (25 s and 20 %). Each alarm is a request and a row for setting it.
 */
export const ALARM_SECONDS = 95;

/** Pings per second of a client. The runtime answers them without the object. */
const PINGS_PER_SECOND = 1 / 25;

export function messagesOf({ rooms, membersPerRoom, messagesPerMemberDay, daysPerMonth }: Usage): number {
  return rooms * membersPerRoom * messagesPerMemberDay * daysPerMonth;
}

/** Seconds for which rooms are in use. A room that can't hibernate is billed for them. */
export function roomSeconds({ rooms, hoursPerDay, daysPerMonth }: Usage): number {
  return rooms * hoursPerDay * 3_600 * daysPerMonth;
}

/** The units of a month's messages alone. */
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

/** The units of connections and alarms. */
export function otherUnits(usage: Usage, { perConnect }: Slice): Units {
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

/** The price if the platform billed `ping`s as frames. Its price list excepts only pings of the WebSocket protocol. */
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

/** The price of a month's messages as counted, with rooms that never hibernate, and with an index on the log. */
export function alternatives(usage: Usage, slice: Slice): Record<'counted' | 'neverSleeps' | 'oneIndexMore', number> {
  const units = messageUnits(usage, slice);
  return {
    counted: total(bill(units)),
    neverSleeps: total(bill({ ...units, activeSeconds: roomSeconds(usage) })),
    oneIndexMore: total(bill({ ...units, rowsWritten: units.rowsWritten + messagesOf(usage) })),
  };
}
