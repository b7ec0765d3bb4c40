/** Detects when the reader's day changes: at midnight, after sleep, or in another time zone. */

import { today } from '../../../words/format.ts';

/** A timer set for midnight would be late by as long as the machine slept. */
const LOOK_MS = 30_000;

/** The day and the time zone. */
const dayAndZone = (ms: number): string => {
  const date = new Date(ms);
  return `${date.toDateString()} ${date.getTimezoneOffset()} ${new Intl.DateTimeFormat().resolvedOptions().timeZone}`;
};

/** Keeps `today` up to date. */
export function followDays(): void {
  // The page loaded a moment ago. Setting `today` would make all formats again, and with them render all rows.
  let shown = dayAndZone(today.peek());
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = (): void => {
    const nowMs = Date.now();
    const now = dayAndZone(nowMs);
    if (now !== shown) today.value = nowMs;
    shown = now;
    clearTimeout(timer);
    timer = setTimeout(look, Math.min(LOOK_MS, nextMidnight(nowMs) - nowMs));
  };
  for (const type of ['focus', 'pageshow']) addEventListener(type, look);
  document.addEventListener('visibilitychange', look);
  look();
}

/** When the day after `nowMs` begins. */
function nextMidnight(nowMs: number): number {
  const date = new Date(nowMs);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + 1).getTime();
}
