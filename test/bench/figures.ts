/** What a measurement comes to: numbers with units, medians of several runs. */

/** All that a scenario may tell of one server. Absent where it doesn't apply. */
export interface Figures {
  /** Processor time of the server for one message to one receiver, in microseconds. */
  cpuPerDelivery?: number;
  deliveriesPerS?: number;
  /** Share of the deliveries that had not come when patience ended, 0 to 1. */
  lost?: number;
  /** Messages that were refused, as a share of those sent. */
  refused?: number;
  /** Milliseconds from send to receive. */
  p50?: number;
  p95?: number;
  p99?: number;
  bytesPerDelivery?: number;
  /** Stored messages, as a share of those sent and not refused; absent for a server that stores nothing. */
  stored?: number;
  /** Processor time of the server, as a share of one core. */
  serverLoad?: number;
  /** Memory of the server for one connection, in KiB. */
  memoryPerConnection?: number;
  /** Processor time of the server over a whole minute, in milliseconds. */
  cpuPerMinute?: number;
  /** How often the object was woken, and how often by its alarm. */
  wakes?: number;
  alarms?: number;
  /** Milliseconds until everybody was in (and had what it missed). */
  allIn?: number;
  /** Processor time of the server for one connect, in microseconds. */
  cpuPerConnect?: number;
  /** Bytes on the wire from the upgrade to the last frame of the first window. */
  windowBytes?: number;
  /** How long they take on a slow line, in seconds. */
  windowSeconds?: number;
  /** The busiest process of the load generator, as a share of one core. */
  generatorLoad?: number;
  /** How late the load generator was, 99th percentile, in milliseconds. */
  generatorLagMs?: number;
  /** Connections that ended without being asked to. */
  ended?: number;
}

export type FigureName = keyof Figures;

/** Infinite values, too: their difference is no number. */
function ascending(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The `share`-th quantile (0 to 1) of values, which are sorted in place; `undefined` if there are none. */
export function quantile(values: number[], share: number): number | undefined {
  values.sort(ascending);
  return values[Math.min(values.length - 1, Math.floor(values.length * share))];
}

/** Each figure's median over the runs that have it. */
export function medians(runs: readonly Figures[]): Figures {
  const result: Figures = {};
  const names = new Set(runs.flatMap((run) => Object.keys(run) as FigureName[]));
  for (const name of names) {
    const values = runs.flatMap((run) => run[name] ?? []).sort(ascending);
    const [low, high] = [values[(values.length - 1) >> 1], values[values.length >> 1]];
    if (low !== undefined && high !== undefined) result[name] = (low + high) / 2;
  }
  return result;
}

/**
 * p50, p95 and p99 of microseconds, in milliseconds.
 * @param expected how many there should be; what never came counts as infinitely late, or a server would look the better
 * the more it loses
 */
export function latencyFigures(micros: number[], expected = micros.length): Pick<Figures, 'p50' | 'p95' | 'p99'> {
  // How many were sent in a window is known to within a few: no more than that is missing where nothing is.
  const missing = expected - micros.length > expected * 0.002 ? expected - micros.length : 0;
  for (let i = 0; i < missing; i++) micros.push(Number.POSITIVE_INFINITY);
  const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) => quantile(micros, share));
  if (p50 === undefined || p95 === undefined || p99 === undefined) return {};
  return { p50: p50 / 1_000, p95: p95 / 1_000, p99: p99 / 1_000 };
}
