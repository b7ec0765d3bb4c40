/** Checks that several kinds share before anything is queued. */

import { cleanText, codePoints, isBlank } from '../../protocol/text.ts';
import { messageAt } from '../room-state/messages.ts';
import type { Refused, Shown } from './contract.ts';

/** Also the error for a deleted message. */
export const NO_MESSAGE = 'There is no such message.';

export type TextCode = 'bad_text' | 'too_large';

/** The cleaned text, or why a message can't have it. */
export function messageText(raw: string, { textChars }: Shown['limits']): string | Refused<TextCode> {
  const text = cleanText(raw);
  if (isBlank(text)) return refuse('bad_text', 'A message must contain visible text.');
  if (codePoints(text) > textChars) return refuse('too_large', `A message has at most ${textChars} characters.`);
  return text;
}

/** Why the message `ref` can't be changed. For a message that isn't loaded, only the room can tell. */
export function noTarget(shown: Shown, ref: number): Refused<'not_found'> | undefined {
  const { epoch, head } = shown;
  const possible = epoch !== '' && Number.isInteger(ref) && ref >= 1 && ref <= head;
  if (possible && !messageAt(shown.messages, ref)?.gone) return undefined;
  return refuse('not_found', NO_MESSAGE);
}

export function refuse<Code extends string>(code: Code, text: string): Refused<Code> {
  return { ok: false, code, text };
}
