/**
 * The only table of prices: what the platform charges in US dollars, beyond what a plan includes. Sources:
 * https://developers.cloudflare.com/durable-objects/platform/pricing/ and
 * https://developers.cloudflare.com/workers/platform/pricing/ (Workers Paid), as of November 2026.
 */
export const PRICES = {
  /** A request to the Worker at the edge. Each connection attempt is one. */
  workerRequest: 0.3 / 1e6,
  /** A request to an object: a connection attempt, an alarm that runs, or FRAMES_PER_REQUEST incoming frames. */
  objectRequest: 0.15 / 1e6,
  /** A GB-second of an object that runs or can't hibernate. Idle objects that could hibernate aren't billed. */
  gbSecond: 12.5 / 1e6,
  /** An index would add one row to each insert. Setting an alarm also counts as one row. */
  rowWritten: 1 / 1e6,
  rowRead: 0.001 / 1e6,
  storedGbMonth: 0.2,
} as const;

/** Incoming frames that are billed as one request. Outgoing frames and pings of the WebSocket protocol are free. */
export const FRAMES_PER_REQUEST = 20;

/** The memory for which an active object is billed, whatever it uses: 128 MB. */
export const OBJECT_GB = 0.128;
