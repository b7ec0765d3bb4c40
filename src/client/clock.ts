/** The client's source of time, injected so that tests can control it. */

export interface Clock {
  /** Unix milliseconds. The clock may jump, so only display and delays depend on it. */
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
