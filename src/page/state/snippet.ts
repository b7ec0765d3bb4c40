/** The stretch of a message that a search is about, and what in it was found. Pure. */

/** Enough for three lines. */
const SHOWN_CHARS = 200;
/** Kept in front of what was found. */
const BEFORE_CHARS = 40;

/** The words of a query, as they are looked for. */
function wordsOf(query: string): string[] {
  return query.split(/\s+/).filter(Boolean);
}

/** Matches any word of the query, without regard to case. `undefined` if there is none. */
function pattern(query: string): RegExp | undefined {
  const words = wordsOf(query).map((word) => word.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'));
  return words.length === 0 ? undefined : new RegExp(words.join('|'), 'giu');
}

/** The part of `text` around the first thing that was found, in one line. */
export function snippet(text: string, query: string): string {
  const line = text.replace(/\s+/g, ' ');
  const at = pattern(query)?.exec(line)?.index ?? 0;
  const from = at > BEFORE_CHARS ? at - BEFORE_CHARS : 0;
  const cut = line.slice(from, from + SHOWN_CHARS).toWellFormed();
  return `${from > 0 ? '…' : ''}${cut}${from + SHOWN_CHARS < line.length ? '…' : ''}`;
}

/** `text` in stretches: what was found, and what stands between. */
export function marked(text: string, query: string): { text: string; hit: boolean }[] {
  const found = pattern(query);
  if (!found) return [{ text, hit: false }];
  const stretches: { text: string; hit: boolean }[] = [];
  let end = 0;
  for (const match of text.matchAll(found)) {
    if (match.index > end) stretches.push({ text: text.slice(end, match.index), hit: false });
    stretches.push({ text: match[0], hit: true });
    end = match.index + match[0].length;
  }
  if (end < text.length) stretches.push({ text: text.slice(end), hit: false });
  return stretches;
}
