/** The registry of all kinds of events: their requests, frames and items. A missing kind is a compile error. */

import type * as v from 'valibot';
import { withLineBreaks } from '../text.ts';
import * as close from './close.ts';
import * as remove from './delete.ts';
import * as edit from './edit.ts';
import * as mod from './mod.ts';
import * as msg from './msg.ts';
import type { Line } from './parts.ts';
import * as poll from './poll.ts';
import * as react from './react.ts';
import * as set from './set.ts';
import type { ActKind, AuditedKind, Kind, ListedKind } from './traits.ts';
import * as vote from './vote.ts';

/** The minimum that each kind's request schema must produce. */
type RequestSchema<K extends Kind> = v.GenericSchema<
  unknown,
  { type: K; id?: string | undefined; again?: number | undefined }
>;

/** The request schema of each kind. */
export const SCHEMAS = {
  msg: msg.schema,
  edit: edit.schema,
  delete: remove.schema,
  react: react.schema,
  poll: poll.schema,
  vote: vote.schema,
  close: close.schema,
  set: set.schema,
  mod: mod.schema,
} as const satisfies { readonly [K in Kind]: RequestSchema<K> };

/** What a client sends to have an event stored. */
export type Request = { [K in Kind]: v.InferOutput<(typeof SCHEMAS)[K]> };
export type EventRequest = Request[Kind];

/** The frame of a stored event for every session except the one that sent it. */
export interface Frame {
  msg: msg.BroadcastFrame;
  edit: edit.EditFrame;
  delete: remove.DeleteFrame;
  react: react.ReactFrame;
  poll: poll.PollFrame;
  vote: vote.VoteFrame;
  close: close.CloseFrame;
  set: set.SetFrame;
  mod: mod.ModFrame;
}
export type EventFrame = Frame[Kind];
export type AuditedFrame = Frame[AuditedKind];

/** What history shows for an item. */
export interface ItemOf {
  msg: msg.MsgItem;
  poll: poll.PollItem;
}
export type Item = ItemOf[ListedKind];

/** What an export has for an event: an item with its kind, or an act as it was broadcast. */
export interface EntryOf extends Pick<Frame, ActKind> {
  msg: msg.MsgEntry;
  poll: poll.PollEntry;
}
export type ExportEntry = EntryOf[ListedKind | ActKind];

const LINES: { readonly [K in ListedKind | ActKind]: (entry: EntryOf[K]) => Line } = {
  msg: msg.line,
  poll: poll.line,
  set: set.line,
  mod: mod.line,
};

/**
 * An export entry as text. Names and settings stay on one line whatever an older version stored, and all lines of a
 * text but the first are indented. So no entry can pass for another member's message.
 */
export function lineOf<K extends ListedKind | ActKind>(entry: EntryOf[K] & { type: K }): string {
  const { head, text } = LINES[entry.type](entry);
  const line = withLineBreaks(`[${new Date(entry.ts).toISOString()}] #${entry.seq} ${head}`, ' ');
  return text === undefined ? line : `${line}: ${withLineBreaks(text, '\n    ')}`;
}
