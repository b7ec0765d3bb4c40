/** Cuts the relevant part out of a message and marks the matches. Pure, and linear in the length of the text. */

import { foldText, isAscii } from '../../../protocol/fold.ts';
import { placesOf, searchTerms } from '../../../protocol/search.ts';

/** Enough characters for three lines. */
const SHOWN_CHARS = 200;
/** The number of characters kept before the first match. */
const BEFORE_CHARS = 40;

/**
 * Characters that are compared together: white space, a letter with its marks, the parts of a Korean syllable, the
 * parts of an emoji. Runs of ASCII are taken at once, because each of their characters is compared by itself.
 */
const CLUSTER =
  /\s+|[!-~]+(?!\p{M})|[\s\S](?:\u200d\p{ExtPict}|[\p{M}\u1160-\u11ff\uff9e\uff9f\p{EMod}\u{e0020}-\u{e007f}])*/gu;

/** A text in the form in which the room compares it. */
interface Folded {
  plain: string;
  /** The position in the text of each code unit of `plain`, followed by the length of the text. */
  at: readonly number[];
}

/** A match in the original text. */
interface Hit {
  from: number;
  to: number;
}

function foldLetters(text: string): Folded {
  const at: number[] = [];
  /** Caches folded letters, since most letters of a text repeat. */
  const known = new Map<string, string>();
  let plain = '';
  for (const { 0: cluster, index } of text.matchAll(CLUSTER)) {
    const folded = known.get(cluster) ?? foldText(cluster);
    known.set(cluster, folded);
    const isEach = isAscii(cluster) && folded.length === cluster.length;
    for (let unit = 0; unit < folded.length; unit++) at.push(isEach ? index + unit : index);
    plain += folded;
  }
  at.push(text.length);
  return { plain, at };
}

/**
 * The matches of a query in a text, in order. Each term is searched for from its last match on, so that there is one
 * pass per term.
 */
function* hitsIn({ plain, at }: Folded, query: string): Generator<Hit> {
  const places = searchTerms(query).map((term) => ({ term, places: placesOf(plain, term), next: -1 }));
  for (let done = 0; ; ) {
    let first: { term: string; next: number } | undefined;
    for (const place of places) {
      if (place.next < done) place.next = place.places.next(done).value ?? Number.POSITIVE_INFINITY;
      if (!first || place.next < first.next) first = place;
    }
    if (!first || first.next === Number.POSITIVE_INFINITY) return;
    done = first.next + first.term.length;
    // Extend the match to all characters that are compared together.
    while (done < plain.length && at[done] === at[done - 1]) done++;
    yield { from: at[first.next] ?? 0, to: at[done] ?? 0 };
  }
}

/** The part of `text` around the first match, on one line. */
export function snippet(text: string, query: string): string {
  const line = text.replace(/\s+/g, ' ');
  const at = hitsIn(foldLetters(line), query).next().value?.from ?? 0;
  const from = at > BEFORE_CHARS ? at - BEFORE_CHARS : 0;
  const cut = line.slice(from, from + SHOWN_CHARS).toWellFormed();
  return `${from > 0 ? '…' : ''}${cut}${from + SHOWN_CHARS < line.length ? '…' : ''}`;
}

/** Splits `text` into matches and the text between them. */
export function marked(text: string, query: string): { text: string; hit: boolean }[] {
  const stretches: { text: string; hit: boolean }[] = [];
  let end = 0;
  const put = (to: number, hit: boolean): void => {
    if (to > end) stretches.push({ text: text.slice(end, to), hit });
    end = to;
  };
  for (const { from, to } of hitsIn(foldLetters(text), query)) {
    put(from, false);
    put(to, true);
  }
  put(text.length, false);
  return stretches;
}
