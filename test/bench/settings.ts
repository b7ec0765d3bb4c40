/** Settings of a run of the bench. */

import type { Offer } from './client/socket.ts';

export interface Settings {
  /** Length of the measured windows, in seconds. */
  seconds: number;
  /** Length of the idle scenario, in seconds. */
  idleSeconds: number;
  /** Processes of the load generator. */
  processes: number;
  /** Extensions that clients offer. */
  offer: Offer;
  /** Whether servers run on one processor and clients on another. */
  pin: boolean;
}
