/** A room's log as a file: written page by page as it is read, so that no more than one page is ever in memory. */

import type { CloseName, ErrorCode } from '../protocol/codes.ts';
import type { ExportEntry, ExportPage } from '../protocol/export.ts';
import type { ModAction, ModData } from '../protocol/frames.ts';
import { withLineBreaks } from '../protocol/text.ts';
import { readable, type Unreadable } from '../protocol/unreadable.ts';
import { fault } from './answer.ts';
import { type LogState, toTag } from './log-tag.ts';

export const FORMATS = ['jsonl', 'text'] as const;
export type Format = (typeof FORMATS)[number];

export interface Pages {
  exportPage(after: number): Promise<ExportPage | Unreadable>;
}

/** A log on its way out. */
export interface Export {
  body: ReadableStream<Uint8Array>;
  /** Of the state up to which it goes. */
  tag: string;
}

/**
 * The log up to the event that is the newest when the reading begins. If the room is closed meanwhile, or the rest can't be read,
 * the last line says so: a file that ends as if it were whole would be a lie. (An error of the stream would be the runtime's to log.)
 * @throws what the room throws for the first page: until then the answer has not begun, and can be another
 */
export async function exportOf(room: Pages, format: Format): Promise<Export> {
  const encoder = new TextEncoder();
  let first: ExportPage | undefined = readable(await room.exportPage(0));
  const state: LogState = { epoch: first.epoch, seq: first.head };
  let after = 0;
  let ended = false;
  /** The next lines, the last with why there are no more; `undefined` at the end. */
  const next = async (): Promise<string | undefined> => {
    while (after < state.seq) {
      const page = first ?? readable(await room.exportPage(after));
      first = undefined;
      if (page.epoch !== state.epoch) {
        ended = true;
        return cutShort('not_found', CLOSED, format);
      }
      after = page.last;
      const entries = page.entries.filter(({ seq }) => seq <= state.seq);
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
          const { code, data } = fault(error);
          return cutShort(code, `The rest of the room could not be read. ${data}`, format);
        });
        if (lines === undefined) return controller.close();
        return controller.enqueue(encoder.encode(lines));
      },
    },
    // Nothing is read ahead: the next page is fetched when the last was taken.
    { highWaterMark: 0 },
  );
  return { body, tag: toTag(state) };
}

const CLOSED = 'The room was closed while it was exported. What followed is deleted.';

/** The last line of a file that is not whole. */
function cutShort(code: ErrorCode | CloseName, data: string, format: Format): string {
  return format === 'jsonl' ? `${JSON.stringify({ type: 'error', code, data })}\n` : `* ${data}\n`;
}

function toLine(entry: ExportEntry, format: Format): string {
  return format === 'jsonl' ? toJson(entry) : toText(entry);
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

function toText(entry: ExportEntry): string {
  const at = `[${new Date(entry.ts).toISOString()}] `;
  switch (entry.type) {
    case 'msg': {
      const marks = [entry.re === undefined ? '' : `re #${entry.re}`, entry.edited === undefined ? '' : 'edited'];
      const note = marks.filter(Boolean).join(', ');
      const text = entry.gone ? '(deleted)' : entry.data;
      const head = oneLine(`${at}#${entry.seq} ${entry.from}${note && ` (${note})`}`);
      // Lines after the first are indented, so that none of them can pass for somebody else's message. Texts stored by older
      // versions have line breaks of every kind.
      return `${head}: ${withLineBreaks(text, '\n    ')}`;
    }
    case 'set':
      return oneLine(`${at}#${entry.seq} * ${entry.from} set ${changesOf(entry.data)}`);
    case 'mod':
      return oneLine(`${at}#${entry.seq} * ${entry.from} ${deedOf(entry.data)}`);
  }
}

/** No name and no setting begins a line of its own, whatever an older version stored. */
function oneLine(text: string): string {
  return withLineBreaks(text, ' ');
}

/** "topic: Ship on Thursdays., slow: 30". */
function changesOf(data: object): string {
  return Object.entries(data)
    .map(([name, value]) => `${name}: ${value}`)
    .join(', ');
}

/** Between who did it and to whom. */
const DONE: Readonly<Record<ModAction, string>> = {
  kick: 'removed',
  ban: 'banned',
  unban: 'unbanned',
  mute: 'silenced',
  unmute: 'unsilenced',
  role: 'made',
};

/** "silenced Bo until 2026-11-27T07:32:42.903Z". */
function deedOf(data: ModData): string {
  const { action, who, name = who } = data;
  const role = action === 'role' ? ` ${data.role}` : '';
  const until = 'untilMs' in data && data.untilMs !== undefined ? ` until ${new Date(data.untilMs).toISOString()}` : '';
  return `${DONE[action]} ${name}${role}${until}`;
}
