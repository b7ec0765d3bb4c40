/** The operator's settings for rooms. The edge reads and checks them, and passes them to the room's constructor. */

import type { Heartbeat } from '../protocol/heartbeat.ts';
import type { Limits } from '../protocol/limits.ts';

export interface RoomConfig {
  /** The id of the page's build, sent in `welcome`. */
  build: string;
  /** Ids of the members who have all rights in every room. */
  admins: ReadonlySet<string>;
  limits: Limits;
  heartbeat: Heartbeat;
  /** How long a lost member stays counted, in milliseconds. */
  leaveGraceMs: number;
  /** Counted members one room takes; 0 means no limit. */
  maxMembers: number;
  /** Whether clients are also limited by address. */
  limitAddresses: boolean;
  /** Events per second that the room accepts, from all members together; 0 means no limit. */
  roomRate: number;
  /** How long events are retained, in milliseconds; 0 means forever. */
  retentionMs: number;
  /** One in this many clean disconnects is logged; 0 means none. */
  logSample: number;
}
