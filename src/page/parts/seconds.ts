/** A countdown for those who show one. */

import { useEffect, useState } from 'preact/hooks';

/** The seconds that are left, counted down. */
export function useSecondsTo(untilMs: number): number {
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    setNowMs(Date.now());
    const timer = setInterval(() => setNowMs(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return Math.max(0, Math.ceil((untilMs - nowMs) / 1_000));
}
