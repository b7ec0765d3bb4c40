/** A room's log for an export, one page at a time. */

import type { ExportEntry } from '../../protocol/events/registry.ts';
import type { ExportPage } from '../../protocol/export.ts';
import { entryOf } from '../events/registry.ts';
import { AnswerBudget } from '../log/answer-size.ts';
import type { Settled } from '../pipeline/settled.ts';

/** Entries in one page, which also has the bytes of an answer: it is copied to the edge whole. */
const PAGE_EVENTS = 500;
/** Events looked through for one page: between two messages there may be any number of others, and the room has other things to do. */
const PAGE_SCAN = 5_000;

/** Of the events after `after` those that say something by themselves. Changes of items are in the items. */
export function exportPage(log: Settled, after: number): ExportPage {
  const entries: ExportEntry[] = [];
  const { epoch, head } = log;
  const page = new AnswerBudget();
  let last = after;
  let scanned = 0;
  for (const event of log.eventsAfter(after)) {
    scanned++;
    const entry = entryOf(event, epoch);
    if (entry && !page.takes(log.bytesOf(event))) break;
    if (entry) entries.push(entry);
    last = event.seq;
    if (entries.length === PAGE_EVENTS || scanned === PAGE_SCAN) break;
  }
  return { entries, last: scanned === 0 ? Math.max(after, head) : last, head: { epoch, seq: head } };
}
