/** What an operator may change about rooms. Read and checked by the edge; handed to the room when it is made. */

import type { Heartbeat, Limits } from '../protocol/shared.ts';

export interface RoomConfig {
  /** The id of the page's build, told in `welcome`. */
  build: string;
  /** Ids of the members who may act in every room. */
  admins: ReadonlySet<string>;
  limits: Limits;
  heartbeat: Heartbeat;
  /** How long a lost member stays counted, in milliseconds. */
  leaveGraceMs: number;
  /** Counted members one room takes; 0 means no limit. */
  maxMembers: number;
  /** Whether what comes from one address is limited, too. */
  limitAddresses: boolean;
  /** Events that the room takes a second, all members together; 0 means no limit. */
  roomRate: number;
  /** How long events are kept, in milliseconds; 0 means for good. */
  retentionMs: number;
  /** One of so many connections that end well is logged; 0: none. */
  logSample: number;
}
