/** From what a client asks to the event that would be stored: text cleaned and measured, rights checked. */

import { oneEmoji } from '../../protocol/emoji.ts';
import type { ModRequest } from '../../protocol/events/mod.ts';
import type { EventRequest, Request } from '../../protocol/events/registry.ts';
import { REACTION_KINDS, REACTIONS, TOPIC_CHARS } from '../../protocol/limits.ts';
import { type Refusal, refuse } from '../../protocol/refusal.ts';
import type { Limits } from '../../protocol/shared.ts';
import { cleanText, cleanTopic, codePoints, isBlank } from '../../protocol/text.ts';
import { type AddressHashes, moderate } from '../access/acts.ts';
import { may, type Rank, whoMay } from '../access/roles.ts';
import { type Change, changeSettings } from '../access/settings.ts';
import type { RoomState } from '../access/types.ts';
import type { Effect, LoggedEvent, MessageState, NewEvent } from '../log/types.ts';

/** Who sends, by the name that everybody sees. */
export interface Sender {
  memberId: string;
  session: string;
  name: string;
  /** Of what the frame holds in clear: hashing takes a turn of its own, and this is decided in one. */
  hashes?: Hashes;
}

export interface Hashes {
  /** Of the key that is to lock the room. */
  key?: string;
  /** Of the addresses that are to be banned. */
  addresses?: AddressHashes;
}

/** What an event meets in the room, all that was admitted before it counted in. */
export interface Present {
  get(seq: number): LoggedEvent | undefined;
  state: RoomState;
  /** The sender's. */
  rank: Rank;
  admins: ReadonlySet<string>;
  /** Days for which the deployment keeps events; 0 for good. */
  maxDays: number;
  /** The name of a counted member. */
  nameOf(memberId: string): string | undefined;
  /** The name under which somebody wrote lately. */
  authorOf(memberId: string): string | undefined;
}

/** An event that is well-formed by itself. Whether it may be stored depends on the log (`effectOf`). */
export interface Draft {
  kind: 'draft';
  event: NewEvent;
  /** What receivers are told: the text, where the event's own row doesn't keep it. */
  text: string;
  /** Cleaning changed the text, or the spelling of the emoji. */
  cleaned: boolean;
  hashes: Hashes;
}

/** Checks what can be checked without the log. */
export function compose(
  frame: EventRequest,
  { memberId, session, name, hashes = {} }: Sender,
  limits: Limits,
): Draft | Refusal {
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
            hashes,
          }
        : {
            kind: 'draft',
            event: { ...base, kind: 'edit', ref: frame.ref, data: '', state: null },
            text,
            cleaned,
            hashes,
          };
    }
    case 'delete':
      return {
        kind: 'draft',
        event: { ...base, kind: 'delete', ref: frame.ref, data: '', state: null },
        text: '',
        cleaned: false,
        hashes,
      };
    case 'react': {
      const emoji = oneEmoji(frame.data);
      if (emoji === undefined) return refuse('bad_request', 'In a "react" frame "data" must be one emoji.');
      const state = frame.off ? { off: true as const } : null;
      return {
        kind: 'draft',
        event: { ...base, kind: 'react', ref: frame.ref, data: emoji, state },
        text: emoji,
        cleaned: emoji !== frame.data,
        hashes,
      };
    }
    case 'set': {
      const change = toChange(frame.data);
      if ('refused' in change) return change;
      // Never the key: only that the room is locked.
      const event: NewEvent = { ...base, kind: 'set', ref: null, data: JSON.stringify(change), state: null };
      const { topic = '' } = change;
      return { kind: 'draft', event, text: topic, cleaned: topic !== (frame.data.topic ?? ''), hashes };
    }
    case 'mod': {
      const event: NewEvent = { ...base, kind: 'mod', ref: null, data: JSON.stringify(frame.data), state: null };
      return { kind: 'draft', event, text: '', cleaned: false, hashes };
    }
  }
}

function toChange({ topic: raw, key, slow, locked, retentionDays }: Request['set']['data']): Change | Refusal {
  const topic = raw === undefined ? undefined : cleanTopic(raw);
  if (topic !== undefined && codePoints(topic) > TOPIC_CHARS)
    return refuse('too_large', `A topic has at most ${TOPIC_CHARS} characters.`);
  if ((locked === true) !== (key !== undefined))
    return refuse('bad_request', 'A room is locked with "locked":true and a "key", both or neither.');
  const change = {
    ...(topic === undefined ? {} : { topic }),
    ...(slow === undefined ? {} : { slow }),
    ...(locked === undefined ? {} : { locked }),
    ...(retentionDays === undefined ? {} : { retentionDays }),
  };
  if (Object.keys(change).length === 0)
    return refuse('bad_request', 'A "set" frame changes something, such as {"topic":"…"}.');
  return change;
}

/**
 * What an event does to others, or why it may not.
 * @param head the newest place that was given out
 * @param ts the time stamp that the event will have
 */
export function effectOf(
  { event, text, hashes }: Draft,
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
    case 'set': {
      const { state: before, rank, maxDays } = present;
      const state = changeSettings(before, JSON.parse(event.data), { rank, keyHash: hashes.key, maxDays });
      return 'refused' in state ? state : { kind: 'room', state };
    }
    case 'mod': {
      const request: ModRequest = JSON.parse(event.data);
      const target = {
        name: present.nameOf(request.who),
        author: present.authorOf(request.who),
        ...(hashes.addresses ? { addresses: hashes.addresses } : {}),
      };
      const { settings, moderation: before } = present.state;
      const moderation = moderate(before, event.member, request, target, { admins: present.admins, now: ts });
      if ('refused' in moderation) return moderation;
      return moderation === before ? undefined : { kind: 'room', state: { settings, moderation } };
    }
    case 'edit':
    case 'delete':
    case 'react': {
      const target = event.ref === null ? undefined : present.get(event.ref);
      if (target?.kind !== 'msg' || target.state?.gone)
        return refuse('not_found', `"ref" must be the seq of a stored message that was not deleted.`);
      if (event.kind === 'react') return reaction(event, target);
      if (target.member !== event.member) {
        if (event.kind === 'edit') return refuse('forbidden', 'Only its author may edit a message.');
        if (!may(present.rank, 'deleteOthers', present.state.moderation))
          return refuse('forbidden', `It is somebody else's message. ${whoMay('deleteOthers')}`);
      }
      const state: MessageState = event.kind === 'edit' ? { ...target.state, edited: ts } : { gone: true };
      return { kind: 'message', seq: target.seq, data: text, state, erases: true };
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
  return { kind: 'message', seq: target.seq, data: target.data, state, erases: false };
}
