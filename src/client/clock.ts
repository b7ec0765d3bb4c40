/** Time, as the client takes it: from outside, so that a test can own it. */

export interface Clock {
  /** Unix milliseconds. It may jump: nothing but display and waiting hangs on it. */
  now(): number;
  /** Calls `run` once in `ms` milliseconds, unless the returned function is called first. */
  after(ms: number, run: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};
