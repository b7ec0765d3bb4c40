/** Times and days as the reader writes them. */

import { computed, signal } from '@preact/signals';
import { isSameDay } from '../list/rows.ts';
import { words } from './index.ts';

/** A time of the present day. What tells days or times reads it, and so is written anew at midnight and in another time zone. */
export const today = signal(Date.now());

const locales = computed(() => {
  const { tag } = words.value;
  // Which clock a person reads, 12 or 24 hours, is a matter of their region, not of the page's language.
  return [...navigator.languages.filter((own) => own.slice(0, 2) === tag.slice(0, 2)), tag];
});

/** Made when it is first used: each takes some milliseconds. */
function format(options: Intl.DateTimeFormatOptions) {
  return computed(() => {
    // One that was made in another time zone goes on telling the times of that.
    today.value;
    return new Intl.DateTimeFormat(locales.value, options);
  });
}
const time = format({ hour: '2-digit', minute: '2-digit' });
const full = format({ dateStyle: 'full', timeStyle: 'medium' });
const dayTime = format({ dateStyle: 'medium', timeStyle: 'short' });
const day = format({ weekday: 'long', day: 'numeric', month: 'long' });
const dayOfYear = format({ day: 'numeric', month: 'long', year: 'numeric' });

/** "16:04" */
export function clockTime(ts: number): string {
  return time.value.format(ts);
}

/** When something that begins now ends: "16:04", and on another day "20 Nov 2026, 16:04". */
export function endTime(ts: number): string {
  return isSameDay(ts, Date.now()) ? clockTime(ts) : dayAndTime(ts);
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
  if (isSameDay(ts, nowMs)) return words.value.today;
  // By the calendar: where the clock was changed, a day has 23 or 25 hours.
  const dayBefore = new Date(nowMs);
  dayBefore.setDate(dayBefore.getDate() - 1);
  if (isSameDay(ts, dayBefore.getTime())) return words.value.yesterday;
  return new Date(ts).getFullYear() === new Date(nowMs).getFullYear() ? day.value.format(ts) : dateName(ts);
}
