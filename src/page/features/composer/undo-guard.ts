/** Prevents undo from going back beyond the point where the page set the text of the field. */

import { UndoSteps } from './undo-steps.ts';

/**
 * Keeps the browser from undoing or redoing what was typed before the page set other text in `field`.
 * @returns the function that stops this
 */
export function guardUndo(field: HTMLTextAreaElement): () => void {
  const steps = new UndoSteps(field.value);
  const before = (event: InputEvent): void => {
    if (steps.allows(event.inputType, field.value)) return;
    event.preventDefault();
    forgetSteps(field);
  };
  const after = (event: Event): void => {
    const inputType = event instanceof InputEvent ? event.inputType : '';
    if (!steps.made(inputType, field.value)) forgetSteps(field);
  };

  const ended = new AbortController();
  const { signal } = ended;
  field.addEventListener('beforeinput', before, { signal });
  field.addEventListener('input', after, { signal });
  return () => ended.abort();
}

/** Removing the field from the document for a moment clears its undo history. */
function forgetSteps(field: HTMLTextAreaElement): void {
  const { parentNode, nextSibling, selectionStart, selectionEnd } = field;
  parentNode?.insertBefore(field, nextSibling);
  field.focus({ preventScroll: true });
  field.setSelectionRange(selectionStart, selectionEnd);
}
