/** Stops undo at the point where the page inserted text into the field. */

import { UndoSteps } from './undo-steps.ts';

/**
 * Keeps the browser from undoing, or doing again, what was typed before the page put another text into `field`.
 * @returns the function that ends it
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

/** A field that was out of the document for a moment has no steps to undo. */
function forgetSteps(field: HTMLTextAreaElement): void {
  const { parentNode, nextSibling, selectionStart, selectionEnd } = field;
  parentNode?.insertBefore(field, nextSibling);
  field.focus({ preventScroll: true });
  field.setSelectionRange(selectionStart, selectionEnd);
}
