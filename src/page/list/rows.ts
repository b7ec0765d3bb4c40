/** Which rows stand in the list: messages in groups, days, the first unread one, who came and went. Pure. */

import { lowerBound, messageAt } from '../../client/messages.ts';
import type { Change, Message, Notice, Outgoing } from '../../client/state.ts';

/** Messages of one author, written under one name within this time, are a group. */
export const GROUP_MS = 5 * 60_000;
/** Rows in the document at most, whatever the history. */
export const WINDOW_ROWS = 360;
/** Rows in the document at the end of a long history: more come when one goes up. Each costs with every change of room. */
export const NEWEST_ROWS = 60;
/** Rows that leave at once at the top when new ones come in: one at a time, each would move all others, in every frame. */
export const TRIM_ROWS = 30;

/** An edit that the room hasn't acknowledged. */
export type EditChange = Extract<Change, { type: 'edit' }>;

export type Row =
  /** `ts` is of the first message of that day. */
  | { kind: 'day'; key: string; ts: number }
  | { kind: 'new'; key: string }
  | { kind: 'notices'; key: string; notices: readonly Notice[] }
  /** `first` shows the author; the rows after it continue the group. */
  | {
      kind: 'message';
      key: string;
      message: Message;
      first: boolean;
      receipt: boolean;
      /** What it replies to, if that is loaded. */
      quoted: Message | undefined;
      /** The own change of it that failed first. */
      failure: Change | undefined;
      /** The own edit of it that isn't stored yet: its text is shown. */
      waiting: EditChange | undefined;
    }
  | { kind: 'outgoing'; key: string; outgoing: Outgoing; first: boolean; quoted: Message | undefined };

export interface RowsInput {
  messages: readonly Message[];
  notices: readonly Notice[];
  outbox: readonly Outgoing[];
  changes: readonly Change[];
  /** Of the person reading, once known. */
  selfId: string | undefined;
  selfName: string | undefined;
  /** The `seq` at which the window begins; `undefined`: it ends with the newest. */
  start: number | undefined;
  /** Rows that a window which ends with the newest has at least; it keeps up to TRIM_ROWS more. */
  newest: number;
  /** The first message of others after this `seq` gets the divider. */
  unreadAfter: number | undefined;
  /** All that is loaded, whatever the window: for paper. */
  all?: boolean;
}

export interface Rows {
  rows: Row[];
  /** There are loaded messages above, and below, that are not in the window. */
  more: { above: boolean; below: boolean };
}

/** The rows of the window. Costs what the window holds, not what the history does. */
export function rowsOf(input: RowsInput): Rows {
  const { messages, start } = input;
  if (input.all) {
    const rows = build(input, 0, messages.length);
    addOutgoing(rows, input);
    return { rows, more: { above: false, below: false } };
  }
  const from = start === undefined ? newestFrom(messages.length, input.newest) : lowerBound(messages, start);
  const to = Math.min(messages.length, from + WINDOW_ROWS);
  const rows = build(input, from, to);
  if (to === messages.length) addOutgoing(rows, input);
  if (rows.length <= WINDOW_ROWS) return { rows, more: { above: from > 0, below: to < messages.length } };
  return start === undefined
    ? { rows: rows.slice(-WINDOW_ROWS), more: { above: true, below: false } }
    : { rows: rows.slice(0, WINDOW_ROWS), more: { above: from > 0, below: true } };
}

/** Where the window of the newest messages begins, among so many: it stays for a while as more come in. */
function newestFrom(length: number, newest: number): number {
  const excess = length - newest;
  return Math.max(0, Math.floor(excess / TRIM_ROWS) * TRIM_ROWS);
}

