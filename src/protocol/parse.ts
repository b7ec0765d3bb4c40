/**
 * Frames from a client, checked once at the edge of the room. Behind it nothing is untyped.
 * Used by the server alone: the client takes the types from here and leaves the code (and valibot) behind.
 */

import * as v from 'valibot';
import type { ErrorCode } from './codes.ts';
import { isRoomKey } from './connect.ts';
import { FRAME_BYTES, HISTORY_LIMIT, LAST_MS, RETENTION_DAYS, SLOW_SECONDS } from './limits.ts';
import { exceedsBytes } from './text.ts';

/** What an `id` may be. */
export const ID = /^[A-Za-z0-9_-]{1,64}$/;

/** The id of a guest, or that of a member with a key. */
const MEMBER = /^(~[A-Za-z0-9_-]{12}|[A-Za-z0-9_-]{16})$/;

const id = v.pipe(v.string(), v.regex(ID, '1 to 64 of A-Z a-z 0-9 _ -'));
const seq = v.pipe(v.number(), v.safeInteger('a whole number'), v.minValue(0, '0 or more'));
const ref = v.pipe(v.number(), v.safeInteger('a whole number'), v.minValue(1, '1 or more'));
const again = v.optional(seq);
const whole = (min: number, max: number) => {
  const rule = `a whole number from ${min} to ${max}`;
  return v.pipe(v.number(), v.safeInteger(rule), v.minValue(min, rule), v.maxValue(max, rule));
};

const msg = v.object({ type: v.literal('msg'), id: v.optional(id), data: v.string(), re: v.optional(ref), again });
const edit = v.object({ type: v.literal('edit'), id, ref, data: v.string(), again });
const remove = v.object({ type: v.literal('delete'), id, ref, again });
const react = v.object({ type: v.literal('react'), id, ref, data: v.string(), off: v.optional(v.boolean()), again });
const set = v.object({
  type: v.literal('set'),
  id,
  data: v.object({
    topic: v.optional(v.string()),
    slow: v.optional(whole(0, SLOW_SECONDS)),
    locked: v.optional(v.boolean()),
    key: v.optional(v.pipe(v.string(), v.check(isRoomKey, '256 bits as 43 characters of base64url'))),
    retentionDays: v.optional(whole(0, RETENTION_DAYS)),
  }),
  again,
});

const who = v.pipe(v.string(), v.regex(MEMBER, 'the id of a member'));
const untilMs = v.optional(whole(1, LAST_MS));
const mod = v.object({
  type: v.literal('mod'),
  id,
  data: v.variant('action', [
    v.object({ action: v.literal('kick'), who }),
    v.object({ action: v.literal('ban'), who, untilMs, address: v.optional(v.boolean()) }),
    v.object({ action: v.literal('unban'), who }),
    v.object({ action: v.literal('mute'), who, untilMs }),
    v.object({ action: v.literal('unmute'), who }),
    v.object({ action: v.literal('role'), who, role: v.picklist(['owner', 'moderator', 'member']) }),
  ]),
  again,
});
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
const typing = v.object({ type: v.literal('typing') });
const read = v.object({ type: v.literal('read'), data: ref });
const list = v.object({
  type: v.literal('who'),
  id,
  after: v.optional(v.pipe(v.string(), v.maxLength(64, 'at most 64 characters'))),
});
const name = v.object({ type: v.literal('name'), id: v.optional(id), data: v.string() });

/** One schema per known `type`. A Map, so that a type named `constructor` is unknown rather than found. */
const schemas = new Map<string, v.GenericSchema<unknown, ClientFrame>>([
  ['msg', msg],
  ['edit', edit],
  ['delete', remove],
  ['react', react],
  ['set', set],
  ['mod', mod],
  ['audit', audit],
  ['history', history],
  ['search', search],
  ['typing', typing],
  ['read', read],
  ['who', list],
  ['name', name],
]);

export type MsgFrame = v.InferOutput<typeof msg>;
/** A request to store an event. */
export type EventRequest =
  | MsgFrame
  | v.InferOutput<typeof edit>
  | v.InferOutput<typeof remove>
  | v.InferOutput<typeof react>
  | v.InferOutput<typeof set>
  | v.InferOutput<typeof mod>;
export type SetRequest = v.InferOutput<typeof set>;
export type HistoryRequest = v.InferOutput<typeof history>;
export type SearchRequest = v.InferOutput<typeof search>;
export type TypingRequest = v.InferOutput<typeof typing>;
export type ReadRequest = v.InferOutput<typeof read>;
export type WhoRequest = v.InferOutput<typeof list>;
export type AuditRequest = v.InferOutput<typeof audit>;
export type NameFrame = v.InferOutput<typeof name>;

/** Any frame a client may send, but for the raw `ping`. */
export type ClientFrame =
  | EventRequest
  | HistoryRequest
  | SearchRequest
  | WhoRequest
  | AuditRequest
  | NameFrame
  | TypingRequest
  | ReadRequest;

export type ParseResult =
  | { kind: 'frame'; frame: ClientFrame }
  /** A type of a later version: ignored. */
  | { kind: 'unknown' }
  | {
      kind: 'refused';
      code: ErrorCode;
      why: string;
      id?: string;
      /** No client makes such a frame by mistake. */
      strike?: true;
    };

/**
 * Parses one text frame of a client.
 * @param text at most FATAL_FRAME_BYTES; larger ones are not to be parsed at all
 */
export function parseFrame(text: string): ParseResult {
  // Before JSON.parse: its time grows with the input, and nesting can make it take seconds (docs/protocol.md, limits).
  if (exceedsBytes(text, FRAME_BYTES))
    return { kind: 'refused', code: 'too_large', why: `A frame has at most ${FRAME_BYTES} bytes.`, strike: true };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return {
      kind: 'refused',
      code: 'bad_json',
      why: 'A frame is one JSON object, or the bare word ping.',
      strike: true,
    };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return {
      kind: 'refused',
      code: 'bad_request',
      why: 'A frame is one JSON object, such as {"type":"msg","data":"hi"}.',
      strike: true,
    };
  const fields = new Map(Object.entries(value));
  const type = fields.get('type');
  if (typeof type !== 'string') return refused(fields, 'A frame has a "type", a string such as "msg".');
  const schema = schemas.get(type);
  if (!schema) return { kind: 'unknown' };
  const result = v.safeParse(schema, type === 'msg' ? withAlias(value) : value, { abortEarly: true });
  if (result.success) return { kind: 'frame', frame: result.output };
  const issue = result.issues[0];
  const path = v.getDotPath(issue);
  const expected =
    issue.type === 'regex' || issue.kind === 'validation' ? issue.message : (issue.expected ?? issue.message);
  return refused(
    fields,
    path ? `In a "${type}" frame "${path}" must be ${expected}.` : `A "${type}" frame takes ${expected}.`,
  );
}

/** The only place where `text` is read: tools written for other chats send it instead of `data`. */
function withAlias(value: object): object {
  return !('data' in value) && 'text' in value ? { ...value, data: value.text } : value;
}

function refused(fields: Map<string, unknown>, why: string): ParseResult {
  const id = fields.get('id');
  return { kind: 'refused', code: 'bad_request', why, ...(typeof id === 'string' && ID.test(id) ? { id } : {}) };
}
