/** Lists: bullets, tasks and numbers, with lists in their items. Pure. */

import { type Inline, parseInline } from './inline.ts';

export interface List {
  kind: 'list';
  ordered: boolean;
  start: number;
  /** Stands behind the numbers. */
  mark?: ')';
  items: Item[];
}

export interface Item {
  children: Inline[];
  /** The lists in it. */
  lists: List[];
  /** Of a task: whether it is done. */
  isDone?: boolean;
}

/** A list in a list in a list, and so on; deeper ones are shown flat. */
const LIST_DEPTH = 5;
/** As many blanks as a tab stands for. */
const TAB = '    ';

/** Neither a line drawn by hand: `- - -`, nor the columns of a crontab: `* 5 * * 1`. */
const BULLET = /^(?!\*(?: +[\d*][\w*/,-]*){3} )([-*+]) +(?=\S)(?!\1(?:\s*\1)*\s*$)/;
const NUMBER = /^(0|[1-9]\d{0,3})([.)]) +(?=\S)/;
const TASK = /^\[([ xX])\] +(?=\S)/;

/** The mark of a line that is an item wherever it stands. */
export function bulletOf(line: string): string {
  return BULLET.exec(line.trimStart())?.[1] ?? '';
}

/** Whether a list may begin with `line`. */
export function isItem(line: string): boolean {
  return BULLET.test(line) || NUMBER.test(line);
}

/**
 * The list that begins at line `at`, and the line to go on with.
 * @param bullets the marks of all lines that are items with bullets; `''` of others
 */
export function listAt(
  lines: readonly string[],
  bullets: readonly string[],
  at: number,
  depth = 1,
): { block: List; next: number } | undefined {
  const first = itemAt(lines, bullets, at);
  if (!first || (depth === 1 && first.indent > 0)) return undefined;
  const { mark, number, indent } = first;
  const items: Item[] = [];
  let next = at;
  for (let item: typeof first | undefined = first; item; item = itemAt(lines, bullets, next)) {
    const isDeeper = item.indent > indent + 1;
    const inner = isDeeper && depth < LIST_DEPTH ? listAt(lines, bullets, next, depth + 1) : undefined;
    if (inner) {
      items.at(-1)?.lists.push(inner.block);
      next = inner.next;
      continue;
    }
    // Of other numbers than those that follow one another each is shown as it was written.
    if (item.indent < indent - 1 || item.mark !== mark || item.number - number !== (number < 0 ? 0 : items.length))
      break;
    items.push(item.made());
    next++;
  }
  const block: List = { kind: 'list', ordered: number >= 0, start: number < 0 ? 1 : number, items };
  return { block: mark === ')' ? { ...block, mark } : block, next };
}

/** What line `at` says of an item. `number` is -1 behind a bullet. */
export function itemAt(lines: readonly string[], bullets: readonly string[], at: number) {
  const line = lines[at] ?? '';
  const text = line.trimStart();
  const indent = line.slice(0, line.length - text.length).replaceAll('\t', TAB).length;
  const bullet = bullets[at] && BULLET.exec(text);
  const [head, number = '', sign = ''] = bullet ? [bullet[0], '-1', bullet[1]] : (NUMBER.exec(text) ?? []);
  if (head === undefined) return undefined;
  const made = (): Item => {
    const inside = text.slice(head.length);
    const [task, done] = (bullet && TASK.exec(inside)) || [''];
    const item = { children: parseInline(inside.slice(task.length)), lists: [] };
    return done === undefined ? item : { ...item, isDone: done !== ' ' };
  };
  return { indent, mark: sign, number: Number(number), made };
}
