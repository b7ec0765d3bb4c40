/** A room's log for an export, one page at a time. */

import type { ExportEntry } from '../../protocol/events/registry.ts';
import type { ExportPage } from '../../protocol/export.ts';
import { toEventFrame, toItem } from '../events/frames.ts';
import { AnswerBudget, itemBytes } from '../log/answer-size.ts';
import type { EventLog } from '../log/event-log.ts';
import type { LoggedEvent } from '../log/types.ts';

/** Entries in one page, which also has the bytes of an answer: it is copied to the edge whole. */
const PAGE_EVENTS = 500;
/** Events looked through for one page: between two messages there may be any number of others, and the room has other things to do. */
const PAGE_SCAN = 5_000;

/** Of the events after `after` those that say something by themselves: edits, deletions and reactions are in the messages. */
export function exportPage(log: EventLog, after: number): ExportPage {
  const entries: ExportEntry[] = [];
  const { epoch, head } = log;
  const page = new AnswerBudget();
  let last = after;
  let scanned = 0;
  for (const event of log.eventsAfter(after)) {
    scanned++;
    const entry = toEntry(event, epoch);
    if (entry && !page.takes(itemBytes(event))) break;
    if (entry) entries.push(entry);
    last = event.seq;
    if (entries.length === PAGE_EVENTS || scanned === PAGE_SCAN) break;
  }
  return { epoch, entries, last: scanned === 0 ? Math.max(after, head) : last, head };
}

function toEntry(event: LoggedEvent, epoch: string): ExportEntry | undefined {
  if (event.kind === 'msg') return { type: 'msg', ...toItem(event, NOBODY) };
  const frame = toEventFrame(event, '', epoch);
  return frame.type === 'set' || frame.type === 'mod' ? frame : undefined;
}

/** Whose messages are whose own is not told. */
const NOBODY = { member: '', session: '' };
