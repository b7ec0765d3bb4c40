/** Inserts text into the composer's field so that the browser's own undo can remove it. */

/** Replaces what stands from `from` to `to` by `text`, as if it was typed. The caret stands behind it. */
export function typeOver(field: HTMLTextAreaElement, text: string, from: number, to: number): void {
  field.focus({ preventScroll: true });
  field.setSelectionRange(from, to);
  // Deprecated, but the only way that keeps the undo history; it fires `input` by itself.
  if (document.execCommand('insertText', false, text)) return;
  field.setRangeText(text, from, to, 'end');
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
}
