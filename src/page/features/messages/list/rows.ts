/** Computes the rows of the list: message groups, days, the unread divider, and notices. Pure. */

import { lowerBound, messageAt } from '../../../../client/messages.ts';
import type { Change, Message, Notice, Outgoing } from '../../../../client/state.ts';

/** Messages of one author, written under one name within this time, are a group. */
export const GROUP_MS = 5 * 60_000;
/** A long group shows its author again where such a stretch of time, */
const STRETCH_MS = 30 * 60_000;
/** or of the numbers of messages, begins: so wherever one scrolls to, a name and a time are near. */
const STRETCH_SEQS = 16;
/** The author isn't shown again below fewer messages than this: short groups stay whole. */
export const GROUP_LEAST = 6;
/** Rows in the document at most, whatever the history. */
export const WINDOW_ROWS = 360;
/** Rows in the document at the end of a long history: more come when one goes up. Each costs with every change of room. */
export const NEWEST_ROWS = 60;
/** Rows that leave at once at the top when new ones come in: one at a time, each would move all others, in every frame. */
export const TRIM_ROWS = 30;

/** An edit that the room hasn't acknowledged. */
/** A change of one message, which is told at that message. */
export type MessageChange = Extract<Change, { ref: number }>;
export type EditChange = Extract<Change, { type: 'edit' }>;

/** The author of a message, by id and name. */
interface Author {
  id: string;
  name: string;
}

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
      failure: MessageChange | undefined;
      /** The own edit of it that isn't stored yet: its text is shown. */
      waiting: EditChange | undefined;
    }
  | { kind: 'outgoing'; key: string; outgoing: Outgoing; first: boolean; quoted: Message | undefined };

export interface RowsInput {
  messages: readonly Message[];
  notices: readonly Notice[];
  outbox: readonly Outgoing[];
  changes: readonly Change[];
  /** The person reading, once known. */
  self: Author | undefined;
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

function build({ messages, notices, changes, self, unreadAfter }: RowsInput, from: number, to: number): Row[] {
  const rows: Row[] = [];
  const isMine = (message: Message): boolean => message.own === true || message.fromId === self?.id;
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
    rows.push({
      kind: 'message',
      key: `m${message.seq}`,
      message,
      first: broken || !goesOn(messages, index),
      receipt: message.seq === receipt,
      quoted: quotedOf(messages, message),
      failure: failures.find((change): change is MessageChange => 'ref' in change && change.ref === message.seq),
      waiting: waits.findLast(({ ref }) => ref === message.seq),
    });
  }
  if (to === messages.length) addNotices(Number.POSITIVE_INFINITY);
  return rows;
}

/** What isn't stored stands at the end, in the order in which it goes out; what was refused doesn't, and stands below it. */
function addOutgoing(rows: Row[], { messages, outbox, self }: RowsInput): void {
  const isFailed = ({ status }: Outgoing): boolean => status === 'failed';
  // Grouped as they will be once they are stored: that must not move anything.
  const all: Grouped[] = messages.slice(-GROUP_LEAST);
  let broken = rows.at(-1)?.kind !== 'message';
  for (const outgoing of [...outbox.filter((one) => !isFailed(one)), ...outbox.filter(isFailed)]) {
    const seq = (all.at(-1)?.seq ?? 0) + 1;
    all.push({ fromId: self?.id ?? '', from: self?.name ?? '', ts: outgoing.createdMs, seq });
    // When it was written is told of each that was refused: that may be long before what stands above it.
    const first = broken || isFailed(outgoing) || !goesOn(all, all.length - 1);
    rows.push({ kind: 'outgoing', key: `o${outgoing.id}`, outgoing, first, quoted: quotedOf(messages, outgoing) });
    broken = false;
  }
}

/** The message that a reply answers, if it is loaded. */
function quotedOf(messages: readonly Message[], { re }: { re?: number }): Message | undefined {
  return re === undefined ? undefined : messageAt(messages, re);
}

type Grouped = Pick<Message, 'from' | 'fromId' | 'ts' | 'seq'>;

/** Whether two messages may stand under one name: they are of one author, by id and name, and not long after another. */
function isGrouped(above: Grouped, next: Grouped): boolean {
  return above.fromId === next.fromId && above.from === next.from && Math.abs(next.ts - above.ts) < GROUP_MS;
}

/** Whether a stretch begins between two messages, of time or of numbers. */
function isStretch(above: Grouped, next: Grouped): boolean {
  const parts = (a: number, b: number, length: number): boolean => Math.floor(a / length) !== Math.floor(b / length);
  return parts(above.ts, next.ts, STRETCH_MS) || parts(above.seq, next.seq, STRETCH_SEQS);
}

/**
 * Whether the message at `index` stands under the name of those above it. The few above it tell: that costs nothing, and is the
 * same wherever the window begins. What isn't loaded counts as of the same author.
 */
function goesOn(messages: readonly Grouped[], index: number): boolean {
  for (let at = index; at > index - GROUP_LEAST; at--) {
    const [above, next] = [messages[at - 1], messages[at]];
    const isWith = above && next ? isGrouped(above, next) : at < index;
    if (!isWith) return at < index;
    if (at === index && above && next && !isStretch(above, next)) return true;
  }
  return false;
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
