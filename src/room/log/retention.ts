/** Where the readable part of a log begins. Events before it may still be stored: reading ends at once, deleting takes its time. */

/** An event's place and time. Times never decrease with `seq`. */
export interface Mark {
  seq: number;
  ts: number;
}

/**
 * The oldest event that is not older than `before`. Reads few marks however many events have expired: first 1, 2, 4 … events
 * further on, since usually only some expired since the last time, then halfway between.
 * @param expired an event that is older than `before`
 * @param last an event that is not
 * @param from reads the mark of the first stored event with at least this `seq`
 */
export function firstSince(before: number, expired: Mark, last: Mark, from: (seq: number) => Mark | undefined): Mark {
  let low = expired.seq;
  let first = last;
  /** From here on no event is older. */
  let high = last.seq;
  for (let step = 1; high - low > 1; step *= 2) {
    const isGalloping = first === last && low + step < high;
    const at = isGalloping ? low + step : Math.floor((low + high) / 2);
    const mark = from(at) ?? last;
    if (mark.ts < before) low = mark.seq;
    else {
      first = mark;
      high = at;
    }
  }
  return first;
}
