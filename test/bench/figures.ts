/** Results of measurements: numbers with units, and medians of several runs. */

/** All figures that a scenario may have for a server. Figures that don't apply are missing. */
export interface Figures {
  /** Processor time of the server for one message to one receiver, in microseconds. */
  cpuPerDelivery?: number;
  deliveriesPerS?: number;
  /** The share of deliveries that hadn't arrived when the wait ended, 0 to 1. */
  lost?: number;
  /** The share of sent messages that were refused. */
  refused?: number;
  /** Milliseconds from sending to receiving. */
  p50?: number;
  p95?: number;
  p99?: number;
  bytesPerDelivery?: number;
  /** Stored messages as a share of those sent and not refused. Missing for a server that stores nothing. */
  stored?: number;
  /** Processor time of the server, as a share of one core. */
  serverLoad?: number;
  /** Memory of the server for each connection, in KiB. */
  memoryPerConnection?: number;
  /** Processor time of the server over a whole minute, in milliseconds. */
  cpuPerMinute?: number;
  /** How often the object was woken, and how often by its alarm. */
  wakes?: number;
  alarms?: number;
  /** Milliseconds until all members had joined (and had what they missed). */
  allIn?: number;
  /** Processor time of the server for one new connection, in microseconds. */
  cpuPerConnect?: number;
  /** Bytes over the network from the upgrade to the last frame of the first window. */
  windowBytes?: number;
  /** How long these bytes take on a slow connection, in seconds. */
  windowSeconds?: number;
  /** The busiest process of the load generator, as a share of one core. */
  generatorLoad?: number;
  /** The delay of the load generator, 99th percentile, in milliseconds. */
  generatorLagMs?: number;
  /** Connections that ended unexpectedly. */
  ended?: number;
}

export type FigureName = keyof Figures;

/** Also sorts infinite values, whose difference is not a number. */
function ascending(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The `share` quantile (0 to 1) of values, which are sorted in place; `undefined` if there are none. */
export function quantile(values: number[], share: number): number | undefined {
  values.sort(ascending);
  return values[Math.min(values.length - 1, Math.floor(values.length * share))];
}

/** The median of each figure over the runs that have it. */
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
 * p50, p95 and p99 in milliseconds.
 * @param micros latencies in microseconds
 * @param expected how many messages there should be. Missing ones count as infinitely late, because otherwise a server
 *   would look better the more it loses
 */
export function latencyFigures(micros: number[], expected = micros.length): Pick<Figures, 'p50' | 'p95' | 'p99'> {
  // The number sent in a window is slightly inexact, so a small difference counts as nothing missing.
  const missing = expected - micros.length > expected * 0.002 ? expected - micros.length : 0;
  for (let i = 0; i < missing; i++) micros.push(Number.POSITIVE_INFINITY);
  const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) => quantile(micros, share));
  if (p50 === undefined || p95 === undefined || p99 === undefined) return {};
  return { p50: p50 / 1_000, p95: p95 / 1_000, p99: p99 / 1_000 };
}
