/** Pages of an export. */

import type { ExportPage } from '../../protocol/api.ts';
import type { ExportEntry } from '../../protocol/events/registry.ts';
import { entryOf } from '../events/frames.ts';
import { AnswerBudget } from '../log/answer-size.ts';
import type { Settled } from '../pipeline/settled.ts';

/**
 * The maximum number of entries in one page. A page is also bounded in bytes like an answer, since it is copied to the
 * edge as a whole.
 */
const PAGE_EVENTS = 500;
/** Events scanned for one page. Any number of other events can lie between two entries, and the room has other work. */
const PAGE_SCAN = 5_000;

/** The entries for events after `after`: acts, and items with their changes applied. */
export function exportPage(log: Settled, after: number): ExportPage {
  const entries: ExportEntry[] = [];
  const { epoch, head } = log;
  const page = new AnswerBudget();
  let last = after;
  let scanned = 0;
  for (const event of log.eventsAfter(after)) {
    scanned++;
    const entry = entryOf(event, log);
    if (entry && !page.takes(log.bytesOf(event))) break;
    if (entry) entries.push(entry);
    last = event.seq;
    if (entries.length === PAGE_EVENTS || scanned === PAGE_SCAN) break;
  }
  return { entries, last: scanned === 0 ? Math.max(after, head) : last, head: { epoch, seq: head } };
}
