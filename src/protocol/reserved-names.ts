/** Names that would pass for the service itself, and the part of their look-alike check that runs in the client. */

import { boundMarks } from './text.ts';

/**
 * White space, and marks that don't turn their letter into another one: accents of Latin, Greek and Cyrillic, vowel
 * points of Hebrew and Arabic, and enclosing circles and squares. Marks of other scripts are letters in their own
 * right, and so are small letters placed above or below another (aͩmin).
 */
const ACCENTS_AND_SPACE =
  /[\u0300-\u0362\u1ab0-\u1abe\u1ac1-\u1acb\u1acf-\u1aff\u1dc0-\u1dc9\u1dcb-\u1dd2\u1df5-\u1dff\u20d0-\u20ff\ufe20-\ufe2f\s]|[\u0483-\u0489]|[\ua66f-\ua672]|[\u0591-\u05c7]|[\u064b-\u065f]|\u0670/gu;

/** Names that would pass for the service itself. They are compared by appearance. */
export const RESERVED_NAMES: readonly string[] = [
  'admin',
  'administrator',
  'moderator',
  'mod',
  'owner',
  'parley',
  'server',
  'staff',
  'support',
  'system',
  '管理员',
  '管理員',
  '系统',
  '系統',
];
const RESERVED: ReadonlySet<string> = new Set(RESERVED_NAMES.map(fold));

/**
 * Why `name` is refused, if it is another spelling of a reserved name; otherwise `undefined`. Passed to `cleanName`.
 */
export function whyReserved(name: string): string | undefined {
  return RESERVED.has(fold(name)) ? reserved(name) : undefined;
}

/** The text of the refusal for a reserved name. */
export function reserved(name: string): string {
  return `The name "${name}" is reserved.`;
}

/**
 * Folds compatibility forms (full width, ligatures), case, white space and accents, none of which turn a letter into
 * another one.
 */
export function fold(name: string): string {
  return strip(name).toLowerCase();
}

/** Like `fold`, but keeps case. */
export function strip(name: string): string {
  return boundMarks(name).normalize('NFKD').replace(ACCENTS_AND_SPACE, '');
}
