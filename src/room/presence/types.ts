/** What a connection keeps in its attachment: types alone, which the neighbours of this folder may import. */

import type { Member } from '../../protocol/shared.ts';

/** A member whose last connection ended without a goodbye. It may be back in a moment. */
export interface LostMember extends Member {
  /** Unix milliseconds. */
  at: number;
}

/** A count of members that the room told (headcount.ts). */
export interface ToldCount {
  count: number;
  /** Unix milliseconds. */
  at: number;
}

/** Survives hibernation with the socket; at most 16,384 bytes when serialised. */
export interface Attachment {
  /** The connection's own id: a log line and a test can name it. */
  cid: string;
  /** The member. */
  id: string;
  name: string;
  /** Names the session without being able to resume it (Admission.session). */
  session: string;
  kind: 'v1' | 'base';
  /** Of the proof that let it in: it must not let in another. */
  jti?: string;
  /** Admission.address. */
  address?: string;
  /** Until when those of this address may not write (limits/budget.ts). */
  held?: number;
  /** Unix milliseconds, as are the other times. */
  joined: number;
  /** The last frame that woke the room; the runtime remembers the pings. */
  seen: number;
  /**
   * Closed by us. Written before `close`, and from then on the socket is skipped by everything: where the peer doesn't
   * answer, the runtime lists it for as long as its TCP lives, reads its state as open again after the second
   * hibernation, and takes frames for it that go nowhere. It says when.
   */
  gone?: number;
  /** When a send to it first failed. */
  failed?: number;
  /** Members lost lately, carried for the room (lost-members.ts): an attachment costs neither a row nor a timer. */
  lost?: LostMember[];
  /** The count that the room told last, noted here for it. */
  told?: ToldCount;
}
