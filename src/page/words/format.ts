/** Times and days as the reader writes them. */

import { computed, signal } from '@preact/signals';
import { common } from './common.first.ts';

/** A time of the present day. What tells days or times reads it, and so is written anew at midnight and in another time zone. */
export const today = signal(Date.now());

const locales = computed(() => {
  const { tag } = common.value;
  // Which clock a person reads, 12 or 24 hours, is a matter of their region, not of the page's language.
  return [...navigator.languages.filter((own) => own.slice(0, 2) === tag.slice(0, 2)), tag];
});

/** Made when it is first used: each takes some milliseconds. */
export function format(options: Intl.DateTimeFormatOptions) {
  return computed(() => {
    // One that was made in another time zone goes on telling the times of that.
    today.value;
    return new Intl.DateTimeFormat(locales.value, options);
  });
}
const time = format({ timeStyle: 'short' });
const full = format({ dateStyle: 'full', timeStyle: 'medium' });
const dayTime = format({ dateStyle: 'medium', timeStyle: 'short' });
const day = format({ weekday: 'long', day: 'numeric', month: 'long' });
const dayOfYear = format({ day: 'numeric', month: 'long', year: 'numeric' });

/** "16:04" */
export function clockTime(ts: number): string {
  return time.value.format(ts);
}

/** Day, date and time to the second. */
export function fullTime(ts: number): string {
  return full.value.format(ts);
}

/** "20 Nov 2026, 16:04" */
export function dayAndTime(ts: number): string {
  return dayTime.value.format(ts);
}

/** "20 November 2026" */
export function dateName(ts: number): string {
  return dayOfYear.value.format(ts);
}

/** "Today", "Yesterday", "Friday 20 November", or with the year where it isn't this one. */
export function dayName(ts: number, nowMs: number): string {
  if (isSameDay(ts, nowMs)) return common.value.today;
  if (isOfYesterday(ts, nowMs)) return common.value.yesterday;
  return isSameYear(ts, nowMs) ? day.value.format(ts) : dateName(ts);
}

/** Whether two times, in Unix milliseconds, are of one day where the reader is. */
export function isSameDay(a: number, b: number): boolean {
  return new Date(a).toDateString() === new Date(b).toDateString();
}

/** By the calendar: where the clock was changed, a day has 23 or 25 hours. */
export function isOfYesterday(ts: number, nowMs: number): boolean {
  const dayBefore = new Date(nowMs);
  dayBefore.setDate(dayBefore.getDate() - 1);
  return isSameDay(ts, dayBefore.getTime());
}

export function isSameYear(a: number, b: number): boolean {
  return new Date(a).getFullYear() === new Date(b).getFullYear();
}
