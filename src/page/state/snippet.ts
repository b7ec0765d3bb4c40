/** The stretch of a message that a search is about, and what in it was found. Pure. */

/** Enough for three lines. */
const SHOWN_CHARS = 200;
/** Kept in front of what was found. */
const BEFORE_CHARS = 40;

/** A phrase in quotes, straight or curled, or a word: as the room reads them. */
const TERM = /["“”]([^"“”]*)["“”]?|[^\s"“”]+/gu;
const ACCENTS = /[\u0300-\u036f]/g;

/**
 * Matches any word or phrase of the query, without regard to case and accents, in decomposed text. `undefined` if there is
 * none.
 */
function pattern(query: string): RegExp | undefined {
  const terms = [...query.matchAll(TERM)].map(([word, phrase]) => (phrase ?? word).trim()).filter(Boolean);
  // Letters may have accents; a syllable of Korean goes on with its next part.
  const matching = terms.map((term) => `${[...decomposed(term)].map(letter).join('')}(?![\\u1160-\\u11ff])`);
  return matching.length === 0 ? undefined : new RegExp(matching.join('|'), 'giu');
}

function decomposed(term: string): string {
  return term.normalize('NFD').replace(ACCENTS, '').replace(/\s+/g, ' ');
}

function letter(character: string): string {
  if (character === ' ') return '\\s+';
  return `${character.replace(/[\\^$.*+?()[\]{}|/-]/, '\\$&')}[\\u0300-\\u036f]*`;
}

/** The part of `text` around the first thing that was found, in one line. */
export function snippet(text: string, query: string): string {
  const line = text.normalize('NFD').replace(/\s+/g, ' ');
  const at = pattern(query)?.exec(line)?.index ?? 0;
  const from = at > BEFORE_CHARS ? at - BEFORE_CHARS : 0;
  const cut = line
    .slice(from, from + SHOWN_CHARS)
    .normalize('NFC')
    .toWellFormed();
  return `${from > 0 ? '…' : ''}${cut}${from + SHOWN_CHARS < line.length ? '…' : ''}`;
}

/** `text` in stretches: what was found, and what stands between. */
export function marked(text: string, query: string): { text: string; hit: boolean }[] {
  const found = pattern(query);
  if (!found) return [{ text, hit: false }];
  const stretches: { text: string; hit: boolean }[] = [];
  let end = 0;
  const all = text.normalize('NFD');
  for (const match of all.matchAll(found)) {
    if (match.index > end) stretches.push({ text: all.slice(end, match.index).normalize('NFC'), hit: false });
    stretches.push({ text: match[0].normalize('NFC'), hit: true });
    end = match.index + match[0].length;
  }
  if (end < all.length) stretches.push({ text: all.slice(end).normalize('NFC'), hit: false });
  return stretches;
}
