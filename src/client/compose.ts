/** From what a person asks for to what is queued, or why no server would take it: asked before anything is stored. */

import { oneEmoji } from '../protocol/emoji.ts';
import type { ModRequest } from '../protocol/events/mod.ts';
import { SLOW_SECONDS, TOPIC_CHARS } from '../protocol/limits.ts';
import { cleanText, cleanTopic, codePoints, isBlank } from '../protocol/text.ts';
import { find } from './messages.ts';
import type { Intent } from './own-event.ts';
import type { Message, RoomState, SettingsChange } from './state.ts';

/** Refused before it was queued: nothing is stored. */
export interface Refused<Code extends string> {
  ok: false;
  code: Code;
  /** In English. */
  text: string;
}

type TextCode = 'bad_text' | 'too_large';

/** What became of a `send`: queued, or refused before it was. */
export type SendResult = { ok: true; id: string } | Refused<TextCode>;

/**
 * What became of an `edit`, `remove`, `react`, `set` or `moderate`: queued, or refused before it was. `on_its_way`: the message may be
 * stored by now, and can be edited once it is.
 */
export type ChangeResult =
  | { ok: true; id: string }
  | Refused<TextCode | 'not_found' | 'forbidden' | 'bad_request' | 'on_its_way'>;

/** What to queue. */
export type Composed<Code extends string> = { ok: true; intent: Intent } | Refused<Code>;

/** What a person sees, so that what was asked for before counts already. */
type Shown = Pick<RoomState, 'epoch' | 'head' | 'messages' | 'self' | 'limits'>;

/** Said of what was deleted, too. */
export const NO_MESSAGE = 'There is no such message.';

export function composeMessage({ epoch, limits }: Shown, raw: string, { re }: { re?: number }): Composed<TextCode> {
  const text = messageText(raw, limits);
  if (!text.ok) return text;
  return { ok: true, intent: { type: 'msg', data: text.data, ...(re === undefined ? {} : { re, refEpoch: epoch }) } };
}

export function composeEdit(shown: Shown, ref: number, raw: string): Composed<TextCode | 'not_found' | 'forbidden'> {
  const text = messageText(raw, shown.limits);
  if (!text.ok) return text;
  const author = loaded(shown, ref)?.fromId;
  if (author !== undefined && author !== shown.self?.id) return refuse('forbidden', 'Somebody else wrote it.');
  return noTarget(shown, ref) ?? { ok: true, intent: { type: 'edit', ref, data: text.data, refEpoch: shown.epoch } };
}

/** Whose messages one may delete besides one's own is up to the room. */
export function composeDelete(shown: Shown, ref: number): Composed<'not_found'> {
  return noTarget(shown, ref) ?? { ok: true, intent: { type: 'delete', ref, refEpoch: shown.epoch } };
}

export function composeReaction(
  shown: Shown,
  ref: number,
  emoji: string,
  on: boolean,
): Composed<'not_found' | 'bad_request'> {
  const data = oneEmoji(emoji);
  if (data === undefined) return refuse('bad_request', 'A reaction is one emoji.');
  const intent: Intent = { type: 'react', ref, data, refEpoch: shown.epoch, ...(on ? {} : { off: true }) };
  return noTarget(shown, ref) ?? { ok: true, intent };
}

/** Who may change which of them is up to the room. */
export function composeSettings(change: SettingsChange): Composed<'too_large' | 'bad_request'> {
  const { topic: raw, slow = 0, locked = false, key } = change;
  const topic = raw === undefined ? undefined : cleanTopic(raw);
  if (topic !== undefined && codePoints(topic) > TOPIC_CHARS)
    return refuse('too_large', `A topic has at most ${TOPIC_CHARS} characters.`);
  if (!(Number.isInteger(slow) && slow >= 0 && slow <= SLOW_SECONDS))
    return refuse('bad_request', `Slow mode is 0 to ${SLOW_SECONDS} seconds.`);
  if (locked !== (key !== undefined)) return refuse('bad_request', 'A lock takes a key, and a key a lock.');
  return { ok: true, intent: { type: 'set', data: { ...change, ...(topic === undefined ? {} : { topic }) } } };
}

/** Whether one may is up to the room. */
export function composeModeration(request: ModRequest): Composed<never> {
  return { ok: true, intent: { type: 'mod', data: request } };
}

/** A text in its one form, if a message can have it. */
export function messageText(
  raw: string,
  { textChars }: RoomState['limits'],
): { ok: true; data: string } | Refused<TextCode> {
  const data = cleanText(raw);
  if (isBlank(data)) return refuse('bad_text', 'A message needs some text.');
  if (codePoints(data) > textChars) return refuse('too_large', `A message has at most ${textChars} characters.`);
  return { ok: true, data };
}

/** Why `ref` can't be changed. Of a message that isn't loaded only the room can tell. */
function noTarget(shown: Shown, ref: number): Refused<'not_found'> | undefined {
  const { epoch, head } = shown;
  const possible = epoch !== '' && Number.isInteger(ref) && ref >= 1 && ref <= head;
  if (possible && !loaded(shown, ref)?.gone) return undefined;
  return refuse('not_found', NO_MESSAGE);
}

function loaded({ messages }: Shown, seq: number): Message | undefined {
  return messages[find(messages, seq) ?? -1];
}

export function refuse<Code extends string>(code: Code, text: string): Refused<Code> {
  return { ok: false, code, text };
}
