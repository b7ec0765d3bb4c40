/** The state of a line while its marks are parsed, shared by all kinds of marks. */

import type { Link } from './link.ts';

export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'code'; text: string }
  | { kind: 'bold' | 'italic' | 'struck' | 'spoiler'; children: Inline[] }
  | ({ kind: 'link' } & Link)
  /** A link such as `#room`, for a valid room name. */
  | { kind: 'room'; text: string; room: string }
  | { kind: 'break' };

export type TextNode = Extract<Inline, { kind: 'text' }>;
export type Enclosing = Extract<Inline, { children: Inline[] }>;

export interface Line {
  readonly text: string;
  /** The position of the text that hasn't been parsed yet. */
  at: number;
  readonly nodes: Inline[];
  /** The end of the last link. The character before it isn't part of the text. */
  behindLink: number;
}

/**
 * A kind of mark. It creates a reader for a line. The reader turns the mark at the current position into nodes. It
 * returns the number of characters consumed, or 0 if there is no such mark.
 */
export type Mark = (line: Line) => () => number;

/** Matches `pattern`, which is sticky, at the current position. */
export function take({ text, at }: Line, pattern: RegExp): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** Adds a node, and returns `length`, the number of characters that it replaces. */
export function put({ nodes }: Line, node: Inline, length: number): number {
  nodes.push(node);
  return length;
}

export function putText(line: Line, text: string): number {
  return put(line, { kind: 'text', text }, text.length);
}

/**
 * The character before the current position, ignoring backslashes in between. Of two backslashes only one escapes the
 * other.
 */
export function characterBefore({ text, at }: Line): string {
  let end = at;
  while (text[end - 1] === '\\') end--;
  return [...text.slice(Math.max(0, end - 2), end)].at(-1) ?? ' ';
}

/** A character within a word. */
export const WITHIN = /[\p{Lu}\p{Ll}\p{N}]/u;
