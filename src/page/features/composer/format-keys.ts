/** Formats the selected text when Ctrl or ⌘ is pressed with a letter. */

import { shortcutKey } from '../../ui/shortcut-key.ts';
import { typeOver } from './insert-text.ts';

/** The mark that each letter puts around the selection. */
const MARKS: ReadonlyMap<string, string> = new Map([
  ['b', '**'],
  ['i', '*'],
  ['e', '`'],
]);

/**
 * Handles a key press in the field.
 * @returns whether the key was used
 */
export function onMarkKey(event: KeyboardEvent & { currentTarget: HTMLTextAreaElement }): boolean {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return false;
  const mark = MARKS.get(shortcutKey(event));
  if (mark === undefined) return false;
  surround(event.currentTarget, mark);
  return true;
}

/** Puts `mark` around the selection, or removes it. Without a selection the caret ends up between two marks. */
function surround(field: HTMLTextAreaElement, mark: string): void {
  const { selectionStart: from, selectionEnd: to, value } = field;
  const inside = value.slice(from, to);
  const before = /([*`])\1*$/.exec(value.slice(0, from))?.[0] ?? '';
  const behind = /^([*`])\1*/.exec(value.slice(to))?.[0] ?? '';
  // Three stars are both bold and italic. Two stars alone are not italic.
  const isMarked = before === behind && before.startsWith(mark) && [mark.length, 3].includes(before.length);
  if (isMarked) typeOver(field, inside, from - mark.length, to + mark.length);
  else typeOver(field, mark + inside + mark, from, to);
  const start = isMarked ? from - mark.length : from + mark.length;
  field.setSelectionRange(start, start + inside.length);
}
