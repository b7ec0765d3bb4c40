/** The composer's field: text put in so that the browser's own undo takes it out again. */

/** Replaces what stands from `from` to `to` by `text`, as if it was typed. The caret stands behind it. */
export function typeOver(field: HTMLTextAreaElement, text: string, from: number, to: number): void {
  field.focus({ preventScroll: true });
  field.setSelectionRange(from, to);
  // Deprecated, but the only way that keeps the undo history; it fires `input` by itself.
  if (document.execCommand('insertText', false, text)) return;
  field.setRangeText(text, from, to, 'end');
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
}

/** Puts `mark` around the selection, or takes it away; without a selection the caret stands between two marks. */
export function surround(field: HTMLTextAreaElement, mark: string): void {
  const { selectionStart: from, selectionEnd: to, value } = field;
  const inside = value.slice(from, to);
  const isMarked = value.slice(from - mark.length, from) === mark && value.slice(to, to + mark.length) === mark;
  if (isMarked) typeOver(field, inside, from - mark.length, to + mark.length);
  else typeOver(field, mark + inside + mark, from, to);
  const start = isMarked ? from - mark.length : from + mark.length;
  field.setSelectionRange(start, start + inside.length);
}
