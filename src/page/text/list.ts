/** Lists of bullets, tasks or numbers, with lists nested in their items. Pure. */

import { type Inline, parseInline } from './inline.ts';

export interface List {
  kind: 'list';
  ordered: boolean;
  start: number;
  /** The character after each number, if it isn't a full stop. */
  mark?: ')';
  items: Item[];
}

export interface Item {
  children: Inline[];
  /** The lists nested in this item. */
  lists: List[];
  /** Whether a task is done. `undefined` if the item isn't a task. */
  isDone?: boolean;
}

/** The deepest nesting. Deeper lists are shown flat. */
const LIST_DEPTH = 5;
/** The spaces that a tab stands for. */
const TAB = '    ';

/** A bullet. Excludes lines drawn by hand (`- - -`) and the columns of a crontab (`* 5 * * 1`). */
const BULLET = /^(?!\*(?: +[\d*][\w*/,-]*){3} )([-*+]) +(?=\S)(?!\1(?:\s*\1)*\s*$)/;
const NUMBER = /^(0|[1-9]\d{0,3})([.)]) +(?=\S)/;
const TASK = /^\[([ xX])\] +(?=\S)/;

/** The bullet of a line that is an item wherever it stands, or `''`. */
export function bulletOf(line: string): string {
  return BULLET.exec(line.trimStart())?.[1] ?? '';
}

/** Whether a list can begin with `line`. */
export function isItem(line: string): boolean {
  return BULLET.test(line) || NUMBER.test(line);
}

/**
 * The list that begins at line `at`, and the first line after it.
 * @param bullets the bullet of each line, `''` for lines without one
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
    // A number that doesn't continue the list is shown as it was written.
    if (item.indent < indent - 1 || item.mark !== mark || item.number - number !== (number < 0 ? 0 : items.length))
      break;
    items.push(item.made());
    next++;
  }
  const block: List = { kind: 'list', ordered: number >= 0, start: number < 0 ? 1 : number, items };
  return { block: mark === ')' ? { ...block, mark } : block, next };
}

/** The properties of the item in line `at`, if it is one. `number` is -1 for a bullet. */
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
