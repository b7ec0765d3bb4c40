/**
 * Checks frames from a client once, where they enter the room. No code after it handles untyped data. Only the server
 * imports this code: the client uses its types alone, which keeps valibot out of its bundle.
 */

import * as v from 'valibot';
import { ID } from './events/parts.ts';
import { SCHEMAS } from './events/registry.ts';
import { FRAME_BYTES } from './limits.ts';
import { type Refusal, refuse } from './refusal.ts';
import { type ClientFrame, REQUESTS } from './requests.ts';
import { exceedsBytes } from './text.ts';

/** One schema per known `type`. This is a Map so that a type named `constructor` is unknown. */
const schemas = new Map<string, v.GenericSchema<unknown, ClientFrame>>(Object.entries({ ...SCHEMAS, ...REQUESTS }));

export type ParseResult =
  | { kind: 'frame'; frame: ClientFrame }
  /** A type that this version doesn't know. It is ignored. */
  | { kind: 'unknown' }
  | BadFrame;

/** Why a frame was not accepted. */
export interface BadFrame extends Refusal {
  /** The id of the request, if it has one. */
  readonly id?: string;
  /** No client sends such a frame by mistake, so it counts as a strike. */
  readonly strike?: true;
}

/**
 * Parses one text frame of a client.
 * @param text at most FATAL_FRAME_BYTES; the caller must reject larger frames unparsed
 */
export function parseFrame(text: string): ParseResult {
  // Check the size before JSON.parse: its time grows with the input, and deep nesting can make it take seconds
  // (docs/protocol.md, limits).
  if (exceedsBytes(text, FRAME_BYTES))
    return { ...refuse('too_large', `A frame can have at most ${FRAME_BYTES} bytes.`), strike: true };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { ...refuse('bad_json', 'A frame must be one JSON object, or the text ping.'), strike: true };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return {
      ...refuse('bad_request', 'A frame must be one JSON object, such as {"type":"msg","data":"hi"}.'),
      strike: true,
    };
  const fields = new Map(Object.entries(value));
  const type = fields.get('type');
  if (typeof type !== 'string') return badRequest(fields, 'A frame must have a "type", a string such as "msg".');
  const schema = schemas.get(type);
  if (!schema) return { kind: 'unknown' };
  const result = v.safeParse(schema, value, { abortEarly: true });
  if (result.success) return { kind: 'frame', frame: result.output };
  return badRequest(fields, whyInvalid(type, result.issues[0]));
}

/** The types of fields by valibot's names for them. */
const TYPES = new Map([
  ['string', 'a string'],
  ['number', 'a number'],
  ['boolean', 'true or false'],
  ['Array', 'a list'],
  ['Object', 'an object'],
]);

/** What is wrong with a frame of a known type. */
function whyInvalid(type: string, issue: v.BaseIssue<unknown>): string {
  const frame = `${/^[aeiou]/.test(type) ? 'an' : 'a'} "${type}" frame`;
  const path = v.getDotPath(issue);
  const isRule = issue.type === 'regex' || issue.kind === 'validation';
  if (!path) return `${frame.replace('a', 'A')} takes ${isRule ? issue.message : (issue.expected ?? issue.message)}.`;
  const field = `In ${frame} "${path}"`;
  if (isRule) return `${field} must be ${issue.message}.`;
  // JSON has no undefined, so the field is missing.
  if (issue.received === 'undefined') return `${field} is required.`;
  const { expected } = issue;
  // A choice of values is written in brackets.
  const allowed = expected?.startsWith('(') ? `one of ${expected.slice(1, -1).replaceAll(' | ', ', ')}` : expected;
  return `${field} must be ${TYPES.get(allowed ?? '') ?? allowed ?? issue.message}.`;
}

function badRequest(fields: Map<string, unknown>, why: string): BadFrame {
  const id = fields.get('id');
  return { ...refuse('bad_request', why), ...(typeof id === 'string' && ID.test(id) ? { id } : {}) };
}
