/** The inside of a line: bold, italic, code and links. One pass, linear in the length of the text. */

import { tickRuns } from './backtick-runs.ts';
import { endsInWord } from './call-signs.ts';
import { closes, type Hold, opens, pairs } from './flanking.ts';
import { FACE } from './kaomoji.ts';
import { addressAt, bareLink, type Link, labelledLink } from './link.ts';

export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'code'; text: string }
  | { kind: 'bold' | 'italic'; children: Inline[] }
  | ({ kind: 'link' } & Link)
  | { kind: 'break' };

type TextNode = Extract<Inline, { kind: 'text' }>;

/** Marks that may yet begin bold or italic. Until they are closed they are text. */
interface Opening {
  mark: string;
  hold: Hold;
  /** Where that text stands among the nodes. */
  index: number;
  /** Where what they begin stands in the text. */
  from: number;
}

/** So many marks wait for their end. Of more the first are forgotten, or all of them would be looked through at each further one. */
const MOST_OPEN = 8;

/** A backslash before a bracket takes the meaning from it. */
const LABELLED =
  /(\\?)\[([^[\]\n]+?)(\\?)\]\((?:<(?=[^\s()]*>))?([^\s()<>]+(?:\([^\s()<>]*\)[^\s()<>]*)?)>?(?: +"[^"\n]*")?\)/y;
/** Marks that stand together, those of them that are alike, and each by itself. */
const MARKS = /(?:\\?[*_])+/y;
const ALIKE = /(?:\\?\*)+|(?:\\?_)+/g;
/** A face: *_* */
const EYES = /^(?:\*_+\*|_\*+_)$/;
/** What parts two words in emphasis, and the second of them, as far as it is looked at. */
const BESIDE = /[\p{P}\p{S}]\\?([*_])[\p{L}\p{N}][^*_\n]{0,40}\1(?![^\s\p{L}]?[\p{L}\p{N}])/uy;
const MARK = /\\[*_]|\*+|_+/g;
/** Backticks of which each is escaped are escaped as the run they would be. */
const TICKS = /(?:\\`){2,}|\\?`+/y;
/** Anything in which nothing begins; one at a time what might but did not. */
const PLAIN = /[^\\`*_[(（\nhHmM]+|[\s\S]/y;
/** A backtick within a word is an apostrophe. */
const WITHIN = /[\p{Lu}\p{Ll}\p{N}]/u;

/** Parses `text`, whose line feeds become breaks. Never fails: what is not markup is text. */
export function parseInline(text: string): Inline[] {
  const nodes: Inline[] = [];
  const open: Opening[] = [];
  /** Escaped marks that could begin something, by how many there are: their backslash goes where that would have an end. */
  const escaped = new Map<string, TextNode[]>();
  /** Where each such run of backticks begins, the last first: found in one pass, not again at every run. */
  let runs: Map<string, number[]> | undefined;
  /** What would have ended code, or the label of a link, whose beginning was escaped. */
  let deadTicks = -1;
  let deadBracket = -1;
  /** Behind a link: its last character is none of the text's. */
  let behindLink = -1;
  /** The end of the last emphasis. */
  let behindMarks = -1;
  let at = 0;

  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    return pattern.exec(text);
  };
  const putText = (value: string): void => void nodes.push({ kind: 'text', text: value });
  const putLink = (link: Link, length: number): number => {
    nodes.push({ kind: 'link', ...link });
    behindLink = at + length;
    return length;
  };

  /** Takes what stands next, and returns how long it is. */
  const step = (): number => {
    const character = text[at];
    const next = character === '\\' ? text[at + 1] : character;
    if (character === '\n') {
      nodes.push({ kind: 'break' });
      return 1;
    }
    if (next === '`') return takeCode();
    if (next === '*' || next === '_') return takeMarks();
    if (next === '[') {
      const [all, before = '', label = '', behind, address = ''] = take(LABELLED) ?? [];
      // In an address nothing is markup.
      const told = label.includes(':') ? label : shownText(parseInline(label));
      const link = all === undefined ? undefined : labelledLink(told, address);
      if (all !== undefined && link) {
        if (!before && !behind) return putLink(link, all.length);
        if (behind) deadBracket = at + before.length + 1 + label.length;
        putText('[');
        return before ? 2 : 1;
      }
    }
    if (at === deadBracket) return 1;
    const face = /[(（]/.test(character ?? '') ? take(FACE)?.[0] : undefined;
    if (face !== undefined) {
      putText(face);
      return face.length;
    }
    const mayBegin = at === behindLink || !/[A-Za-z0-9]/.test(text[at - 1] ?? ' ');
    const address = mayBegin && /[hm]/i.test(character ?? '') ? addressAt(text, at) : '';
    const link = address ? bareLink(address) : undefined;
    if (link) return putLink(link, address.length);
    // What begins like an address is text as a whole: to look into it again from its next letter would take the square of its length.
    const plain = address || (take(PLAIN)?.[0] ?? '');
    putText(plain);
    return plain.length;
  };

  /** What stands before these marks, and before any backslashes between: of two only one is theirs. */
  const characterBefore = (): string => {
    let end = at;
    while (text[end - 1] === '\\') end--;
    return [...text.slice(Math.max(0, end - 2), end)].at(-1) ?? ' ';
  };

  const takeCode = (): number => {
    const run = take(TICKS)?.[0] ?? '';
    const ticks = run.replaceAll('\\', '');
    const from = at + run.length;
    const end = Math.min(nextRun(ticks, from), nextRun(run, from));
    const isDead = at <= deadTicks && deadTicks < from;
    const inside = end < text.length ? text.slice(from, end) : '';
    // One space on both sides allows code that begins or ends with a backtick.
    const isPadded = inside.startsWith(' ');
    // Without its backslash it would only make the run before it longer.
    const isRest = run !== ticks && characterBefore() === '`' && nodes.at(-1)?.kind === 'text';
    const isCode =
      !isDead &&
      !isRest &&
      inside.trim() !== '' &&
      isPadded === inside.endsWith(' ') &&
      !(ticks.length === 1 && WITHIN.test(characterBefore()));
    if (isCode && run === ticks) {
      nodes.push({ kind: 'code', text: isPadded ? inside.slice(1, -1) : inside });
      return end + ticks.length - at;
    }
    putText(isCode || isDead ? ticks : run);
    if (isCode) deadTicks = end;
    return run.length;
  };

  /** Where the next `run` begins, from `from` on. Text is only taken forwards: what lies behind is never asked for again. */
  const nextRun = (run: string, from: number): number => {
    runs ??= tickRuns(text);
    const places = runs.get(run) ?? [];
    while ((places.at(-1) ?? text.length) < from) places.pop();
    return places.at(-1) ?? text.length;
  };

  const takeMarks = (): number => {
    const run = take(MARKS)?.[0] ?? '';
    if (EYES.test(run)) {
      putText(run);
      return run.length;
    }
    const end = at + run.length;
    const before = characterBefore();
    const [after = ' ', beyond = ' '] = text.slice(end, end + 4);
    // One sign between two words in emphasis parts them as a blank does: `*a*/*b*`.
    const opening = { outer: behindMarks === at - 1 && !WITHIN.test(before) ? ' ' : before, inner: after };
    BESIDE.lastIndex = end;
    const closing = { outer: BESIDE.test(text) ? ' ' : after, inner: at === behindLink ? 'x' : before };
    /** What stands in this run can't end what begins in it. */
    let earlier = open.length;
    const begun: [waiting: TextNode[], node: TextNode][] = [];

    for (const [alike] of run.matchAll(ALIKE)) {
      const marks = alike.replaceAll('\\', '');
      const character = marks.charAt(0);
      const waiting = escaped.get(marks) ?? [];
      escaped.set(marks, waiting);
      // Four and more are a line drawn by hand, and would be one without a backslash, too.
      const isLine = marks.length > 3;
      const isBegun =
        waiting.length > 0 ||
        open.some(
          ({ mark }, place) => place < earlier && (marks.length === 3 ? marks.startsWith(mark) : marks === mark),
        );
      for (const [part] of alike.matchAll(MARK)) {
        const isEscaped = part.startsWith('\\');
        const kind = character === '*' && (isEscaped ? marks : part).length > 1 ? '**' : character;
        const mayOpen = opens(kind, opening);
        const mayClose = closes(kind, closing, beyond);
        if (mayClose) for (const node of waiting.splice(0)) node.text = character;
        if (isEscaped) {
          const node: TextNode = { kind: 'text', text: mayClose && isBegun && !isLine ? character : part };
          nodes.push(node);
          if (mayOpen && !isLine && node.text === part) begun.push([waiting, node]);
          continue;
        }
        let rest = part.length > 3 ? '' : part;
        while (mayClose && rest) {
          const index = open.findLastIndex(
            ({ mark, hold, from }, place) =>
              place < earlier &&
              (part.length === 3 ? rest.startsWith(mark) : rest === mark) &&
              pairs(mark, hold + mayClose, text, from, at),
          );
          if (index < 0) break;
          rest = rest.slice(open[index]?.mark.length);
          close(index);
          behindMarks = end;
          earlier = index;
        }
        for (const mark of rest.length === 3 ? [rest.slice(1), character] : rest ? [rest] : []) {
          if (mayOpen) open.push({ mark, hold: mayOpen, index: nodes.length, from: end });
          putText(mark);
        }
        if (part.length > 3) putText(part);
      }
    }
    open.splice(0, open.length - MOST_OPEN);
    for (const [waiting, node] of begun) waiting.push(node);
    return run.length;
  };

  /** What was opened inside and not closed was text. */
  const close = (at: number): void => {
    const { mark, index } = open[at] ?? { mark: '', index: nodes.length };
    const children = nodes.splice(index).slice(1);
    open.length = at;
    if (mark === '__' && isName(children))
      nodes.push({ kind: 'text', text: mark }, ...children, { kind: 'text', text: mark });
    else nodes.push({ kind: mark.length === 2 ? 'bold' : 'italic', children });
  };

  while (at < text.length) at += step();
  return joined(nodes);
}

/** What one would read of a line. */
export function shownText(line: readonly Inline[]): string {
  return line.map(shownOf).join('');
}

function shownOf(inline: Inline): string {
  if ('children' in inline) return shownText(inline.children);
  if (inline.kind === 'break') return '\n';
  return inline.kind === 'link' ? inline.label : inline.text;
}

/** The name between the underscores of `__init__`. */
function isName(nodes: readonly Inline[]): boolean {
  return /^\w{2,}$/.test(nodes.map((node) => (node.kind === 'text' ? node.text : ' ')).join(''));
}

/** The same with one node for each stretch of text. An @ that a word stands before is kept from the name behind it: it calls nobody. */
function joined(nodes: readonly Inline[]): Inline[] {
  const all: Inline[] = [];
  for (const node of nodes) {
    const last = all.at(-1);
    if (node.kind === 'text' && last?.kind === 'text') last.text += node.text;
    else if (node.kind === 'text' && last && /^[@＠]/.test(node.text) && isTied(last))
      all.push({ kind: 'text', text: node.text.charAt(0) }, { kind: 'text', text: node.text.slice(1) });
    else all.push('children' in node ? { ...node, children: joined(node.children) } : { ...node });
  }
  return all;
}

/** Whether what follows belongs to the word that ends in `node`. */
function isTied(node: Inline): boolean {
  if (node.kind === 'code') return true;
  if (node.kind === 'text') return endsInWord(node.text);
  const last = 'children' in node ? node.children.at(-1) : undefined;
  return last !== undefined && isTied(last);
}
