/** What the room hands to the edge over RPC: a room's log in pages, and a room in a line. Never on the wire as it is. */

import type { ExportEntry } from './events/registry.ts';
import type { AnyRefusal } from './refusal.ts';
import type { Right } from './rights.ts';

export interface ExportPage {
  /** Of the log that it is from: a room may have been closed, and begun again. */
  epoch: string;
  entries: ExportEntry[];
  /** The `seq` after which the next page begins. */
  last: number;
  /** The newest event of the room when the page was read. */
  head: number;
}

/** What may be asked about a room through the API. */
export type ApiRight = Extract<Right, 'export' | 'diagnose' | 'close'>;

/** What the room says to it, and to the proof of the member that asks. */
export type ApiVerdict = 'allowed' | AnyRefusal;

/** A room as an admin sees it. */
export interface RoomSummary {
  /** Counted members. */
  members: number;
  /** The newest event, and the oldest that is kept: one beyond the newest if all are too old. 0 if there was never any. */
  seq: number;
  floor: number;
  /** When the newest event was stored. Unix milliseconds, 0 if none is kept. */
  ts: number;
  locked: boolean;
  topic: string;
  /** Ids. */
  owners: string[];
}
