/** A room's log for an export, one page at a time. */

import type { ExportEntry, ExportPage } from '../protocol/export.ts';
import { toEventFrame, toItem } from './frames.ts';
import type { EventLog, LoggedEvent } from './log.ts';

/** Whichever is reached first ends a page: it is copied to the edge whole. */
const PAGE_EVENTS = 500;
const PAGE_CHARS = 262_144;
/** Events looked through for one page: between two messages there may be any number of others, and the room has other things to do. */
const PAGE_SCAN = 5_000;

/** Of the events after `after` those that say something by themselves: edits, deletions and reactions are in the messages. */
export function exportPage(log: EventLog, after: number): ExportPage {
  const entries: ExportEntry[] = [];
  const { epoch, head } = log;
  let last = after;
  let chars = 0;
  let scanned = 0;
  for (const event of log.eventsAfter(after)) {
    last = event.seq;
    scanned++;
    const entry = toEntry(event, epoch);
    if (entry) {
      entries.push(entry);
      chars += event.data.length + JSON.stringify(event.state).length;
    }
    if (entries.length === PAGE_EVENTS || chars >= PAGE_CHARS || scanned === PAGE_SCAN) break;
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
