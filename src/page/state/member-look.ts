/** How a member is told apart at a glance: colour, letter, and the tag that the server puts on look-alikes. */

import { common } from '../words/common.first.ts';
import { Hues } from './member-colours.ts';

/** Those of the room on the screen. */
let hues = new Hues(() => undefined);

/** Takes the colours of members from those of another room. To be called before anything of it is shown. */
export function setHues(others: Hues): void {
  hues = others;
}

/** The hue of a member of the room on the screen, in degrees. */
export function hueOf(memberId: string): number {
  return hues.of(memberId);
}

/** A guest's name as the server makes it: of the id, which may begin with a sign. */
const GUEST = /^guest-[_-]*([A-Za-z0-9][\w-]?)/;

/**
 * A name as the page shows it: the "guest-" that the server gives to members without a name is said in the reader's language.
 * Mentions keep the server's form, since everyone's page must find the name in the text.
 */
export function shownName(name: string): string {
  return name.replace(/^guest-/, common.value.guest);
}

/** The letter on a member's tile: the first character as people count them. Of guests two, or many would have the same. */
export function initialOf(name: string): string {
  const [, ofGuest] = GUEST.exec(name) ?? [];
  if (ofGuest !== undefined) return ofGuest;
  // Where nothing can be joined to the first, no rules are needed: to load them takes a phone a frame.
  const first = /^[!-~](?=[ -~]|$)/.exec(name)?.[0] ?? firstOf(name);
  return first.toLocaleUpperCase();
}

function firstOf(text: string): string {
  const [first] = new Intl.Segmenter().segment(text);
  return first?.segment ?? '';
}

/** A name and the mark behind it by which the server tells look-alikes apart, '' as a rule. */
export function splitName(name: string): { plain: string; tag: string } {
  const at = name.lastIndexOf('·');
  return at > 0 ? { plain: name.slice(0, at), tag: name.slice(at + 1) } : { plain: name, tag: '' };
}
