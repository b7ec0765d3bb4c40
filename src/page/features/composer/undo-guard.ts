/** Undo in a field whose text is not only typed: it ends where the text was put there by the page. */

/**
 * Keeps the browser from undoing, or doing again, what was typed before the page put another text into `field`: what was sent, or
 * saved. Chromium keeps those steps, and doing one again types its text anew.
 * @returns what ends it
 */
export function guardUndo(field: HTMLTextAreaElement): () => void {
  /** The text as it was typed last, and how many steps of that typing are undone. */
  let typed = field.value;
  let undone = 0;

  const isStep = ({ inputType }: InputEvent): boolean => inputType === 'historyUndo' || inputType === 'historyRedo';
  const before = (event: InputEvent): void => {
    if (field.value !== typed) undone = 0;
    if (!isStep(event) || (field.value === typed && (event.inputType === 'historyUndo' || undone > 0))) return;
    event.preventDefault();
    forgetSteps(field);
  };
  const after = (event: Event): void => {
    if (!(event instanceof InputEvent) || !isStep(event)) undone = 0;
    // A step that changes nothing was made before the page put its text there.
    else if (field.value === typed) forgetSteps(field);
    else undone += event.inputType === 'historyUndo' ? 1 : -1;
    typed = field.value;
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
