/** Times and days as the reader writes them. */

import { computed } from '@preact/signals';
import { isSameDay } from '../list/rows.ts';
import { words } from './index.ts';

const DAY_MS = 24 * 60 * 60_000;

const locales = computed(() => {
  const { tag } = words.value;
  // Which clock a person reads, 12 or 24 hours, is a matter of their region, not of the page's language.
  return [...navigator.languages.filter((own) => own.slice(0, 2) === tag.slice(0, 2)), tag];
});

/** Made when it is first used: each takes some milliseconds. */
function format(options: Intl.DateTimeFormatOptions) {
  return computed(() => new Intl.DateTimeFormat(locales.value, options));
}
const time = format({ hour: '2-digit', minute: '2-digit' });
const full = format({ dateStyle: 'full', timeStyle: 'medium' });
const dayTime = format({ dateStyle: 'medium', timeStyle: 'short' });
const day = format({ weekday: 'long', day: 'numeric', month: 'long' });
const shortDay = format({ day: 'numeric', month: 'short' });
const shortDayOfYear = format({ dateStyle: 'medium' });
const dayOfYear = format({ day: 'numeric', month: 'long', year: 'numeric' });

/** "16:04" */
export function clockTime(ts: number): string {
  return time.value.format(ts);
}

/** When something that begins now ends: "16:04", and on another day "20 Nov 2026, 16:04". */
export function endTime(ts: number): string {
  return isSameDay(ts, Date.now()) ? clockTime(ts) : dayAndTime(ts);
}

/** The time of something of today, and else its day: "16:04", "Yesterday", "20 Nov", "20 Nov 2025". */
export function shortTime(ts: number, nowMs: number): string {
  const now = new Date(nowMs);
  if (isSameDay(ts, nowMs)) return clockTime(ts);
  // By the calendar: not every day has 24 hours.
  const yesterday = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1).getTime();
  if (isSameDay(ts, yesterday)) return words.value.yesterday;
  return (new Date(ts).getFullYear() === now.getFullYear() ? shortDay : shortDayOfYear).value.format(ts);
}

/** Day, date and time to the second. */
export function fullTime(ts: number): string {
  return full.value.format(ts);
}

/** "20 Nov 2026, 16:04" */
export function dayAndTime(ts: number): string {
  return dayTime.value.format(ts);
}

/** "Today", "Yesterday", "Friday 20 November", or with the year where it isn't this one. */
export function dayName(ts: number, nowMs: number): string {
  if (isSameDay(ts, nowMs)) return words.value.today;
  if (isSameDay(ts, nowMs - DAY_MS)) return words.value.yesterday;
  return new Date(ts).getFullYear() === new Date(nowMs).getFullYear()
    ? day.value.format(ts)
    : dayOfYear.value.format(ts);
}
