/** The inside of a line: bold, italic, code and links. One pass, linear in the length of the text. */

import { bareLink, type Link, labelledLink, trimAddress } from './link.ts';

export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'code'; text: string }
  | { kind: 'bold' | 'italic'; children: Inline[] }
  | ({ kind: 'link' } & Link)
  | { kind: 'break' };

/** Bold or italic that was opened and may yet be closed. */
interface Frame {
  /** As written; '' for the outermost. */
  marker: string;
  children: Inline[];
}

/** Full-width punctuation ends an address: Chinese sentences go on without a space. */
const ADDRESS =
  /(?:https?:\/\/|mailto:)[^\s<>"`\u3000-\u303f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65“”‘’]+/iy;
const LABELLED = /\[([^[\]\n]+)\]\(([^\s()<>]+(?:\([^\s()<>]*\)[^\s()<>]*)?)\)/y;
const MARKERS = /\*{1,3}|_{1,3}/y;
/** Not of @: what calls nobody for it is shown with it. */
const ESCAPED = /\\([!-/:-?[-`{-~])/y;
/** Anything in which nothing begins; one at a time what might but did not. */
const PLAIN = /[^\\`*_[\nhHmM]+|[\s\S]/y;
const LETTER = /[\p{L}\p{N}]/u;

/** Parses `text`, whose line feeds become breaks. Never fails: what is not markup is text. */
export function parseInline(text: string): Inline[] {
  const frames: Frame[] = [{ marker: '', children: [] }];
  /** Where runs of so many backticks begin, the last first: found in one pass, not again at every run. */
  let runs: Map<number, number[]> | undefined;
  let at = 0;

  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    return pattern.exec(text);
  };
  const put = (node: Inline): void => void top(frames).children.push(node);
  const step = (): string => {
    const escaped = take(ESCAPED);
    if (escaped) {
      putText(top(frames), escaped[1] ?? '');
      return escaped[0];
    }
    const character = text[at];
    if (character === '\n') {
      put({ kind: 'break' });
      return '\n';
    }
    if (character === '`') return takeCode();
    if (character === '[') {
      const [all, label = '', address = ''] = take(LABELLED) ?? [];
      const link = all === undefined ? undefined : labelledLink(label, address);
      if (all !== undefined && link) {
        put({ kind: 'link', ...link });
        return all;
      }
    }
    if (character === '*' || character === '_') return takeMarkers();
    const before = text[at - 1] ?? ' ';
    const found = /[hm]/i.test(character ?? '') && !/[A-Za-z0-9]/.test(before) ? take(ADDRESS) : null;
    const address = found ? trimAddress(found[0]) : '';
    const link = address ? bareLink(address) : undefined;
    if (link) {
      put({ kind: 'link', ...link });
      return address;
    }
    if (found) {
      // Text as a whole: to look into it again from its next letter would take the square of its length.
      putText(top(frames), found[0]);
      return found[0];
    }
    const plain = take(PLAIN)?.[0] ?? '';
    putText(top(frames), plain);
    return plain;
  };

  const takeCode = (): string => {
    const ticks = take(/`+/y)?.[0] ?? '`';
    const from = at + ticks.length;
    runs ??= tickRuns(text);
    const places = runs.get(ticks.length) ?? [];
    // Text is only taken forwards: what lies behind is never asked for again.
    while ((places.at(-1) ?? text.length) < from) places.pop();
    const end = places.at(-1);
    if (end === undefined) {
      putText(top(frames), ticks);
      return ticks;
    }
    const inside = text.slice(from, end).replaceAll('\n', ' ');
    // One space on both sides allows code that begins or ends with a backtick.
    const isPadded = inside.startsWith(' ') && inside.endsWith(' ') && inside.trim() !== '';
    put({ kind: 'code', text: isPadded ? inside.slice(1, -1) : inside });
    return text.slice(at, end + ticks.length);
  };

  const takeMarkers = (): string => {
    const run = take(MARKERS)?.[0] ?? '';
    const character = run[0] ?? '';
    const before = text[at - 1] ?? ' ';
    const after = text[at + run.length] ?? ' ';
    // Four and more are a line drawn by hand.
    if (after === character || before === character) {
      putText(top(frames), run);
      return run;
    }
    // snake_case is not italic.
    const word = character === '_';
    const opens = !/\s/.test(after) && !(word && LETTER.test(before));
    const closes = !/\s/.test(before) && !(word && LETTER.test(after));
    const parts = run.length === 3 ? [character.repeat(2), character] : [run];
    const ordered = closes && frames.some(({ marker }) => marker === parts.at(-1)) ? parts.toReversed() : parts;
    for (const marker of ordered) {
      if (closes && frames.some((frame) => frame.marker === marker)) close(frames, marker);
      else if (opens && !frames.some((frame) => frame.marker === marker)) frames.push({ marker, children: [] });
      else putText(top(frames), marker);
    }
    return run;
  };

  while (at < text.length) at += step().length;
  while (frames.length > 1) unwind(frames);
  return top(frames).children;
}

/** Where the runs of backticks begin, by their length, the last first. */
function tickRuns(text: string): Map<number, number[]> {
  const runs = new Map<number, number[]>();
  for (const { 0: run, index } of [...text.matchAll(/`+/g)].reverse())
    runs
      .set(run.length, runs.get(run.length) ?? [])
      .get(run.length)
      ?.push(index);
  return runs;
}

function top(frames: Frame[]): Frame {
  return frames.at(-1) ?? { marker: '', children: [] };
}

function putText(frame: Frame, text: string): void {
  const last = frame.children.at(-1);
  if (last?.kind === 'text') last.text += text;
  else frame.children.push({ kind: 'text', text });
}

/** Closes the frame opened by `marker`; what was opened inside it and not closed was text. */
function close(frames: Frame[], marker: string): void {
  while (top(frames).marker !== marker) unwind(frames);
  const children = frames.pop()?.children ?? [];
  if (children.length === 0) putText(top(frames), marker + marker);
  else top(frames).children.push({ kind: marker.length === 2 ? 'bold' : 'italic', children });
}

/** Turns the innermost frame back into text. */
function unwind(frames: Frame[]): void {
  const { marker, children } = frames.pop() ?? top(frames);
  putText(top(frames), marker);
  for (const child of children) {
    if (child.kind === 'text') putText(top(frames), child.text);
    else top(frames).children.push(child);
  }
}
