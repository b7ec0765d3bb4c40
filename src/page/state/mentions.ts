/** Who a text calls by name: `@Ana`, of the names in the room. Pure. */

/** A stretch of text; `name` where it calls somebody. */
export interface Stretch {
  text: string;
  name?: string;
}

/**
 * Names by their characters, so that all of them are looked for at once: one step a character of the text, however many names
 * there are, and no more behind an @ than the longest name has.
 */
interface Branch {
  next: Map<string, Branch>;
  /** The name that ends here; of several that differ in case alone the first. */
  name?: string;
}

const trees = new WeakMap<readonly string[], Branch>();

/** The tree of a list of names. Made once for each list. */
function treeOf(names: readonly string[]): Branch {
  const known = trees.get(names);
  if (known) return known;
  const tree: Branch = { next: new Map() };
  for (const name of names) {
    let branch = tree;
    for (const character of name) {
      const key = keyOf(character);
      const next = branch.next.get(key) ?? { next: new Map() };
      branch.next.set(key, next);
      branch = next;
    }
    branch.name ??= name;
  }
  trees.set(names, tree);
  return tree;
}

/** Character by character, an s at the end of a Greek word is another letter than within it. */
function keyOf(character: string): string {
  const small = character.toLowerCase();
  return small === 'ς' ? 'σ' : small;
}

/**
 * Cuts `text` at its mentions of `names`, and of `mine`. Of two names that both fit the longer one is meant, and of two alike that
 * of `mine`.
 */
export function splitMentions(text: string, names: readonly string[], mine: readonly string[] = []): Stretch[] {
  const stretches: Stretch[] = [];
  let done = 0;
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
    // The @ of a mail address calls nobody.
    if (/[a-z\d._%+-]/i.test(text[at - 1] ?? '')) continue;
    const other = nameAt(text, at + 1, treeOf(names));
    const own = nameAt(text, at + 1, treeOf(mine));
    const found = own && own.end >= (other?.end ?? 0) ? own : other;
    if (!found) continue;
    if (at > done) stretches.push({ text: text.slice(done, at) });
    done = found.end;
    stretches.push({ text: text.slice(at, done), name: found.name });
    at = done - 1;
  }
  if (done < text.length) stretches.push({ text: text.slice(done) });
  return stretches;
}

/** Whether `text` calls one of `mine`; `names` are all names in the room, for `@Anabel` doesn't call Ana. */
export function calls(text: string, mine: readonly string[], names: readonly string[]): boolean {
  if (!text.includes('@')) return false;
  return splitMentions(text, names, mine).some(({ name }) => name !== undefined && mine.includes(name));
}

/** The longest name that stands in `text` from `from` on, and where it ends. */
function nameAt(text: string, from: number, tree: Branch): { name: string; end: number } | undefined {
  let found: { name: string; end: number } | undefined;
  let branch: Branch | undefined = tree;
  for (let end = from; end < text.length; ) {
    const character = String.fromCodePoint(text.codePointAt(end) ?? 0);
    branch = branch.next.get(keyOf(character));
    if (!branch) return found;
    end += character.length;
    if (branch.name !== undefined && endsWord(character, text.slice(end, end + 2))) found = { name: branch.name, end };
  }
  return found;
}

/** Chinese goes on without a space: there a name ends where it ends. */
const WORD = /^[[\p{L}\p{N}\p{M}_]--[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]]/v;

function endsWord(last: string, next: string): boolean {
  return !WORD.test(next) || !WORD.test(last);
}
