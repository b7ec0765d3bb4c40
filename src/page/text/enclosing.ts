/** What stands between two marks that are alike: bold and italic, struck out, a spoiler. */

import { closes, type Hold, opens, pairs, type Sides } from './flanking.ts';
import { characterBefore, type Enclosing, type Line, type Mark, putText, type TextNode, take, WITHIN } from './line.ts';

/** So many marks wait for their end. Of more the first are forgotten, or all of them would be looked through at each further one. */
const MOST_OPEN = 8;

/** Marks that stand together, those of them that are alike, and each by itself. Of tildes and bars two are a mark, no more and no fewer. */
const MARKS = /(?:\\?[*_]|(?<!~)\\?~\\?~(?!\\?~)|(?<!\|)\\?\|\\?\|(?!\\?\|))+/y;
const ALIKE = /(?:\\?\*)+|(?:\\?_)+|(?:\\?~)+|(?:\\?\|)+/g;
const MARK = /\\[*_~|]|\*+|_+|~~|\|\||[~|]/g;
/** A face: *_* */
const EYES = /^(?:\*_+\*|_\*+_)$/;
/** What parts two words in emphasis, and the second of them, as far as it is looked at. */
const BESIDE = /[\p{P}\p{S}]\\?([*_])[\p{L}\p{N}][^*_\n]{0,40}\1(?![^\s\p{L}]?[\p{L}\p{N}])/uy;
/** The name between the underscores of `__init__`. */
const NAME = /^\w{2,}$/;

/** Marks that may yet begin something. Until they are closed they are text. */
interface Opening {
  mark: string;
  hold: Hold;
  /** Where that text stands among the nodes. */
  index: number;
  /** Where what they begin stands in the text. */
  from: number;
}

/** Reads the marks of a line. */
class EnclosingMarks {
  readonly #line: Line;
  readonly #open: Opening[] = [];
  /** Escaped marks that could begin something, by how many there are: their backslash goes where that would have an end. */
  readonly #escaped = new Map<string, TextNode[]>();
  /** The end of the last emphasis. */
  #behind = -1;

  // Of the marks that are being read, which stand together:
  #end = 0;
  #opening: Sides = { outer: '', inner: '', beyond: '' };
  #closing = this.#opening;
  /** So many of the open marks can be closed: what stands in this run can't end what begins in it. */
  #earlier = 0;
  /** Those that are escaped, and where they wait from the end of the run on. */
  #begun: [waiting: TextNode[], node: TextNode][] = [];

  constructor(line: Line) {
    this.#line = line;
  }

  /** Takes the marks that stand next. Returns how many characters they have. */
  read(): number {
    const [all] = take(this.#line, MARKS) ?? [];
    if (!all) return 0;
    if (EYES.test(all)) return putText(this.#line, all);
    this.#lookAround(all.length);
    for (const [alike] of all.matchAll(ALIKE)) this.#readAlike(alike);
    // What is hidden stays so, whatever stands in it.
    while (this.#open.length > MOST_OPEN) this.#open.splice(this.#open[0]?.mark === '||' ? 1 : 0, 1);
    for (const [waiting, node] of this.#begun) waiting.push(node);
    return all.length;
  }

  #lookAround(length: number): void {
    const { text, at, behindLink } = this.#line;
    const before = characterBefore(this.#line);
    this.#end = at + length;
    const [after = ' ', beyond = ' '] = text.slice(this.#end, this.#end + 4);
    // One sign between two words in emphasis parts them as a blank does: `*a*/*b*`.
    const outer = this.#behind === at - 1 && !WITHIN.test(before) ? ' ' : before;
    this.#opening = { outer, inner: after, beyond: text[at - 2] ?? ' ' };
    BESIDE.lastIndex = this.#end;
    this.#closing = { outer: BESIDE.test(text) ? ' ' : after, inner: at === behindLink ? 'x' : before, beyond };
    this.#earlier = this.#open.length;
    this.#begun = [];
  }

  /** Takes marks of one character, escaped and not. */
  #readAlike(alike: string): void {
    const marks = alike.replaceAll('\\', '');
    const character = marks.charAt(0);
    const waiting = this.#escaped.get(marks) ?? [];
    this.#escaped.set(marks, waiting);
    // Four and more are a line drawn by hand, and would be one without a backslash, too.
    const isLine = marks.length > 3;
    const isBegun =
      waiting.length > 0 || this.#open.some(({ mark }, place) => place < this.#earlier && isEnd(marks, marks, mark));
    for (const [part] of alike.matchAll(MARK)) {
      const isEscaped = part.startsWith('\\');
      const kind = character !== '_' && (isEscaped ? marks : part).length > 1 ? character + character : character;
      const mayOpen = opens(kind, this.#opening);
      const mayClose = closes(kind, this.#closing);
      if (mayClose) for (const node of waiting.splice(0)) node.text = character;
      if (isEscaped) {
        const node: TextNode = { kind: 'text', text: mayClose && isBegun && !isLine ? character : part };
        this.#line.nodes.push(node);
        if (mayOpen && !isLine && node.text === part) this.#begun.push([waiting, node]);
      } else if (part.length > 3 || /^[~|]$/.test(part)) putText(this.#line, part);
      else this.#begin(mayClose ? this.#close(part, mayClose) : part, mayOpen);
    }
  }

  /** Ends what the marks `part` may end. Returns those of them that end nothing. */
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
      // What was opened inside and not closed was text.
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

  /** Puts marks as text, which may begin something. Of three, two and one begin something each. */
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

/** Whether `rest` of the marks `part` ends what `mark` began. Of three, two and one may end one after the other. */
function isEnd(part: string, rest: string, mark: string): boolean {
  return part.length === 3 ? rest.startsWith(mark) : rest === mark;
}

/** What the marks make of what they enclose. */
function kindOf(mark: string): Enclosing['kind'] {
  if (mark === '||') return 'spoiler';
  if (mark === '~~') return 'struck';
  return mark.length > 1 ? 'bold' : 'italic';
}
