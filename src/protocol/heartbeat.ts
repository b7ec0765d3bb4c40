/** How often a client pings, as `welcome` says. */

export interface Heartbeat {
  intervalMs: number;
  timeoutMs: number;
}
