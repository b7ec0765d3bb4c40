/** All kinds of events: what each is asked for, told and shown as. A kind that is missing here does not compile. */

import type * as v from 'valibot';
import { withLineBreaks } from '../text.ts';
import * as remove from './delete.ts';
import * as edit from './edit.ts';
import * as mod from './mod.ts';
import * as msg from './msg.ts';
import type { Line } from './parts.ts';
import * as react from './react.ts';
import * as set from './set.ts';
import type { ActKind, AuditedKind, Kind, ListedKind } from './traits.ts';

/** What the schema of each kind's request makes of it at least. */
type RequestSchema<K extends Kind> = v.GenericSchema<
  unknown,
  { type: K; id?: string | undefined; again?: number | undefined }
>;

/** The schema of each kind's request. */
export const SCHEMAS = {
  msg: msg.schema,
  edit: edit.schema,
  delete: remove.schema,
  react: react.schema,
  set: set.schema,
  mod: mod.schema,
} as const satisfies { readonly [K in Kind]: RequestSchema<K> };

/** What a client asks to have stored. */
export type Request = { [K in Kind]: v.InferOutput<(typeof SCHEMAS)[K]> };
export type EventRequest = Request[Kind];

/** What everyone but the sending session gets of a stored event. */
export interface Frame {
  msg: msg.BroadcastFrame;
  edit: edit.EditFrame;
  delete: remove.DeleteFrame;
  react: react.ReactFrame;
  set: set.SetFrame;
  mod: mod.ModFrame;
}
export type EventFrame = Frame[Kind];
export type AuditedFrame = Frame[AuditedKind];

/** What history shows of an item. */
export interface ItemOf {
  msg: msg.MsgItem;
}
export type Item = ItemOf[ListedKind];

/** What an export has of an event: an item with its kind, and what was done to the room as it was told. */
export interface EntryOf extends Pick<Frame, ActKind> {
  msg: msg.MsgEntry;
}
export type ExportEntry = EntryOf[ListedKind | ActKind];

const LINES: { readonly [K in ListedKind | ActKind]: (entry: EntryOf[K]) => Line } = {
  msg: msg.line,
  set: set.line,
  mod: mod.line,
};

/**
 * An entry of an export as text. Whatever an older version stored, no name and no setting begins a line of its own, and lines of a
 * text after its first are indented, so that none of them can pass for somebody else's message.
 */
export function lineOf<K extends ListedKind | ActKind>(entry: EntryOf[K] & { type: K }): string {
  const { head, text } = LINES[entry.type](entry);
  const line = withLineBreaks(`[${new Date(entry.ts).toISOString()}] #${entry.seq} ${head}`, ' ');
  return text === undefined ? line : `${line}: ${withLineBreaks(text, '\n    ')}`;
}
