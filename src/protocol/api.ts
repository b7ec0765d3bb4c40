/**
 * What the room returns to the edge over RPC: a page of the log, or a summary of the room. Neither goes over the wire
 * in this form.
 */

import type { ExportEntry } from './events/registry.ts';
import type { Position } from './position.ts';
import type { AnyRefusal } from './refusal.ts';
import type { Right } from './rights.ts';

export interface ExportPage {
  entries: ExportEntry[];
  /** The `seq` after which the next page starts. */
  last: number;
  /**
   * The end of the log when the page was read. Its epoch may differ from that of the previous page, because a room can
   * be closed and started again.
   */
  head: Position;
}

/** The rights that a call of the HTTP API can require. */
export type ApiRight = Extract<Right, 'export' | 'diagnose' | 'close'>;

/** The room's decision on a call of the API and on the proof of the calling member. */
export type ApiVerdict = 'allowed' | AnyRefusal;

/** A room as the admins' list shows it. */
export interface RoomSummary {
  /** Counted members. */
  members: number;
  /**
   * `seq` of the newest event and of the oldest one retained. `floor` is one past `seq` if every event has expired.
   * Both are 0 if the room never had an event.
   */
  seq: number;
  floor: number;
  /** When the newest event was stored, in Unix milliseconds; 0 if no event is retained. */
  ts: number;
  locked: boolean;
  topic: string;
  /** Member ids. */
  owners: string[];
}
