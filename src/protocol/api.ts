/** What the room hands to the edge over RPC: a room's log in pages, and a room in a line. Never on the wire as it is. */

import type { ExportEntry } from './events/registry.ts';
import type { Position } from './position.ts';
import type { AnyRefusal } from './refusal.ts';
import type { Right } from './rights.ts';

export interface ExportPage {
  entries: ExportEntry[];
  /** The `seq` after which the next page begins. */
  last: number;
  /** Where the log ended when the page was read. It may be another log than that of the page before: a room can be closed and begun again. */
  head: Position;
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
