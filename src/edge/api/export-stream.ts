/** Streams a room's log as a file. Pages are written as they are read, so only one page is in memory at a time. */

import type { ExportPage } from '../../protocol/api.ts';
import type { CloseName, ErrorCode } from '../../protocol/codes.ts';
import { type ExportEntry, lineOf } from '../../protocol/events/registry.ts';
import { readable, type Unreadable } from '../../protocol/unreadable.ts';
import { fault } from '../refusal.ts';
import { toTag } from './etag.ts';

export const FORMATS = ['jsonl', 'text'] as const;
export type Format = (typeof FORMATS)[number];

export interface Pages {
  /** The page of events after `after`. */
  pageAfter(after: number): Promise<ExportPage | Unreadable>;
}

/** An export in progress. */
export interface Export {
  body: ReadableStream<Uint8Array>;
  /** The entity tag of the position where the export ends. */
  tag: string;
}

/**
 * Exports the log up to its newest event at the start. If the room is closed meanwhile, or the rest can't be read, the
 * last line says so, because a truncated file must not look complete. (The runtime would log an error of the stream as
 * its own.)
 * @throws what the room throws for the first page, when the response can still be an error
 */
export async function exportOf(room: Pages, format: Format): Promise<Export> {
  const encoder = new TextEncoder();
  let first: ExportPage | undefined = readable(await room.pageAfter(0));
  const end = first.head;
  let after = 0;
  let ended = false;
  /** Returns the next lines, or `undefined` at the end. If the export was cut short, the last line says why. */
  const next = async (): Promise<string | undefined> => {
    while (after < end.seq) {
      const page = first ?? readable(await room.pageAfter(after));
      first = undefined;
      if (page.head.epoch !== end.epoch) {
        ended = true;
        return cutShort('not_found', CLOSED, format);
      }
      after = page.last;
      const entries = page.entries.filter(({ seq }) => seq <= end.seq);
      if (entries.length > 0) return entries.map((entry) => `${toLine(entry, format)}\n`).join('');
    }
    return undefined;
  };
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        if (ended) return controller.close();
        const lines = await next().catch((error: unknown) => {
          ended = true;
          const { code, why } = fault(error);
          return cutShort(code, `The rest of the room could not be read. ${why}`, format);
        });
        if (lines === undefined) return controller.close();
        return controller.enqueue(encoder.encode(lines));
      },
    },
    // Read nothing ahead: fetch the next page once the last one has been taken.
    { highWaterMark: 0 },
  );
  return { body, tag: toTag(end) };
}

const CLOSED = 'The room was closed during the export. The rest was deleted.';

/** The last line of an incomplete file. */
function cutShort(code: ErrorCode | CloseName, data: string, format: Format): string {
  return format === 'jsonl' ? `${JSON.stringify({ type: 'error', code, data })}\n` : `* ${data}\n`;
}

function toLine(entry: ExportEntry, format: Format): string {
  return format === 'jsonl' ? toJson(entry) : lineOf(entry);
}

/** Line breaks that JSON allows unescaped in a string, but at which many line readers split. */
const UNICODE_LINE_BREAKS = /[\u0085\u2028\u2029]/g;

/** An entry as JSON, on one line for every reader, whichever characters the reader takes for line breaks. */
function toJson(entry: ExportEntry): string {
  return JSON.stringify(entry).replace(
    UNICODE_LINE_BREAKS,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
