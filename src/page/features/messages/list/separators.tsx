/** The rows that aren't messages: days, the unread divider, and notices. */

import type { Notice } from '../../../../client/index.ts';
import { dayName, today } from '../../../words/format.ts';
import { late } from '../notices/late-parts.ts';
import { firstWords } from '../words.first.ts';

export function DayRow({ rowKey, ts }: { rowKey: string; ts: number }) {
  today.value;
  return (
    <li class="separator" data-key={rowKey}>
      <time dateTime={localDay(ts)}>{dayName(ts, Date.now())}</time>
    </li>
  );
}

/** The reader's local day in the format of `datetime`: "2026-11-24". */
function localDay(ts: number): string {
  return new Date(ts - new Date(ts).getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

export function NewRow() {
  return (
    <li class="separator new" data-key="new">
      <span>{firstWords.value.newMessages}</span>
    </li>
  );
}

/**
 * Everything that happened between two messages, in one line. Renders nothing if the notices cancel each other out. The
 * words are loaded late, and until then an empty line takes their place.
 */
export function NoticesRow({ rowKey, notices }: { rowKey: string; notices: readonly Notice[] }) {
  const { value: parts } = late;
  const outcomes = parts?.outcomesOf(notices);
  if (outcomes?.length === 0) return null;
  return (
    <li class="notices" data-key={rowKey}>
      {parts && outcomes ? <parts.Notices outcomes={outcomes} count={notices.at(-1)?.count ?? 0} /> : <p>{'\u00a0'}</p>}
    </li>
  );
}
