/** Inserts text into the composer's field in such a way that the browser's undo can remove it. */

/** Replaces everything between `from` and `to` with `text`, as if `text` had been typed. The caret then follows it. */
export function typeOver(field: HTMLTextAreaElement, text: string, from: number, to: number): void {
  field.focus({ preventScroll: true });
  field.setSelectionRange(from, to);
  // Deprecated, but the only way that keeps the undo history. It fires `input` by itself.
  if (document.execCommand('insertText', false, text)) return;
  field.setRangeText(text, from, to, 'end');
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
}
