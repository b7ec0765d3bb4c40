/**
 * Plays a slice of the standard month at its real rate, on workerd with counters around the room, and computes the
 * price of the month.
 */

import { setTimeout as delay } from 'node:timers/promises';
import { Generator } from './client/generator.ts';
import {
  alternatives,
  type Bill,
  bill,
  messagesOf,
  messageUnits,
  otherUnits,
  pingDollars,
  type Slice,
  STANDARD_MONTH,
  total,
  type Usage,
} from './cost.ts';
import { type Counts, connectAll, countsOf } from './measure.ts';
import { COUNTED } from './server/peers.ts';

/**
 * How long the platform may take to confirm a write, in milliseconds. The object can't hibernate during that time. This
 * is an assumption. The local disk confirms faster, but the platform waits for copies in other locations.
 */
export const CONFIRM_MS = 5;

export interface SliceOptions {
  rooms: number;
  seconds: number;
  usage: Usage;
}

/** The counted units, and how many messages and connections they are based on. */
export interface CountedSlice extends Slice {
  messages: number;
  connects: number;
}

/** How long rooms run before the count, so that they have created their tables with their first message. */
const WARM_S = 4;

/** Plays some rooms of the month for a while and counts. */
export async function countSlice({ rooms, seconds, usage }: SliceOptions): Promise<CountedSlice> {
  const server = await COUNTED.start({});
  const generator = await Generator.start({
    server: server.url,
    dialect: COUNTED.dialect,
    rooms: Array.from({ length: rooms }, (_, i) => `room-${i}`),
    perRoom: usage.membersPerRoom,
    sampled: 0,
    processes: 1,
    offer: 'browser',
  });
  const counted = async (): Promise<Counts> => {
    const counts = await countsOf(COUNTED, server);
    if (!counts) throw new Error('the counted room returned no counts');
    return counts;
  };
  try {
    const empty = await counted();
    await connectAll(generator);
    // Combined join notices keep a room awake for up to a second.
    await delay(1_500);
    const entered = await counted();
    const rate = usage.messagesPerMemberDay / (usage.hoursPerDay * 3_600);
    const talk = { warmMs: 0, rate, speakers: usage.membersPerRoom };
    await generator.talk({ ...talk, windowMs: WARM_S * 1_000 });
    await generator.drain(5_000);
    const before = await counted();
    await generator.talk({ ...talk, windowMs: seconds * 1_000 });
    await generator.drain(5_000);
    const after = await counted();
    const messages = after.frames - before.frames;
    const connects = entered.connects - empty.connects;
    if (messages === 0) throw new Error(`no message was sent in ${seconds} s; use more rooms or more time`);
    return {
      messages,
      connects,
      perMessage: {
        framesIn: 1,
        rowsWritten: (after.rowsWritten - before.rowsWritten) / messages,
        rowsRead: (after.rowsRead - before.rowsRead) / messages,
        activeSeconds: ((after.activeMs - before.activeMs) / messages + CONFIRM_MS) / 1_000,
      },
      perConnect: {
        rowsWritten: (entered.rowsWritten + entered.alarmsSet - empty.rowsWritten - empty.alarmsSet) / connects,
        rowsRead: (entered.rowsRead - empty.rowsRead) / connects,
        activeSeconds: (entered.activeMs - empty.activeMs) / connects / 1_000,
      },
    };
  } finally {
    await generator.stop();
    await server.stop();
  }
}

/** The price of the month as a Markdown table. */
export function monthMarkdown(slice: CountedSlice, usage: Usage = STANDARD_MONTH): string {
  const messages = messagesOf(usage);
  const perMillion = (dollars: number): string => `$${((dollars / messages) * 1e6).toFixed(4)}`;
  const row = (name: string, dollars: number): string =>
    `| ${name} | $${dollars.toFixed(2)} | ${perMillion(dollars)} |`;
  const [messageBill, otherBill] = [bill(messageUnits(usage, slice)), bill(otherUnits(usage, slice))];
  const { counted, neverSleeps, oneIndexMore } = alternatives(usage, slice);
  const { rowsWritten, rowsRead, activeSeconds } = slice.perMessage;
  const lines: [string, keyof Bill][] = [
    [`Rows written: ${rowsWritten.toFixed(3)} a message`, 'rowsWritten'],
    ['Frames in: 1 a message', 'framesIn'],
    [`Active time: ${(activeSeconds * 1_000).toFixed(2)} ms a message, ${CONFIRM_MS} of them assumed`, 'activeTime'],
    [`Rows read: ${rowsRead.toFixed(3)} a message`, 'rowsRead'],
  ];
  return [
    `### A month of ${usage.rooms} rooms × ${usage.membersPerRoom} members, ${usage.hoursPerDay} hours a day, ${usage.messagesPerMemberDay} messages per member and day`,
    '',
    `${(messages / 1e6).toLocaleString('en')} million messages, from ${slice.messages} messages and ${slice.connects} connects that were counted.`,
    '',
    '| | a month | per million messages |',
    '|---|---:|---:|',
    ...lines.map(([name, part]) => row(name, messageBill[part])),
    row('**Messages**', counted),
    row('In addition: connects', total(otherBill) - otherBill.alarms - alarmRows(usage, slice)),
    row('In addition: alarms', otherBill.alarms + alarmRows(usage, slice)),
    row('If `ping`s were billed as frames', pingDollars(usage)),
    row('The same messages, if rooms never hibernated', neverSleeps),
    row('The same messages, with one more index', oneIndexMore),
    '',
  ].join('\n');
}

/** Dollars for the rows written by setting alarms. */
function alarmRows(usage: Usage, slice: Slice): number {
  const units = otherUnits(usage, slice);
  return bill({ ...units, rowsWritten: units.alarms, rowsRead: 0, activeSeconds: 0, connects: 0, alarms: 0 })
    .rowsWritten;
}
