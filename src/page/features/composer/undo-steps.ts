/** Decides which of the browser's undo steps belong to text typed since the page last filled the field. Pure. */

const isStep = (inputType: string): boolean => inputType === 'historyUndo' || inputType === 'historyRedo';

/**
 * Follows the typing in one field. The browser keeps the steps of what was typed before the page put another text there, such as
 * after a message was sent. To do such a step again would type the sent text anew.
 */
export class UndoSteps {
  /** The text as it was typed last. */
  #typed: string;
  /** How many steps of that typing are undone. */
  #undone = 0;

  constructor(text: string) {
    this.#typed = text;
  }

  /**
   * A change is about to be made to the field, which holds `text`.
   * @returns whether it may be made
   */
  allows(inputType: string, text: string): boolean {
    if (text !== this.#typed) this.#undone = 0;
    return !isStep(inputType) || (text === this.#typed && (inputType === 'historyUndo' || this.#undone > 0));
  }

  /**
   * A change was made, and the field holds `text` now.
   * @returns false if it was a step that changed nothing: made before the page put its text there, and so the end of the typing
   */
  made(inputType: string, text: string): boolean {
    const isOver = isStep(inputType) && text === this.#typed;
    if (!isStep(inputType)) this.#undone = 0;
    else if (!isOver) this.#undone += inputType === 'historyUndo' ? 1 : -1;
    this.#typed = text;
    return !isOver;
  }
}
