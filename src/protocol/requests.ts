/** Requests that store nothing, and the union of all frames that a client may send. */

import * as v from 'valibot';
import { id, ref, seq } from './events/parts.ts';
import type { EventRequest } from './events/registry.ts';
import { isKind } from './events/traits.ts';
import { HISTORY_LIMIT } from './limits.ts';

const audit = v.object({ type: v.literal('audit'), id, before: v.optional(ref) });
const history = v.pipe(
  v.object({
    type: v.literal('history'),
    id,
    before: v.optional(ref),
    after: v.optional(seq),
    limit: v.optional(
      v.pipe(
        v.number(),
        v.safeInteger('a whole number'),
        v.minValue(1, `1 to ${HISTORY_LIMIT}`),
        v.maxValue(HISTORY_LIMIT, `1 to ${HISTORY_LIMIT}`),
      ),
    ),
  }),
  v.check((frame) => frame.before === undefined || frame.after === undefined, '"before" or "after", not both'),
);
const search = v.object({ type: v.literal('search'), id, data: v.string(), before: v.optional(ref) });
const who = v.object({
  type: v.literal('who'),
  id,
  after: v.optional(v.pipe(v.string(), v.maxLength(64, 'at most 64 characters'))),
});
const name = v.object({ type: v.literal('name'), id: v.optional(id), data: v.string() });
const typing = v.object({ type: v.literal('typing') });
const read = v.object({ type: v.literal('read'), data: ref });

/** The schemas by `type`. */
export const REQUESTS = { audit, history, search, who, name, typing, read } as const;

export type AuditRequest = v.InferOutput<typeof audit>;
export type HistoryRequest = v.InferOutput<typeof history>;
export type SearchRequest = v.InferOutput<typeof search>;
export type WhoRequest = v.InferOutput<typeof who>;
export type NameRequest = v.InferOutput<typeof name>;
export type TypingRequest = v.InferOutput<typeof typing>;
export type ReadRequest = v.InferOutput<typeof read>;

/** Any frame that a client may send, except the bare text `ping`. */
export type ClientFrame = EventRequest | v.InferOutput<(typeof REQUESTS)[keyof typeof REQUESTS]>;

/** Whether a frame asks the room to store an event. */
export function isEventRequest(frame: ClientFrame): frame is EventRequest {
  return isKind(frame.type);
}
