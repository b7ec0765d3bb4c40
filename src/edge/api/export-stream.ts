/** A room's log as a file: written page by page as it is read, so that no more than one page is ever in memory. */

import type { ExportPage } from '../../protocol/api.ts';
import type { CloseName, ErrorCode } from '../../protocol/codes.ts';
import { type ExportEntry, lineOf } from '../../protocol/events/registry.ts';
import { readable, type Unreadable } from '../../protocol/unreadable.ts';
import { fault } from '../refusal.ts';
import { toTag } from './etag.ts';

export const FORMATS = ['jsonl', 'text'] as const;
export type Format = (typeof FORMATS)[number];

export interface Pages {
  /** Of the events after `after`. */
  pageAfter(after: number): Promise<ExportPage | Unreadable>;
}

/** A log on its way out. */
export interface Export {
  body: ReadableStream<Uint8Array>;
  /** Of the position up to which it goes. */
  tag: string;
}

/**
 * The log up to the event that is the newest when the reading begins. If the room is closed meanwhile, or the rest can't be read,
 * the last line says so: a file that ends as if it were whole would be a lie. (An error of the stream would be the runtime's to log.)
 * @throws what the room throws for the first page: until then the answer has not begun, and can be another
 */
export async function exportOf(room: Pages, format: Format): Promise<Export> {
  const encoder = new TextEncoder();
  let first: ExportPage | undefined = readable(await room.pageAfter(0));
  const end = first.head;
  let after = 0;
  let ended = false;
  /** The next lines, the last with why there are no more; `undefined` at the end. */
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
    // Nothing is read ahead: the next page is fetched when the last was taken.
    { highWaterMark: 0 },
  );
  return { body, tag: toTag(end) };
}

const CLOSED = 'The room was closed while it was exported. What followed is deleted.';

/** The last line of a file that is not whole. */
function cutShort(code: ErrorCode | CloseName, data: string, format: Format): string {
  return format === 'jsonl' ? `${JSON.stringify({ type: 'error', code, data })}\n` : `* ${data}\n`;
}

function toLine(entry: ExportEntry, format: Format): string {
  return format === 'jsonl' ? toJson(entry) : lineOf(entry);
}

/** Line breaks that JSON allows in a string and that many readers of lines break at. */
const UNICODE_LINE_BREAKS = /[\u0085\u2028\u2029]/g;

/** One line for every reader, whatever it takes for a line break. */
function toJson(entry: ExportEntry): string {
  return JSON.stringify(entry).replace(
    UNICODE_LINE_BREAKS,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
