/** From what a client asks to the event that would be stored: text cleaned and measured, rights checked. */

import type { ErrorCode } from '../protocol/codes.ts';
import type { Limits } from '../protocol/frames.ts';
import { REACTION_KINDS, REACTIONS, TOPIC_CHARS } from '../protocol/limits.ts';
import type { EventRequest } from '../protocol/parse.ts';
import { cleanText, cleanTopic, codePoints, isBlank } from '../protocol/text.ts';
import type { Effect, LoggedEvent, MessageState, NewEvent, StoredSettings } from './log.ts';

/** Who sends, by the name that everybody sees. */
export interface Sender {
  memberId: string;
  session: string;
  name: string;
}

export interface Refusal {
  kind: 'refused';
  code: ErrorCode;
  /** What was wrong and what is allowed, for a person. */
  why: string;
  /** When the same may be asked again. */
  retryAfterMs?: number;
}

/** What an event meets in the room, all that was admitted before it counted in. */
export interface Present {
  get(seq: number): LoggedEvent | undefined;
  settings: StoredSettings;
}

/** An event that is well-formed by itself. Whether it may be stored depends on the log (`effectOf`). */
export interface Draft {
  kind: 'draft';
  event: NewEvent;
  /** What receivers are told: the text, where the event's own row doesn't keep it. */
  text: string;
  /** Cleaning changed the text. */
  cleaned: boolean;
}

export function refuse(code: ErrorCode, why: string): Refusal {
  return { kind: 'refused', code, why };
}

const ONE_EMOJI = /^\p{RGI_Emoji}$/v;

/** Checks what can be checked without the log. */
export function compose(frame: EventRequest, { memberId, session, name }: Sender, limits: Limits): Draft | Refusal {
  const base = { member: memberId, session, cid: frame.id ?? null, name };
  switch (frame.type) {
    case 'msg':
    case 'edit': {
      const text = cleanText(frame.data);
      if (isBlank(text)) return refuse('bad_text', 'A message needs some text.');
      if (codePoints(text) > limits.textChars)
        return refuse('too_large', `A message has at most ${limits.textChars} characters.`);
      const cleaned = text !== frame.data;
      return frame.type === 'msg'
        ? {
            kind: 'draft',
            event: { ...base, kind: 'msg', ref: frame.re ?? null, data: text, state: null },
            text,
            cleaned,
          }
        : { kind: 'draft', event: { ...base, kind: 'edit', ref: frame.ref, data: '', state: null }, text, cleaned };
    }
    case 'delete':
      return {
        kind: 'draft',
        event: { ...base, kind: 'delete', ref: frame.ref, data: '', state: null },
        text: '',
        cleaned: false,
      };
    case 'react': {
      if (!ONE_EMOJI.test(frame.data)) return refuse('bad_request', 'In a "react" frame "data" must be one emoji.');
      const state = frame.off ? { off: true as const } : null;
      return {
        kind: 'draft',
        event: { ...base, kind: 'react', ref: frame.ref, data: frame.data, state },
        text: frame.data,
        cleaned: false,
      };
    }
    case 'set': {
      const { topic: raw, ...others } = frame.data;
      const [other] = Object.keys(others);
      if (other !== undefined) return refuse('unsupported', `"${other}" can not be set here; "topic" can.`);
      if (raw === undefined) return refuse('bad_request', 'A "set" frame changes something, such as {"topic":"…"}.');
      const topic = cleanTopic(raw);
      if (codePoints(topic) > TOPIC_CHARS) return refuse('too_large', `A topic has at most ${TOPIC_CHARS} characters.`);
      const event: NewEvent = { ...base, kind: 'set', ref: null, data: JSON.stringify({ topic }), state: null };
      return { kind: 'draft', event, text: topic, cleaned: topic !== raw };
    }
  }
}

/**
 * What an event does to others, or why it may not.
 * @param head the newest place that was given out
 * @param ts the time stamp that the event will have
 */
export function effectOf(
  { event, text }: Draft,
  present: Present,
  head: number,
  ts: number,
): Effect | undefined | Refusal {
  switch (event.kind) {
    case 'msg':
      return event.ref !== null && event.ref > head
        ? refuse(
            'bad_request',
            `"re" must be the seq of a stored message, ${head === 0 ? 'and there is none' : `1 to ${head}`}.`,
          )
        : undefined;
    case 'set':
      return { kind: 'settings', settings: { ...present.settings, ...JSON.parse(event.data) } };
    case 'edit':
    case 'delete':
    case 'react': {
      const target = event.ref === null ? undefined : present.get(event.ref);
      if (target?.kind !== 'msg' || target.state?.gone)
        return refuse('not_found', `"ref" must be the seq of a stored message that was not deleted.`);
      if (event.kind === 'react') return reaction(event, target);
      if (target.member !== event.member) return refuse('forbidden', `Only its author may ${event.kind} a message.`);
      const state: MessageState = event.kind === 'edit' ? { ...target.state, edited: ts } : { gone: true };
      return { kind: 'message', seq: target.seq, data: text, state };
    }
  }
}

function reaction(event: NewEvent, target: LoggedEvent): Effect | Refusal {
  // A Map, since the emoji comes from outside and must never name a property of an object.
  const reacts = new Map(Object.entries(target.state?.reacts ?? {}));
  const others = (reacts.get(event.data) ?? []).filter((member) => member !== event.member);
  const members = event.state?.off ? others : [...others, event.member];
  if (members.length > 0) reacts.set(event.data, members);
  else reacts.delete(event.data);
  const total = reacts.values().reduce((sum, list) => sum + list.length, 0);
  if (total > REACTIONS) return refuse('bad_request', `A message has at most ${REACTIONS} reactions.`);
  if (reacts.size > REACTION_KINDS)
    return refuse('bad_request', `A message has at most ${REACTION_KINDS} different reactions.`);
  const { reacts: _, ...rest } = target.state ?? {};
  const state = reacts.size > 0 ? { ...rest, reacts: Object.fromEntries(reacts) } : rest;
  return { kind: 'message', seq: target.seq, data: target.data, state };
}
