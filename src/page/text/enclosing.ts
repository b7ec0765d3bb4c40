/** Text between two matching marks: bold, italic, struck out or a spoiler. */

import { closes, type Hold, opens, pairs, type Sides } from './flanking.ts';
import { characterBefore, type Enclosing, type Line, type Mark, putText, type TextNode, take, WITHIN } from './line.ts';

/**
 * The number of open marks that may wait for their end. Beyond it the oldest are forgotten, because each further mark
 * searches all of them.
 */
const MOST_OPEN = 8;

/**
 * Adjacent marks, runs of the same character in them, and single marks. Tildes and bars count only in pairs, except that
 * three bars end with a pair. A pair of bars ends the adjacent marks at the latest before another pair, so that it may
 * hide marks alone. The backslash of a face (`:\`) escapes nothing.
 */
const STARS = String.raw`(?:\\?[*_]|(?<!~)\\?~\\?~(?!\\?~))*`;
const BARS = String.raw`(?<!\|\|)(?:(?<![:;=][-']?)\\)?\|\\?\|(?!\\?\|)`;
const MARKS = new RegExp(`${STARS}(?:${BARS}${STARS})?`, 'y');
const ALIKE = /(?:\\?\*)+|(?:\\?_)+|(?:\\?~)+|(?:\\?\|)+/g;
const MARK = /\\[*_~|]|\*+|_+|~~|\|\||[~|]/g;
/** A face such as *_* */
const EYES = /^(?:\*_+\*|_\*+_)$/;
/** A symbol or punctuation mark between two emphasised words, and the second of these words up to a limit. */
const BESIDE = /[\p{P}\p{S}]\\?([*_])[\p{L}\p{N}][^*_\n]{0,40}\1(?![^\s\p{L}]?[\p{L}\p{N}])/uy;
/** The name between the underscores of `__init__`. */
const NAME = /^\w{2,}$/;

/** Marks that may open something. They are text until they are closed. */
interface Opening {
  mark: string;
  hold: Hold;
  /** The index of that text among the nodes. */
  index: number;
  /** The offset of the enclosed text. */
  from: number;
}

/** Reads the enclosing marks of one line. */
class EnclosingMarks {
  readonly #line: Line;
  readonly #open: Opening[] = [];
  /**
   * Escaped marks that could open something, by the marks. They lose their backslash once something would have closed
   * them.
   */
  readonly #escaped = new Map<string, TextNode[]>();
  /** The position after the last closed emphasis. */
  #behind = -1;

  // The state of the run of adjacent marks that is being read:
  #end = 0;
  #opening: Sides = { outer: '', inner: '', beyond: '' };
  #closing = this.#opening;
  /** The number of open marks that this run may close. A run can't close what it opened itself. */
  #earlier = 0;
  /** The escaped marks of this run, and the lists that they join at its end. */
  #begun: [waiting: TextNode[], node: TextNode][] = [];

  constructor(line: Line) {
    this.#line = line;
  }

