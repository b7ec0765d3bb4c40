/** How everything is measured in one run of the bench. */

import type { Offer } from './client/socket.ts';

export interface Settings {
  /** Length of measured windows, in seconds. */
  seconds: number;
  /** Length of the idle scenario. */
  idleSeconds: number;
  /** Processes of the load generator. */
  processes: number;
  /** Extensions that clients offer. */
  offer: Offer;
  /** Whether servers have one processor to themselves, and clients another. */
  pin: boolean;
}
