/** Links that are written without a scheme: email addresses, and rooms as `#room`. Pure. */

import { normaliseRoom } from '../../protocol/room-names.ts';
import type { Inline } from './line.ts';
import { labelledLink } from './link.ts';
import { NO_CALL } from './mention-signs.ts';

/** Characters with which a room name can continue. */
const NAME = '\\p{L}\\p{M}\\p{N}_\\-';
/** Excludes a `#` that continues a word, a path or a character reference: `C#`, `page#top`, `&#x27;`. */
const NO_ROOM_BEHIND = `(?<!${NO_CALL}|[\\/&#＃_\\-])`;
/**
 * Excludes a name that is only the beginning of something else: `#a.css`, `#a:b.example`, `#a@b.example`, a name with
 * an invisible character.
 */
const NO_ROOM_BEFORE = `(?![${NAME}\\p{DI}\\/#＃]|[.:@%][\\p{L}\\p{N}])`;
const ROOM = `${NO_ROOM_BEHIND}\\\\?[#＃](?<room>\\p{L}[${NAME}]*)${NO_ROOM_BEFORE}`;

/** Excludes an address that is part of another one: `https://a:b@c.example`, `git@a.example:b`, `@a@b.example`. */
const NO_MAIL_BEHIND = '(?<![\\w.+\\-\\/@]|\\/\\/\\S{0,80}:)';
const NO_MAIL_BEFORE = '(?![\\w@\\-]|\\.\\w|[:\\/]\\S)';
const LABEL = '[a-zA-Z\\d](?:[a-zA-Z\\d\\-]{0,61}[a-zA-Z\\d])?';
/**
 * An email address, in ASCII only. Each part has a maximum length, since every word may begin an address. `a@2x.png` is
 * the name of a picture.
 */
const MAIL = `${NO_MAIL_BEHIND}(?<mail>\\w[\\w.+\\-]{0,63}@(?!\\dx\\.)(?:${LABEL}\\.){1,8}[a-zA-Z]{2,24})${NO_MAIL_BEFORE}`;

/** Has no flag `i`, because with it `k` would also match the kelvin sign. */
const SHORT = new RegExp(`${ROOM}|${MAIL}`, 'gv');

/** A colour rather than a room: hexadecimal digits. */
const COLOUR = /^(?:[\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})$/i;

/** Divides plain text into its links and the text between them. */
export function shortLinksIn(text: string): Inline[] {
  const nodes: Inline[] = [];
  let done = 0;
  for (const { 0: all, index, groups: { room, mail = '' } = {} } of text.matchAll(SHORT)) {
    // A mark at the end belongs to the text around the name: `#room-`
    const name = room?.replace(/[_-]+$/, '');
    const node = name === undefined ? mailLink(mail) : roomLink(name);
    if (!node) continue;
    if (index > done) nodes.push({ kind: 'text', text: text.slice(done, index) });
    // A backslash keeps the text after it from being a link, and isn't shown.
    if (all.startsWith('\\')) done = index + 1;
    else {
      nodes.push(node);
      done = index + (name === undefined ? mail : `#${name}`).length;
    }
  }
  if (done < text.length) nodes.push({ kind: 'text', text: text.slice(done) });
  return nodes;
}

function mailLink(mail: string): Inline | undefined {
  const link = labelledLink(mail, `mailto:${mail}`);
  return link && { kind: 'link', ...link };
}

function roomLink(name: string): Inline | undefined {
  const room = COLOUR.test(name) ? undefined : normaliseRoom(name);
  return room === undefined ? undefined : { kind: 'room', text: `#${name}`, room };
}
