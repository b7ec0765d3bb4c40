/** Decides which of the browser's undo steps belong to text typed since the page last set the field. Pure. */

const isStep = (inputType: string): boolean => inputType === 'historyUndo' || inputType === 'historyRedo';

/**
 * Follows the typing in one field. The browser remembers what was typed before the page set other text, for example
 * after a message was sent. Redoing such a step would type the sent text again.
 */
export class UndoSteps {
  /** The text after the last typing. */
  #typed: string;
  /** How many steps of that typing have been undone. */
  #undone = 0;

  constructor(text: string) {
    this.#typed = text;
  }

  /**
   * Called before a change to the field, which contains `text`.
   * @returns whether to allow the change
   */
  allows(inputType: string, text: string): boolean {
    if (text !== this.#typed) this.#undone = 0;
    return !isStep(inputType) || (text === this.#typed && (inputType === 'historyUndo' || this.#undone > 0));
  }

  /**
   * Called after a change, when the field contains `text`.
   * @returns false if an undo step changed nothing. Such a step was made before the page set its text, so the undo
   *   history should end here
   */
  made(inputType: string, text: string): boolean {
    const isOver = isStep(inputType) && text === this.#typed;
    if (!isStep(inputType)) this.#undone = 0;
    else if (!isOver) this.#undone += inputType === 'historyUndo' ? 1 : -1;
    this.#typed = text;
    return !isOver;
  }
}
