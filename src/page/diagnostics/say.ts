/**
 * The words of the diagnostics page, and the formats of its numbers and times. Both languages are small enough to ship
 * with the page.
 */

import { computed } from '@preact/signals';
import { common } from '../words/common.first.ts';
import { en } from './diagnostics.en.ts';
import { zh } from './diagnostics.zh.ts';

/** The words in the page's language. */
export const say = computed(() => (common.value.tag === 'zh-CN' ? zh : en));

/** Formats a number, such as "12,345" or "1.5". */
export function number(value: number, digits = 0): string {
  return value.toLocaleString(common.value.tag, { maximumFractionDigits: digits });
}

/** Formats a duration with its two largest units: "45 s", "2 min 5 s", "3 h 20 min", "6 d 1 h". */
export function duration(ms: number): string {
  const { d, h, min, s } = say.value.units;
  const total = Math.max(0, Math.round(ms / 1_000));
  const parts: [number, string][] = [
    [Math.floor(total / 86_400), d],
    [Math.floor(total / 3_600) % 24, h],
    [Math.floor(total / 60) % 60, min],
    [total % 60, s],
  ];
  const first = Math.max(
    0,
    parts.findIndex(([value]) => value > 0),
  );
  const shown = total === 0 ? parts.slice(-1) : parts.slice(first, first + 2).filter(([value]) => value > 0);
  return shown.map(([value, unit]) => `${value} ${unit}`).join(' ');
}

/** Formats a time of day, such as "16:04:31". */
export function time(ts: number): string {
  // Whether people read a 12-hour or a 24-hour clock depends on their region, not on the page's language.
  const { tag } = common.value;
  const locales = [...navigator.languages.filter((own) => own.slice(0, 2) === tag.slice(0, 2)), tag];
  return new Date(ts).toLocaleTimeString(locales, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
}
