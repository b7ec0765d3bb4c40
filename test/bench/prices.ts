/**
 * What the platform charges beyond what a plan includes, in US dollars: the one price table.
 * Source: https://developers.cloudflare.com/durable-objects/platform/pricing/ and
 * https://developers.cloudflare.com/workers/platform/pricing/ (Workers Paid), as of November 2026.
 */
export const PRICES = {
  /** For the Worker at the edge: each connect is one. */
  workerRequest: 0.3 / 1e6,
  /** For an object: a connect, an alarm that runs, or FRAMES_PER_REQUEST frames that come in. */
  objectRequest: 0.15 / 1e6,
  /** A GB-second of an object that runs, or that could not hibernate. Idle objects that could are not billed. */
  gbSecond: 12.5 / 1e6,
  /** An index adds one to each insert; so does setting an alarm. */
  rowWritten: 1 / 1e6,
  rowRead: 0.001 / 1e6,
  storedGbMonth: 0.2,
} as const;

/** Frames in that are billed as one request. Frames out, and pings of the WebSocket protocol, are free. */
export const FRAMES_PER_REQUEST = 20;

/** What an object is billed for while it is active, whatever it uses: 128 MB. */
export const OBJECT_GB = 0.128;
