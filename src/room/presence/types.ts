/** What a connection keeps in its attachment. Contains types only, so that the neighbouring folders may import it. */

import type { Member } from '../../protocol/members.ts';

/** A member whose last connection ended without a goodbye. It may soon be back. */
export interface LostMember extends Member {
  /** Unix milliseconds. */
  at: number;
}

/** An announced count of members (headcount.ts). */
export interface ToldCount {
  count: number;
  /** Unix milliseconds. */
  at: number;
}

/** Survives hibernation with the socket. At most 16,384 bytes when serialised. */
export interface Attachment {
  /** The connection's own id, for log lines and tests. */
  cid: string;
  /** The member id. */
  id: string;
  name: string;
  /** Identifies the session but can't resume it (Admission.session). */
  session: string;
  kind: 'v1' | 'base';
  /** The `jti` of the proof that admitted it, so that the proof can't be used again. */
  jti?: string;
  /** Admission.address. */
  address?: string;
  /** When clients of this address may write again (limits/budget.ts). */
  held?: number;
  /** Unix milliseconds, like the other times. */
  joined: number;
  /** The last frame that woke the room. The runtime remembers the pings. */
  seen: number;
  /**
   * When the room closed it. Written before `close`, and from then on all code skips the socket. If the peer doesn't
   * answer the close, the runtime lists the socket for as long as its TCP connection lives, reports it as open again
   * after the second hibernation, and accepts frames for it that go nowhere.
   */
  gone?: number;
  /** When sending to the connection first failed. */
  failed?: number;
  /** Members lost recently, carried for the room (lost-members.ts). An attachment costs neither a row nor a timer. */
  lost?: LostMember[];
  /** The count that the room announced last, stored here for it. */
  told?: ToldCount;
}