  /** Reads the marks at the current position. @returns the number of characters read */
  read(): number {
    const [all] = take(this.#line, MARKS) ?? [];
    if (!all) return 0;
    if (EYES.test(all)) return putText(this.#line, all);
    this.#lookAround(all.length);
    for (const { 0: alike, index } of all.matchAll(ALIKE))
      this.#readAlike(alike, index > 0, index + alike.length < all.length);
    // A spoiler stays hidden, whatever it contains.
    while (this.#open.length > MOST_OPEN) this.#open.splice(this.#open[0]?.mark === '||' ? 1 : 0, 1);
    for (const [waiting, node] of this.#begun) waiting.push(node);
    return all.length;
  }

  #lookAround(length: number): void {
    const { text, at, behindLink } = this.#line;
    const before = characterBefore(this.#line);
    this.#end = at + length;
    const [after = ' ', beyond = ' '] = text.slice(this.#end, this.#end + 4);
    // A single symbol or punctuation mark between two emphasised words separates them like a space: `*a*/*b*`.
    const outer = this.#behind === at - 1 && !WITHIN.test(before) ? ' ' : before;
    this.#opening = { outer, inner: after, beyond: text[at - 2] ?? ' ' };
    BESIDE.lastIndex = this.#end;
    this.#closing = { outer: BESIDE.test(text) ? ' ' : after, inner: at === behindLink ? 'x' : before, beyond };
    this.#earlier = this.#open.length;
    this.#begun = [];
  }

  /**
   * Reads marks of one character, escaped or not.
   * @param isBehind whether other marks are before them, `isBefore` whether other marks are behind them
   */
  #readAlike(alike: string, isBehind: boolean, isBefore: boolean): void {
    const marks = alike.replaceAll('\\', '');
    const character = marks.charAt(0);
    // Bars may hide other marks, and nothing else.
    const inside = character === '|' ? { inner: character } : {};
    const opening = isBefore ? { ...this.#opening, ...inside } : this.#opening;
    const closing = isBehind ? { ...this.#closing, ...inside } : this.#closing;
    const waiting = this.#escaped.get(marks) ?? [];
    this.#escaped.set(marks, waiting);
    // Four or more are a line drawn by hand, with or without backslashes.
    const isLine = marks.length > 3;
    const isBegun =
      waiting.length > 0 || this.#open.some(({ mark }, place) => place < this.#earlier && isEnd(marks, marks, mark));
    for (const [part] of alike.matchAll(MARK)) {
      const isEscaped = part.startsWith('\\');
      const kind = character !== '_' && (isEscaped ? marks : part).length > 1 ? character + character : character;
      const mayOpen = opens(kind, opening);
      const mayClose = closes(kind, closing);
      if (mayClose) for (const node of waiting.splice(0)) node.text = character;
      if (isEscaped) {
        const node: TextNode = { kind: 'text', text: mayClose && isBegun && !isLine ? character : part };
        this.#line.nodes.push(node);
        if (mayOpen && !isLine && node.text === part) this.#begun.push([waiting, node]);
      } else if (part.length > 3 || /^[~|]$/.test(part)) putText(this.#line, part);
      else this.#begin(mayClose ? this.#close(part, mayClose) : part, mayOpen);
    }
  }

  /** Closes what the marks `part` can close. @returns the marks that are left over */
  #close(part: string, hold: Hold): string {
    const { text, at, nodes } = this.#line;
    let rest = part;
    while (rest) {
      const place = this.#open.findLastIndex(
        (opening, place) =>
          place < this.#earlier &&
          isEnd(part, rest, opening.mark) &&
          pairs(opening.mark, opening.hold, hold, text, opening.from, at),
      );
      // Marks that were opened inside and never closed are text.
      const [opening] = place < 0 ? [] : this.#open.splice(place);
      if (!opening) break;
      const { mark, index, from } = opening;
      rest = rest.slice(mark.length);
      const [, ...children] = nodes.splice(index);
      const inside = text.slice(from, at);
      if (mark === '__' && NAME.test(inside)) putText(this.#line, mark + inside + mark);
      else nodes.push({ kind: kindOf(mark), children });
      this.#behind = this.#end;
      this.#earlier = place;
    }
    return rest;
  }

  /** Adds marks as text that may open something. Three marks can open two things: one by two marks, and one by one. */
  #begin(rest: string, hold: Hold): void {
    for (const mark of rest.length === 3 ? [rest.slice(1), rest.slice(2)] : rest ? [rest] : []) {
      if (hold) this.#open.push({ mark, hold, index: this.#line.nodes.length, from: this.#end });
      putText(this.#line, mark);
    }
  }
}

export const enclosing: Mark = (line) => {
  const marks = new EnclosingMarks(line);
  return () => marks.read();
};

/** Whether `rest` of the marks `part` closes `mark`. Three marks can close two things, one after the other. */
function isEnd(part: string, rest: string, mark: string): boolean {
  return part.length === 3 ? rest.startsWith(mark) : rest === mark;
}

/** The kind of node that a pair of marks makes. */
function kindOf(mark: string): Enclosing['kind'] {
  if (mark === '||') return 'spoiler';
  if (mark === '~~') return 'struck';
  return mark.length > 1 ? 'bold' : 'italic';
}
