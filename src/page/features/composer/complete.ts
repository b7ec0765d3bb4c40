/** What is being typed at the caret that can be completed: `@member`, `:emoji`, `/command`, `#room`. Pure. */

import { foldText } from '../../../protocol/fold.ts';
import { calls } from '../../state/callable.ts';
import { NO_CALL } from '../../text/mentions.ts';

export interface Token {
  kind: 'member' | 'emoji' | 'command' | 'room';
  /** As typed, without its sign. */
  query: string;
  /** From its sign up to the caret. */
  from: number;
  to: number;
}

/** Where a colon begins something, also behind an emoji: elsewhere it ends it, as in "12:30", "http://", "(boss):". */
const OPENED =
  /(?<=^|[\s\p{Ps}\p{Pi}\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}]|\u{FE0F}|\u{20E3}|\u{E007F})/u;

const TOKENS: readonly { kind: Token['kind']; pattern: RegExp }[] = [
  { kind: 'command', pattern: /^[/／]([a-zａ-ｚ]*)$/i },
  { kind: 'member', pattern: new RegExp(`(?<!${NO_CALL})[@＠]([^\\s@＠]{0,32})$`, 'v') },
  // One Chinese character is a word already; its colon ends something behind all but a blank.
  { kind: 'emoji', pattern: /(?<!\S)[:：]([\w+-]{2,32}|[\w+-]*[^\p{ASCII}\s：]{1,16})$/u },
  { kind: 'emoji', pattern: new RegExp(`${OPENED.source}:([\\w+-]{2,32})$`, 'u') },
  { kind: 'room', pattern: /(?<![\p{L}\p{N}#&/])[#＃]([\p{L}\p{N}][\p{L}\p{M}\p{N}_-]*)$/u },
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
    if (!match) continue;
    const from = start + match.index;
    if (kind !== 'emoji' || !isCode(text.slice(0, from))) return { kind, query: match[1] ?? '', from, to: caret };
  }
  return undefined;
}

/** The shortcode that has just been closed: `:tada:`. */
export function closedCode(text: string, caret: number): { code: string; from: number } | undefined {
  const match = CLOSED.exec(text.slice(Math.max(0, caret - REACH), caret));
  if (!match) return undefined;
  const from = caret - match[0].length;
  return isCode(text.slice(0, from)) ? undefined : { code: match[1] ?? '', from };
}

const CLOSED = new RegExp(`${OPENED.source}:([a-z\\d_+-]{1,40}):$`, 'u');

/** Whether what follows `before` is code: backticks stand open, in this line or around several. */
function isCode(before: string): boolean {
  return /`[^\n]*$|```/.test(before.replace(/(?<!`)(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, ''));
}

/**
 * Those of `all` whose text has a word that begins with `query`, compared as the search compares texts: who can't type ø, ё or ’
 * finds them all the same. Those that begin with it first.
 * @param textOf what is looked into
 */
export function matching<Item>(
  all: readonly Item[],
  query: string,
  limit: number,
  textOf: (item: Item) => string,
): Item[] {
  const wanted = foldText(query);
  const first: Item[] = [];
  const others: Item[] = [];
  for (const item of all) {
    const text = foldText(textOf(item));
    if (text.startsWith(wanted)) first.push(item);
    else if (text.includes(` ${wanted}`)) others.push(item);
  }
  return [...first, ...others].slice(0, limit);
}

/** What is written to call somebody by `name`: where marks in the name would be read as markup, each with a backslash. */
export function mentionOf(name: string): string {
  const plain = `@${name}`;
  return calls({ data: plain }, [name], []) ? plain : plain.replace(/[*_`[]/g, '\\$&');
}
