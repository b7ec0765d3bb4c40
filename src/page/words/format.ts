/** Formats times and days by the conventions of the reader's region. */

import { computed, signal } from '@preact/signals';
import { common } from './common.first.ts';

/**
 * A time on the current day. Formatted days and times depend on it, so that they are updated at midnight and when the
 * time zone changes.
 */
export const today = signal(Date.now());

const locales = computed(() => {
  const { tag } = common.value;
  // Whether people read a 12-hour or a 24-hour clock depends on their region, not on the page's language.
  return [...navigator.languages.filter((own) => own.slice(0, 2) === tag.slice(0, 2)), tag];
});

/** Creates a format on first use, because each takes some milliseconds. */
export function format(options: Intl.DateTimeFormatOptions) {
  return computed(() => {
    // A format that was created in another time zone keeps formatting for that zone.
    today.value;
    return new Intl.DateTimeFormat(locales.value, options);
  });
}
const time = format({ timeStyle: 'short' });
const full = format({ dateStyle: 'full', timeStyle: 'medium' });
const day = format({ weekday: 'long', day: 'numeric', month: 'long' });
const dayOfYear = format({ day: 'numeric', month: 'long', year: 'numeric' });

/** Formats a time of day: "16:04". */
export function clockTime(ts: number): string {
  return time.value.format(ts);
}

/** Formats the day, the date and the time to the second. */
export function fullTime(ts: number): string {
  return full.value.format(ts);
}

/** "20 November 2026" */
export function dateName(ts: number): string {
  return dayOfYear.value.format(ts);
}

/** Names a day: "Today", "Yesterday", "Friday 20 November", with the year if it isn't the present one. */
export function dayName(ts: number, nowMs: number): string {
  if (isSameDay(ts, nowMs)) return common.value.today;
  if (isOfYesterday(ts, nowMs)) return common.value.yesterday;
  return isSameYear(ts, nowMs) ? day.value.format(ts) : dateName(ts);
}

/** Whether two times, in Unix milliseconds, are on the same local day. */
export function isSameDay(a: number, b: number): boolean {
  return new Date(a).toDateString() === new Date(b).toDateString();
}

/** Whether a time was yesterday by the calendar. A day has 23 or 25 hours when the clocks change. */
export function isOfYesterday(ts: number, nowMs: number): boolean {
  const dayBefore = new Date(nowMs);
  dayBefore.setDate(dayBefore.getDate() - 1);
  return isSameDay(ts, dayBefore.getTime());
}

export function isSameYear(a: number, b: number): boolean {
  return new Date(a).getFullYear() === new Date(b).getFullYear();
}
