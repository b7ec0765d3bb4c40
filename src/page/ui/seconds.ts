/** A hook that counts down seconds. */

import { useEffect, useState } from 'preact/hooks';

/** The number of seconds until `untilMs`. No timer runs if it has passed or is infinite. */
export function useSecondsTo(untilMs: number): number {
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    setNowMs(Date.now());
    if (untilMs <= Date.now() || untilMs === Number.POSITIVE_INFINITY) return;
    const timer = setInterval(() => {
      setNowMs(Date.now());
      if (Date.now() >= untilMs) clearInterval(timer);
    }, 1_000);
    return () => clearInterval(timer);
  }, [untilMs]);
  return Math.max(0, Math.ceil((untilMs - nowMs) / 1_000));
}
