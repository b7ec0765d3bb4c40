/** Formats times as briefly as possible, for the late parts. */

import { common } from './common.first.ts';
import { clockTime, format, isOfYesterday, isSameDay, isSameYear, today } from './format.ts';

const dayTime = format({ dateStyle: 'medium', timeStyle: 'short' });
const shortDay = format({ day: 'numeric', month: 'short' });
const shortDayOfYear = format({ dateStyle: 'medium' });

/** "20 Nov 2026, 16:04" */
export function dayAndTime(ts: number): string {
  return dayTime.value.format(ts);
}

/** A time, with its day if that isn't today: "16:04", "20 Nov 2026, 16:04". */
export function endTime(ts: number): string {
  today.value;
  return isSameDay(ts, Date.now()) ? clockTime(ts) : dayAndTime(ts);
}

/** The time of something that happened today, or else its day: "16:04", "Yesterday", "20 Nov", "20 Nov 2025". */
export function shortTime(ts: number, nowMs: number): string {
  today.value;
  if (isSameDay(ts, nowMs)) return clockTime(ts);
  if (isOfYesterday(ts, nowMs)) return common.value.yesterday;
  return (isSameYear(ts, nowMs) ? shortDay : shortDayOfYear).value.format(ts);
}
