/** What is being typed at the caret that can be completed: `@member`, `:emoji`, `/command`, `#room`. Pure. */

export interface Token {
  kind: 'member' | 'emoji' | 'command' | 'room';
  /** As typed, without its sign. */
  query: string;
  /** From its sign up to the caret. */
  from: number;
  to: number;
}

const TOKENS: readonly { kind: Token['kind']; pattern: RegExp }[] = [
  { kind: 'command', pattern: /^\/([a-z]*)$/i },
  { kind: 'member', pattern: /(?<![a-z\d._%+-])@([^\s@]{0,32})$/iu },
  // After a letter or digit a colon ends something: "12:30", "http://". One Chinese character is a word already.
  { kind: 'emoji', pattern: /(?<![\p{L}\p{N}:/])[:：]([\w+-]{2,32}|[\w+-]*[^\p{ASCII}\s：]{1,16})$/u },
  { kind: 'room', pattern: /(?<![\p{L}\p{N}#&/])#([\p{L}\p{N}][\p{L}\p{M}\p{N}_-]*)$/u },
];

/** A token is short: what stands further back is not looked at. */
const REACH = 64;

/** The token that ends at the caret. */
export function tokenAt(text: string, caret: number): Token | undefined {
  const start = Math.max(0, caret - REACH);
  const before = text.slice(start, caret);
  for (const { kind, pattern } of TOKENS) {
    if (kind === 'command' && start > 0) continue;
    const match = pattern.exec(before);
    if (match) return { kind, query: match[1] ?? '', from: start + match.index, to: caret };
  }
  return undefined;
}

/** The shortcode that has just been closed: `:tada:`. */
export function closedCode(text: string, caret: number): { code: string; from: number } | undefined {
  const match = /(?<![\p{L}\p{N}:/]):([a-z\d_+-]{1,40}):$/u.exec(text.slice(Math.max(0, caret - REACH), caret));
  return match ? { code: match[1] ?? '', from: caret - match[0].length } : undefined;
}

/**
 * Those of `all` whose text has a word that begins with `query`, those that begin with it first.
 * @param textOf what is looked into
 */
export function matching<Item>(
  all: readonly Item[],
  query: string,
  limit: number,
  textOf: (item: Item) => string,
): Item[] {
  const wanted = query.toLocaleLowerCase();
  const text = (item: Item): string => textOf(item).toLocaleLowerCase();
  const first = all.filter((item) => text(item).startsWith(wanted));
  const others = all.filter((item) => !first.includes(item) && ` ${text(item)}`.includes(` ${wanted}`));
  return [...first, ...others].slice(0, limit);
}
