/** All emoji of one language, and the search in them. Pure. */

export interface Emoji {
  char: string;
  /** A key of `words.emojiGroups`. */
  group: string;
  name: string;
  /** Shortcodes without colons, such as "tada". May be empty. */
  codes: readonly string[];
  /** Other words for the emoji. */
  tags: readonly string[];
}

/** Parses the text that emoji-table.ts has written. */
export function parseTable(table: string): Emoji[] {
  let group = '';
  return table.split('\n').flatMap((line) => {
    const [char = '', name, codes = '', tags = ''] = line.split('\t');
    if (name !== undefined) return { char, group, name, codes: words(codes, ' '), tags: words(tags, ',') };
    group = char.slice('#'.length);
    return [];
  });
}

/** Which emoji a search returns. */
export interface Wish {
  limit: number;
  /** Recently used emoji, newest first. Only exact name matches come before them. */
  recent?: readonly string[];
  /** Emoji for which it returns false are left out. */
  isDrawn?: (char: string) => boolean;
}

/** The emoji that match `query`, best first: by shortcode, then by name, then by tags. */
export function searchEmoji(all: readonly Emoji[], query: string, wish: Wish): Emoji[] {
  const { limit, recent = [], isDrawn = () => true } = wish;
  const wanted = query.trim().toLowerCase().replaceAll('_', ' ');
  if (wanted === '') return [];
  const found: { emoji: Emoji; rank: number }[] = [];
  for (const emoji of all) {
    const rank = rankOf(emoji, wanted);
    if (rank !== undefined) found.push({ emoji, rank: recentRank(emoji, rank, recent) });
  }
  // The sort is stable, so equally good matches stay in the usual order.
  found.sort((a, b) => a.rank - b.rank);
  const best: Emoji[] = [];
  for (const { emoji } of found) {
    if (best.length === limit) break;
    if (isDrawn(emoji.char)) best.push(emoji);
  }
  return best;
}

/**
 * The rank of a recently used emoji is between 0 and 1, by how recent it is. This holds only for matches by its name,
 * not by its tags.
 */
function recentRank({ char }: Emoji, rank: number, recent: readonly string[]): number {
  const at = recent.indexOf(char);
  return at === -1 || rank === 0 || rank > NAMED ? rank : (at + 1) / (recent.length + 1);
}

/** Returns the known emoji among `chars`, in the same order. */
export function emojiAmong(all: readonly Emoji[], chars: readonly string[]): Emoji[] {
  const wanted = new Set(chars);
  const found = new Map<string, Emoji>();
  for (const emoji of all) if (wanted.has(emoji.char)) found.set(emoji.char, emoji);
  return chars.flatMap((char) => found.get(char) ?? []);
}

/** The emoji with a shortcode. */
export function emojiOf(all: readonly Emoji[], code: string): string | undefined {
  return all.find(({ codes }) => codes.includes(code))?.char;
}

/** The last rank of a match by name, or by a complete tag. */
const NAMED = 4;

function rankOf({ name: original, codes, tags }: Emoji, wanted: string): number | undefined {
  const name = original.toLowerCase();
  const plain = codes.map((code) => code.replaceAll('_', ' '));
  if (plain.includes(wanted) || name === wanted) return 0;
  if (plain.some((code) => code.startsWith(wanted))) return 1;
  if (name.startsWith(wanted)) return 2;
  if (tags.includes(wanted)) return 3;
  if (` ${name}`.includes(` ${wanted}`) || plain.some((code) => ` ${code}`.includes(` ${wanted}`))) return 4;
  if (tags.some((tag) => tag.startsWith(wanted))) return 5;
  // Chinese has no spaces between words.
  if (/\P{ASCII}/u.test(wanted) && (name.includes(wanted) || tags.some((tag) => tag.includes(wanted)))) return 6;
  return undefined;
}

function words(text: string, separator: string): string[] {
  return text === '' ? [] : text.split(separator);
}
