/** Parses a line: bold, italic, struck out, spoilers, code and links. One pass, linear in the length of the text. */

import { codeSpan } from './code-span.ts';
import { enclosing } from './enclosing.ts';
import { FACE } from './kaomoji.ts';
import { type Inline, type Line, type Mark, put, putText, take } from './line.ts';
import { addressAt, bareLink, type Link, labelledLink } from './link.ts';
import { endsInWord } from './mention-signs.ts';
import { rareMarks } from './rare-marks.ts';

export type { Inline } from './line.ts';

/** A label in brackets. A backslash before a bracket escapes it. */
const LABELLED =
  /(\\?)\[([^[\]\n]+?)(\\?)\]\((?:<(?=[^\s()]*>))?([^\s()<>]+(?:\([^\s()<>]*\)[^\s()<>]*)?)>?(?: +"[^"\n]*")?\)/y;

const lineBreak: Mark = (line) => () => (line.text[line.at] === '\n' ? put(line, { kind: 'break' }, 1) : 0);

/** `[label](address)` */
const labelled: Mark = (line) => {
  /** The position of the backslash before a closing bracket that escaped the link. It is removed. */
  let dead = -1;
  return () => {
    if (line.at === dead) return 1;
    const [all, before = '', label = '', behind, address = ''] = take(line, LABELLED) ?? [];
    if (all === undefined) return 0;
    const shown = shownText(parseInline(label), '\n');
    // A label would reveal a spoiler. Nothing in an address is markup.
    const link = shown.includes('\n') ? undefined : labelledLink(label.includes(':') ? label : shown, address);
    if (!link) return 0;
    if (!before && !behind) return putLink(line, link, all.length);
    if (behind) dead = line.at + before.length + 1 + label.length;
    putText(line, '[');
    return before.length + 1;
  };
};

/** Text that `pattern` matches is plain text. */
const textOf =
  (pattern: RegExp): Mark =>
  (line) =>
  () => {
    const [found] = take(line, pattern) ?? [];
    return found ? putText(line, found) : 0;
  };

/** `https://a.example` */
const bareAddress: Mark = (line) => () => {
  const { text, at } = line;
  const mayBegin = at === line.behindLink || !/[A-Za-z0-9]/.test(text[at - 1] ?? ' ');
  const address = mayBegin && addressAt(text, at);
  if (!address) return 0;
  const link = bareLink(address);
  // Text that begins like an address is consumed as a whole. Trying again at each of its letters would take quadratic
  // time.
  return link ? putLink(line, link, address.length) : putText(line, address);
};

/** Characters with which no mark begins, or a single one that could have begun a mark but didn't. */
const PLAIN = /[^\\\n`*_~|[(（hHmM]+|[\s\S]/y;

/** The kinds of marks, in the order in which they are tried. */
const MARKS: readonly Mark[] = [lineBreak, codeSpan, enclosing, labelled, textOf(FACE), bareAddress, textOf(PLAIN)];

/** Parses `text`. Line feeds become breaks. It never fails, because everything that isn't markup is text. */
export function parseInline(text: string): Inline[] {
  const line: Line = { text, at: 0, nodes: [], behindLink: -1 };
  const readers = MARKS.map((mark) => mark(line));
  while (line.at < text.length) line.at += readers.reduce((length, read) => length || read(), 0);
  return joined(line.nodes);
}

function putLink(line: Line, link: Link, length: number): number {
  line.behindLink = line.at + length;
  return put(line, { kind: 'link', ...link }, length);
}

/** The visible text of a line. `spoiler` replaces hidden text. */
export function shownText(line: readonly Inline[], spoiler: string): string {
  return line.map((node) => shownOf(node, spoiler)).join('');
}

function shownOf(inline: Inline, spoiler: string): string {
  if (inline.kind === 'spoiler') return spoiler;
  if ('children' in inline) return shownText(inline.children, spoiler);
  if (inline.kind === 'break') return '\n';
  return inline.kind === 'link' ? inline.label : inline.text;
}

/** Merges adjacent text nodes. An @ after a word is separated from the name behind it, so that it mentions nobody. */
function joined(nodes: readonly Inline[]): Inline[] {
  const all: Inline[] = [];
  for (const node of nodes) {
    const last = all.at(-1);
    if (node.kind === 'text' && last?.kind === 'text') last.text += node.text;
    else if (node.kind === 'text' && last && /^[@＠]/.test(node.text) && isTied(last))
      all.push({ kind: 'text', text: node.text.charAt(0) }, { kind: 'text', text: node.text.slice(1) });
    else all.push('children' in node ? { ...node, children: joined(node.children) } : { ...node });
  }
  return all.flatMap(
    (node) => (node.kind === 'text' && /[#＃@]/.test(node.text) && rareMarks.value?.linksIn(node.text)) || node,
  );
}

/** Whether the text after `node` continues the word at its end. */
function isTied(node: Inline): boolean {
  if (node.kind === 'code') return true;
  if (node.kind === 'text') return endsInWord(node.text);
  const last = 'children' in node ? node.children.at(-1) : undefined;
  return last !== undefined && isTied(last);
}
