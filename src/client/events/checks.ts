/** Checks that several kinds share before anything is queued. */

import { cleanText, codePoints, isBlank } from '../../protocol/text.ts';
import type { Refused, VisibleState } from './contract.ts';

/** Also the error for a deleted message. */
export const NO_MESSAGE = 'There is no such message.';

export type TextCode = 'bad_text' | 'too_large';

/** The cleaned text, or why a message can't have it. */
export function messageText(raw: string, { textChars }: VisibleState['limits']): string | Refused<TextCode> {
  const text = cleanText(raw);
  if (isBlank(text)) return refuse('bad_text', 'A message must contain visible text.');
  if (codePoints(text) > textChars) return refuse('too_large', `A message can have at most ${textChars} characters.`);
  return text;
}

export function refuse<Code extends string>(code: Code, text: string): Refused<Code> {
  return { ok: false, code, text };
}
