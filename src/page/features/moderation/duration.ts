/** Parses how long a ban or silence lasts, from the text after a name: `10m`, `2 hours`, `1天`, `forever`. Pure. */

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** No months or years, because people disagree about their length. */
const UNITS: readonly (readonly [RegExp, number])[] = [
  [/^(?:m|min|mins|minutes?|分钟?)$/i, MINUTE_MS],
  [/^(?:h|hrs?|hours?|小时|时)$/i, HOUR_MS],
  [/^(?:d|days?|天|日)$/i, DAY_MS],
  [/^(?:w|weeks?|周|星期)$/i, 7 * DAY_MS],
];

/** `ms` is `undefined` for a permanent ban or silence. */
export interface Duration {
  name: string;
  ms: number | undefined;
}

/** Splits a text into a name and a duration. `undefined` if the text doesn't end in a duration. */
export function durationIn(text: string): Duration | undefined {
  const forGood = /^(\S.*)\s(?:forever|for good|permanently|永久)$/is.exec(text.trim());
  if (forGood) return { name: (forGood[1] ?? '').trim(), ms: undefined };
  const [, name = '', count = '', unit = ''] = /^(\S.*)\s([1-9]\d{0,3})\s?(\p{L}+)$/su.exec(text.trim()) ?? [];
  const [, unitMs] = UNITS.find(([pattern]) => pattern.test(unit)) ?? [];
  return unitMs === undefined ? undefined : { name: name.trim(), ms: Number(count) * unitMs };
}
