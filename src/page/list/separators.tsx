/** The rows that part messages: where a day begins, and what is new. */

import { dayName } from '../words/format.ts';
import { words } from '../words/index.ts';

export function DayRow({ rowKey, ts }: { rowKey: string; ts: number }) {
  return (
    <li class="separator" data-key={rowKey}>
      <time dateTime={localDay(ts)}>{dayName(ts, Date.now())}</time>
    </li>
  );
}

/** The day where the reader is, as `datetime` wants it: "2026-11-24". */
function localDay(ts: number): string {
  const date = new Date(ts);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

export function NewRow() {
  return (
    <li class="separator new" data-key="new">
      <span>{words.value.newMessages}</span>
    </li>
  );
}