function build({ messages, notices, changes, selfId, unreadAfter }: RowsInput, from: number, to: number): Row[] {
  const rows: Row[] = [];
  const isMine = (message: Message): boolean => message.own === true || message.fromId === selfId;
  const receipt = lastOwn(messages, from)?.seq;
  const isOneDay = sameDay();
  const seqAbove = messages[from - 1]?.seq ?? -1;
  let notice = notices.findIndex(({ after }) => after >= seqAbove);
  if (notice === -1) notice = notices.length;
  const failures = changes.filter(({ status }) => status === 'failed');
  const waits = changes.filter((change): change is EditChange => change.type === 'edit' && change.status === 'sending');
  let divided = unreadAfter !== undefined && seqAbove > unreadAfter;

  /** Everything that happened before the message `seq`, in one row. */
  const addNotices = (seq: number): boolean => {
    const first = notice;
    while ((notices[notice]?.after ?? seq) < seq) notice++;
    if (notice === first) return false;
    rows.push(noticeRow(notices.slice(first, notice)));
    return true;
  };

  for (let index = from; index < to; index++) {
    const message = messages[index];
    if (!message) continue;
    const before = messages[index - 1];
    let broken = addNotices(message.seq);
    if (!before || !isOneDay(before.ts, message.ts)) {
      rows.push({ kind: 'day', key: `d${message.seq}`, ts: message.ts });
      broken = true;
    }
    if (!divided && unreadAfter !== undefined && message.seq > unreadAfter && !isMine(message)) {
      rows.push({ kind: 'new', key: 'new' });
      divided = true;
      broken = true;
    }
    const grouped = !broken && before !== undefined && isGrouped(before, message);
    rows.push({
      kind: 'message',
      key: `m${message.seq}`,
      message,
      first: !grouped,
      receipt: message.seq === receipt,
      quoted: quotedOf(messages, message),
      failure: failures.find((change) => 'ref' in change && change.ref === message.seq),
      waiting: waits.findLast(({ ref }) => ref === message.seq),
    });
  }
  if (to === messages.length) addNotices(Number.POSITIVE_INFINITY);
  return rows;
}

function addOutgoing(rows: Row[], { messages, outbox, selfId = '', selfName = '' }: RowsInput): void {
  let group: Written | undefined;
  const last = rows.at(-1);
  if (last?.kind === 'message') group = last.message;
  for (const outgoing of outbox) {
    const next = { fromId: selfId, from: selfName, ts: outgoing.createdMs };
    const grouped = group !== undefined && isGrouped(group, next);
    const quoted = quotedOf(messages, outgoing);
    rows.push({ kind: 'outgoing', key: `o${outgoing.id}`, outgoing, first: !grouped, quoted });
    group = next;
  }
}

/** The message that a reply answers, if it is loaded. */
function quotedOf(messages: readonly Message[], { re }: { re?: number }): Message | undefined {
  return re === undefined ? undefined : messageAt(messages, re);
}

type Written = Pick<Message, 'fromId' | 'from' | 'ts'>;

/** Whether `next` continues the group of `before`. Another name of the same person begins a group: a group has one header. */
function isGrouped(before: Written, next: Written): boolean {
  return before.fromId === next.fromId && before.from === next.from && Math.abs(next.ts - before.ts) < GROUP_MS;
}

/** The last message of this session, if the window reaches it: the history above isn't searched with every frame. */
function lastOwn(messages: readonly Message[], from: number): Message | undefined {
  for (let index = messages.length - 1; index >= from; index--) if (messages[index]?.own) return messages[index];
  return undefined;
}

/** `isSameDay` for times that rise: most are within the day of the one before, and need no calendar. */
function sameDay(): (a: number, b: number) => boolean {
  let day = { begin: 0, end: 0 };
  const holds = (ts: number): boolean => ts >= day.begin && ts < day.end;
  return (a, b) => {
    if (!holds(a)) {
      const date = new Date(a);
      const begin = new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
      const end = new Date(date.getFullYear(), date.getMonth(), date.getDate() + 1).getTime();
      day = { begin, end };
    }
    return holds(b);
  };
}

/** Whether two times, in Unix milliseconds, are of one day where the reader is. */
export function isSameDay(a: number, b: number): boolean {
  return new Date(a).toDateString() === new Date(b).toDateString();
}

/** Rows made so far, by their first notice: an unchanged row must stay the same object, or it would render anew. */
const made = new WeakMap<Notice, Extract<Row, { kind: 'notices' }>>();

function noticeRow(notices: readonly Notice[]): Row {
  const first = notices[0];
  const old = first && made.get(first);
  if (old && old.notices.length === notices.length && old.notices.at(-1) === notices.at(-1)) return old;
  const row = { kind: 'notices' as const, key: `n${first?.key ?? 0}`, notices };
  if (first) made.set(first, row);
  return row;
}
