/** Finds mentions such as `@Ana` in a text, given the names in the room. Pure. */

import { foldText } from '../../protocol/fold.ts';
import { AT, endsInWord, UNPARTED } from './mention-signs.ts';
import { isSpelled } from './spelling.ts';

/** A stretch of text. `name` is set if it is a mention. */
export interface Stretch {
  text: string;
  name?: string;
}

/**
 * A trie of names, which searches for all of them at once. The cost is one step per letter of the text, however many
 * names there are. The search after an @ goes no further than the longest name.
 */
interface Branch {
  next: Map<string, Branch>;
  /** The names that end here. Several names can compare as equal. */
  names: string[];
}

const trees = new WeakMap<readonly string[], Branch>();

/** The trie of a list of names. It is built once per list. */
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
 * What a reader sees as one character, as far as it matters here: a character with its marks, the parts of a Hangul
 * syllable, the parts of an emoji with its invisible joiners, or several spaces in a row. The number of marks is
 * limited to that of Unicode's Stream-Safe Text Format, because normalising more of them would take quadratic time.
 */
const LETTER =
  /\p{RI}{2}|\p{Zs}+|[\s\S](?:\u200d\p{ExtPict}|[\p{M}\u1160-\u11ff\p{Join_C}\p{EMod}\u{e0020}-\u{e007f}]){0,29}/uy;

function letterAt(text: string, at: number): string {
  LETTER.lastIndex = at;
  return LETTER.exec(text)?.[0] ?? '';
}

const BEGINS_UNPARTED = new RegExp(`^${UNPARTED}`, 'u');
const WORD = /^[\p{L}\p{N}\p{M}_]/u;
/**
 * Characters with which no word begins: marks, vowels written after their consonant, small kana, and in Burmese a
 * consonant that ends a syllable.
 */
const JOINED = /^(?:[\p{M}\u1160-\u11ffะาำๅະາຳーゃゅょャュョ々]|[\u1000-\u1021][\u1039\u103a])/u;

/**
 * Text after a name that makes it part of something longer: an address, the name of a package, or a look-alike with a
 * suffix.
 */
const GOES_ON = /^(?:\.[a-z]{2}|\/\w|·[\w-]{4})/;

/**
 * Splits `text` at its mentions of `names` and of `mine`. If two names match, the longer one counts, then the one with
 * the exact spelling, then the first of `mine`. The others in `mine` count only where nobody else has that name.
 */
export function splitMentions(text: string, names: readonly string[], mine: readonly string[] = []): Stretch[] {
  const stretches: Stretch[] = [];
  let done = 0;
  for (const { index: at } of text.matchAll(AT)) {
    // Two mentions with one character between them both count.
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

/** A name found in a text. `name` is `undefined` if several names match equally well. */
interface Found {
  name: string | undefined;
  end: number;
  spelled: boolean;
}

/**
 * Decides between the reader's own name and another one at the same place.
 * @param whole the reader's name, with its suffix if it has one
 */
function nearer(own: Found, other: Found, whole: string | undefined): Found {
  if (own.end !== other.end) return own.end > other.end ? own : other;
  if (own.name !== whole || other.spelled > own.spelled) return other;
  return own.spelled || own.name === other.name ? own : { ...own, name: undefined };
}

/** The longest name in `text` that begins at `from`. */
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

/**
 * Prefers the name with the exact spelling. Among names that differ only in case, which a room tells apart by suffixes,
 * it takes the first.
 */
function nearest(names: readonly string[], text: string, end: number): Found {
  const spelled = names.find((name) => isSpelled(name, text));
  return { name: spelled ?? (names.length === 1 ? names[0] : undefined), end, spelled: spelled !== undefined };
}

function endsWord(last: string, next: string): boolean {
  if (GOES_ON.test(next)) return false;
  if (!WORD.test(next) || !WORD.test(last)) return true;
  return !JOINED.test(next) && (BEGINS_UNPARTED.test(last) || BEGINS_UNPARTED.test(next));
}
