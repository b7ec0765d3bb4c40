/** The logic of completion, without the field and the list. */

import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Room } from '../../../state/room.ts';
import type { KeyPress } from '../../../ui/enter-key.ts';
import type { Replacement, Suggestion, SuggestionSource } from './source.ts';
import { type Token, tokenAt } from './token.ts';

export class CompletionModel {
  readonly #sources: readonly SuggestionSource[];
  readonly #type: (replacement: Replacement) => void;
  readonly #token = signal<Token | undefined>();
  readonly #index = signal(0);
  #text = '';
  /** Empty while there is nothing to complete. */
  readonly suggestions: ReadonlySignal<readonly Suggestion[]>;
  /** The index of the suggestion that Enter takes. */
  readonly active: ReadonlySignal<number>;

  /** @param type types a replacement into the field and then reports the new text through `read` */
  constructor(room: Room, sources: readonly SuggestionSource[], type: (replacement: Replacement) => void) {
    this.#sources = sources;
    this.#type = type;
    this.suggestions = computed(() => {
      const { value: token } = this.#token;
      return token?.source.suggest(token.query, room) ?? [];
    });
    this.active = computed(() => Math.min(this.#index.value, this.suggestions.value.length - 1));
  }

  /** Reads the text of the field. `caret` is `undefined` if text is selected. */
  read(text: string, caret: number | undefined): void {
    const token = caret === undefined ? undefined : tokenAt(this.#sources, text, caret);
    for (const source of this.#sources) source.prepare?.(text, token?.source === source);
    this.#text = text;
    this.#token.value = token;
    this.#index.value = 0;
  }

  /** Reads the text after `typed` was typed, which may close a token. A closed token is replaced at once. */
  readTyped(text: string, caret: number | undefined, typed: string | null): void {
    const replacement = caret !== undefined && typed !== null && this.#closed(text, caret, typed);
    if (replacement) this.#type(replacement);
    else this.read(text, caret);
  }

  #closed(text: string, caret: number, typed: string): Replacement | undefined {
    for (const { closed } of this.#sources) {
      const replacement = closed?.(text, caret, typed);
      if (replacement) return replacement;
    }
    return undefined;
  }

  /** Hides the suggestions until the field is read again. */
  close(): void {
    this.#token.value = undefined;
  }

  /** Types a suggestion in place of the token, followed by a space. */
  choose(suggestion: Suggestion): void {
    const { value: token } = this.#token;
    if (!token) return;
    this.close();
    suggestion.onChosen?.();
    this.#type({ text: `${suggestion.text} `, from: token.from, to: token.to });
  }

  /**
   * Handles a key press in the field.
   * @returns whether the key was used, so that nothing else acts on it
   */
  key({ key, isComposing, keyCode, altKey, ctrlKey, metaKey, shiftKey }: KeyPress): boolean {
    const { length } = this.suggestions.peek();
    if (length === 0 || isComposing || keyCode === 229 || altKey || ctrlKey || metaKey) return false;
    switch (key) {
      case 'ArrowDown':
        this.#index.value = (this.active.peek() + 1) % length;
        return true;
      case 'ArrowUp':
        this.#index.value = (this.active.peek() + length - 1) % length;
        return true;
      case 'Escape':
        this.close();
        return true;
      case 'Enter':
        // The token is complete already, so Enter sends the message.
        return !this.#isComplete() && !shiftKey && this.#takeActive();
      case 'Tab':
        return !shiftKey && this.#takeActive();
      default:
        return false;
    }
  }

  #isComplete(): boolean {
    const { value: token } = this.#token;
    return token !== undefined && this.#active()?.text === this.#text.slice(token.from, token.to);
  }

  #takeActive(): boolean {
    const suggestion = this.#active();
    if (suggestion) this.choose(suggestion);
    return suggestion !== undefined;
  }

  #active(): Suggestion | undefined {
    return this.suggestions.peek()[this.active.peek()];
  }
}
