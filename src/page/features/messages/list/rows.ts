/** Computes the rows of the list: message groups, days, the unread divider, and notices. Pure. */

import { lowerBound, messageAt } from '../../../../client/room-state/messages.ts';
import type { Change, Message, Notice, Outgoing } from '../../../../client/room-state/state.ts';
import { isOwn } from '../../../state/is-own.ts';

/** Messages by one author under one name form a group if they follow each other within this time. */
export const GROUP_MS = 5 * 60_000;
/**
 * A long group repeats its author at the start of each stretch of this time, so that a name and a time are always near.
 */
const STRETCH_MS = 30 * 60_000;
/** The author is also repeated after this many `seq`. */
const STRETCH_SEQS = 16;
/** The author isn't repeated below fewer messages than this, so that short groups stay whole. */
export const GROUP_LEAST = 6;
/** The maximum number of rows in the document, whatever the length of the history. */
export const WINDOW_ROWS = 360;
/**
 * The number of rows at the end of a long history. More are added when the reader scrolls up. Each row makes switching
 * rooms slower.
 */
export const NEWEST_ROWS = 60;
/**
 * The number of rows that leave together at the top when new ones come in. If they left one by one, each would move all
 * others, in every frame.
 */
export const TRIM_ROWS = 30;

/** A change to one message, which is shown at that message. */
export type MessageChange = Extract<Change, { ref: number }>;
/** An edit that the room hasn't acknowledged. */
export type EditChange = Extract<Change, { type: 'edit' }>;

/** The author of a message, by id and name. */
interface Author {
  id: string;
  name: string;
}

export type Row =
  /** `ts` is the time of the first message of that day. */
  | { kind: 'day'; key: string; ts: number }
  | { kind: 'new'; key: string }
  | { kind: 'notices'; key: string; notices: readonly Notice[] }
  /** `first`: shows the author. The rows after it continue the group. */
  | {
      kind: 'message';
      key: string;
      message: Message;
      first: boolean;
      receipt: boolean;
      /** The message that this one replies to, if it is loaded. */
      quoted: Message | undefined;
      /** The reader's first failed change to this message. */
      failure: MessageChange | undefined;
      /** The reader's edit that isn't stored yet. Its text is shown. */
      waiting: EditChange | undefined;
    }
  | { kind: 'outgoing'; key: string; outgoing: Outgoing; first: boolean; quoted: Message | undefined };

export interface RowsInput {
  messages: readonly Message[];
  notices: readonly Notice[];
  outbox: readonly Outgoing[];
  changes: readonly Change[];
  /** The reader, once known. */
  self: Author | undefined;
  /** The `seq` at which the window begins. `undefined` if it ends with the newest message. */
  start: number | undefined;
  /** The minimum number of rows in a window that ends with the newest message. It keeps up to TRIM_ROWS more. */
  newest: number;
  /** The divider comes before the first message of another member after this `seq`. */
  dividerAfter: number | undefined;
  /** Whether to return all that is loaded instead of the window, for printing. */
  all?: boolean;
}

export interface Rows {
  rows: Row[];
  /** Whether loaded messages exist above and below the window. */
  more: { above: boolean; below: boolean };
}

/** The rows of the window. The cost depends on the size of the window, not of the history. */
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

/** Where the window of the newest messages begins. It stays the same for a while as more messages arrive. */
function newestFrom(length: number, newest: number): number {
  const excess = length - newest;
  return Math.max(0, Math.floor(excess / TRIM_ROWS) * TRIM_ROWS);
}

function build({ messages, notices, changes, self, dividerAfter }: RowsInput, from: number, to: number): Row[] {
  const rows: Row[] = [];
  const receipt = lastOwn(messages, from)?.seq;
  const isOneDay = sameDay();
  const seqAbove = messages[from - 1]?.seq ?? -1;
  let notice = notices.findIndex(({ after }) => after >= seqAbove);
  if (notice === -1) notice = notices.length;
  const failures = changes.filter(({ status }) => status === 'failed');
  const waits = changes.filter((change): change is EditChange => change.type === 'edit' && change.status === 'sending');
  let divided = dividerAfter !== undefined && seqAbove > dividerAfter;

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
    if (!divided && dividerAfter !== undefined && message.seq > dividerAfter && !isOwn(message, self)) {
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

/** Unsent messages are at the end, in the order of sending. Refused messages aren't sent, and come below them. */
function addOutgoing(rows: Row[], { messages, outbox, self }: RowsInput): void {
  const isFailed = ({ status }: Outgoing): boolean => status === 'failed';
  // Grouped as they will be once they are stored, so that nothing moves then.
  const all: Grouped[] = messages.slice(-GROUP_LEAST);
  let broken = rows.at(-1)?.kind !== 'message';
  for (const outgoing of [...outbox.filter((one) => !isFailed(one)), ...outbox.filter(isFailed)]) {
    const seq = (all.at(-1)?.seq ?? 0) + 1;
    all.push({ fromId: self?.id ?? '', from: self?.name ?? '', ts: outgoing.createdMs, seq });
    // Each refused message shows its time, which may be long before that of the message above.
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

/** Whether two messages may share one heading: they have the same author, by id and name, and are close in time. */
function isGrouped(above: Grouped, next: Grouped): boolean {
  return above.fromId === next.fromId && above.from === next.from && Math.abs(next.ts - above.ts) < GROUP_MS;
}

/** Whether a stretch of time or of `seq` begins between two messages. */
function isStretch(above: Grouped, next: Grouped): boolean {
  const parts = (a: number, b: number, length: number): boolean => Math.floor(a / length) !== Math.floor(b / length);
  return parts(above.ts, next.ts, STRETCH_MS) || parts(above.seq, next.seq, STRETCH_SEQS);
}

/**
 * Whether the message at `index` continues the group above it. The few messages above decide: this is cheap, and the
 * same wherever the window begins. Messages that aren't loaded count as being by the same author.
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

/** The last message of this session, if it is in the window. The history above isn't searched in every frame. */
function lastOwn(messages: readonly Message[], from: number): Message | undefined {
  for (let index = messages.length - 1; index >= from; index--) if (messages[index]?.own) return messages[index];
  return undefined;
}

/** `isSameDay` for ascending times. Most times are on the same day as the one before, and need no calendar. */
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

/** Rows by their first notice. An unchanged row must stay the same object, because it would render again otherwise. */
const made = new WeakMap<Notice, Extract<Row, { kind: 'notices' }>>();

function noticeRow(notices: readonly Notice[]): Row {
  const first = notices[0];
  const old = first && made.get(first);
  if (old && old.notices.length === notices.length && old.notices.at(-1) === notices.at(-1)) return old;
  const row = { kind: 'notices' as const, key: `n${first?.key ?? 0}`, notices };
  if (first) made.set(first, row);
  return row;
}
