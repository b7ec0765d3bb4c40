/** A line while its marks are being read: what all kinds of marks share. */

import type { Link } from './link.ts';

export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'code'; text: string }
  | { kind: 'bold' | 'italic' | 'struck' | 'spoiler'; children: Inline[] }
  | ({ kind: 'link' } & Link)
  /** `#room`, of a room that there may be. */
  | { kind: 'room'; text: string; room: string }
  | { kind: 'break' };

export type TextNode = Extract<Inline, { kind: 'text' }>;
export type Enclosing = Extract<Inline, { children: Inline[] }>;

export interface Line {
  readonly text: string;
  /** Where in the text that stands which was not read yet. */
  at: number;
  readonly nodes: Inline[];
  /** The end of the last link: its last character is none of the text's. */
  behindLink: number;
}

/**
 * A kind of mark: makes its reader for a line. The reader turns the mark that stands next into nodes, and returns how many characters
 * it took: 0 if that is no such mark.
 */
export type Mark = (line: Line) => () => number;

/** What `pattern`, which is sticky, finds at the place that is read next. */
export function take({ text, at }: Line, pattern: RegExp): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** Adds a node, and returns `length`: how many characters of the text it stands for. */
export function put({ nodes }: Line, node: Inline, length: number): number {
  nodes.push(node);
  return length;
}

export function putText(line: Line, text: string): number {
  return put(line, { kind: 'text', text }, text.length);
}

/** The character before what stands next, and before any backslashes between: of two only one escapes it. */
export function characterBefore({ text, at }: Line): string {
  let end = at;
  while (text[end - 1] === '\\') end--;
  return [...text.slice(Math.max(0, end - 2), end)].at(-1) ?? ' ';
}

/** A character within a word. */
export const WITHIN = /[\p{Lu}\p{Ll}\p{N}]/u;
