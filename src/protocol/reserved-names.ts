/** Names that would pass for the service itself, and what a client knows of their other spellings. */

import { boundMarks } from './text.ts';

/**
 * White space, and marks that make no other letter of the one they are on: accents of Latin, Greek and Cyrillic, vowel points of
 * Hebrew and Arabic, circles and squares around letters of any script. Marks of other scripts are letters of their own, and so
 * are small letters that stand above or below another (aͩmin).
 */
const ACCENTS_AND_SPACE =
  /[\u0300-\u0362\u1ab0-\u1abe\u1ac1-\u1acb\u1acf-\u1aff\u1dc0-\u1dc9\u1dcb-\u1dd2\u1df5-\u1dff\u20d0-\u20ff\ufe20-\ufe2f\s]|[\u0483-\u0489]|[\ua66f-\ua672]|[\u0591-\u05c7]|[\u064b-\u065f]|\u0670/gu;

/** Names that would pass for the service itself. Compared by what they look like. */
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

/** Why a name can't be had, if it is a reserved one in another spelling; `undefined` if it isn't. For `cleanName`. */
export function whyReserved(name: string): string | undefined {
  return RESERVED.has(fold(name)) ? reserved(name) : undefined;
}

/** Why a reserved name may not be. */
export function reserved(name: string): string {
  return `The name "${name}" is reserved.`;
}

/** A name without what makes no other letter of a letter: compatibility forms (full width, ligatures), case, white space, accents. */
export function fold(name: string): string {
  return strip(name).toLowerCase();
}

/** The same, but for case. */
export function strip(name: string): string {
  return boundMarks(name).normalize('NFKD').replace(ACCENTS_AND_SPACE, '');
}
