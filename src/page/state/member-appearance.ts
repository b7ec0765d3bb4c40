/**
 * How members are told apart at a glance: by name, initial, and the suffix that the server adds to look-alikes.
 * hues.ts has their colours.
 */

import { common } from '../words/common.first.ts';

/** A guest's name, which the server makes from the id. The id may begin with `-` or `_`. */
const GUEST = /^guest-[_-]*([A-Za-z0-9][\w-]?)/;

/**
 * A name as the page shows it: the server's "guest-" prefix is translated. Mentions keep the server's form, because
 * every page must find the name in the text.
 */
export function shownName(name: string): string {
  return name.replace(/^guest-/, common.value.guest);
}

/**
 * The initial on a member's tile: the first grapheme. Guests get two characters, because many of their ids begin alike.
 */
export function initialOf(name: string): string {
  const [, ofGuest] = GUEST.exec(name) ?? [];
  if (ofGuest !== undefined) return ofGuest;
  // ASCII needs no segmenter, whose rules take a phone a frame to load.
  const first = /^[!-~](?=[ -~]|$)/.exec(name)?.[0] ?? firstOf(name);
  return first.toLocaleUpperCase();
}

function firstOf(text: string): string {
  const [first] = new Intl.Segmenter().segment(text);
  return first?.segment ?? '';
}

/** Splits a name from the suffix of a look-alike, which is usually ''. */
export function splitName(name: string): { plain: string; tag: string } {
  const at = name.lastIndexOf('·');
  return at > 0 ? { plain: name.slice(0, at), tag: name.slice(at + 1) } : { plain: name, tag: '' };
}
