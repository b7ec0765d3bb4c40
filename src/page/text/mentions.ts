/** Who a text calls by name: `@Ana`, of the names in the room. Pure. */

import { foldText } from '../../protocol/fold.ts';
import { AT, endsInWord, UNPARTED } from './call-signs.ts';
import { isSpelled } from './spelling.ts';

/** A stretch of text; `name` where it calls somebody. */
export interface Stretch {
  text: string;
  name?: string;
}

/**
 * Names by their letters, so that all of them are looked for at once: one step a letter of the text, however many names there
 * are, and no more behind an @ than the longest name has.
 */
interface Branch {
  next: Map<string, Branch>;
  /** The names that end here: all that are compared as one. */
  names: string[];
}

const trees = new WeakMap<readonly string[], Branch>();

/** The tree of a list of names. Made once for each list. */
function treeOf(names: readonly string[]): Branch {
  const known = trees.get(names);
  if (known) return known;
  const tree: Branch = { next: new Map(), names: [] };
  for (const name of new Set(names)) {
    let branch = tree;
    for (let at = 0; at < name.length; ) {
      const letter = letterAt(name, at);
      for (const key of foldText(letter)) {
        const next = branch.next.get(key) ?? { next: new Map(), names: [] };
        branch.next.set(key, next);
        branch = next;
      }
      at += letter.length;
    }
    branch.names.push(name);
  }
  trees.set(names, tree);
  return tree;
}

/**
 * What is one character for who reads it, as far as it matters here: a character with its marks, the parts of a Hangul syllable,
 * the parts of an emoji; joiners, which aren't seen; and all blanks in a row. No more of them than Unicode's Stream-Safe Text Format has in a row, or
 * normalising them would take the square of their number.
 */
const LETTER =
  /\p{RI}{2}|\p{Zs}+|[\s\S](?:\u200d\p{ExtPict}|[\p{M}\u1160-\u11ff\p{Join_C}\p{EMod}\u{e0020}-\u{e007f}]){0,29}/uy;

function letterAt(text: string, at: number): string {
  LETTER.lastIndex = at;
  return LETTER.exec(text)?.[0] ?? '';
}

const BEGINS_UNPARTED = new RegExp(`^${UNPARTED}`, 'u');
const WORD = /^[\p{L}\p{N}\p{M}_]/u;
/** What no word begins with: marks, vowels that follow their consonant, small kana; in Burmese a consonant that ends a syllable. */
const JOINED = /^(?:[\p{M}\u1160-\u11ffะาำๅະາຳーゃゅょャュョ々]|[\u1000-\u1021][\u1039\u103a])/u;

/** What goes on behind the name in an address, in the name of a package, and in that of a look-alike. */
const GOES_ON = /^(?:\.[a-z]{2}|\/\w|·[\w-]{4})/;

/**
 * Cuts `text` at its mentions of `names`, and of `mine`. Of two names that both fit the longer one is meant, then the one that
 * is spelled so, then the first of `mine`: what else stands there is one's own only where nobody has it.
 */
export function splitMentions(text: string, names: readonly string[], mine: readonly string[] = []): Stretch[] {
  const stretches: Stretch[] = [];
  let done = 0;
  for (const { index: at } of text.matchAll(AT)) {
    // Of two with a sign between them both are called.
    const from = Math.max(done === at - 1 ? done : 0, at - 3);
    if (at < done || endsInWord(text.slice(from, at))) continue;
    const other = nameAt(text, at + 1, names);
    const own = nameAt(text, at + 1, mine);
    const found = own && other ? nearer(own, other, mine[0]) : (own ?? other);
    if (!found || found.name === undefined) continue;
    if (at > done) stretches.push({ text: text.slice(done, at) });
    done = found.end;
    stretches.push({ text: text.slice(at, done), name: found.name });
  }
  if (done < text.length) stretches.push({ text: text.slice(done) });
  return stretches;
}

/** A name that stands in a text. `name`: `undefined` where several fit no better than one another. */
interface Found {
  name: string | undefined;
  end: number;
  spelled: boolean;
}

/** What is meant where both stand. `whole`: the name of the person reading, with its mark if it has one. */
function nearer(own: Found, other: Found, whole: string | undefined): Found {
  if (own.end !== other.end) return own.end > other.end ? own : other;
  if (own.name !== whole || other.spelled > own.spelled) return other;
  return own.spelled || own.name === other.name ? own : { ...own, name: undefined };
}

/** The longest name that stands in `text` from `from` on. */
function nameAt(text: string, from: number, names: readonly string[]): Found | undefined {
  let end = from;
  let found: { names: readonly string[]; end: number } | undefined;
  let branch: Branch | undefined = treeOf(names);
  while (branch && end < text.length && text[end] !== '\n') {
    const letter = letterAt(text, end);
    for (const key of foldText(letter)) branch = branch?.next.get(key);
    end += letter.length;
    if (branch && branch.names.length > 0 && endsWord(letter, text.slice(end, end + 5)))
      found = { names: branch.names, end };
  }
  return found && nearest(found.names, text.slice(from, found.end), found.end);
}

/** Of several the one that is spelled so is meant. Of those that differ in case alone, which a room keeps apart by marks, the first. */
function nearest(names: readonly string[], text: string, end: number): Found {
  const spelled = names.find((name) => isSpelled(name, text));
  return { name: spelled ?? (names.length === 1 ? names[0] : undefined), end, spelled: spelled !== undefined };
}

function endsWord(last: string, next: string): boolean {
  if (GOES_ON.test(next)) return false;
  if (!WORD.test(next) || !WORD.test(last)) return true;
  return !JOINED.test(next) && (BEGINS_UNPARTED.test(last) || BEGINS_UNPARTED.test(next));
}
