/** The logic of the composer, without its field and its view. */

import { signal } from '@preact/signals';
import { cleanText, codePoints, isBlank } from '../../../protocol/text.ts';
import { drafts } from '../../state/drafts.ts';
import type { Room } from '../../state/room.ts';
import { NEW } from '../../state/writing.ts';
import { isCommand, isForOthers, unescaped } from '../../text/slash.ts';
import { isSendKey, type KeyPress } from '../../ui/enter-key.ts';
import { withLate } from '../../ui/with-late.ts';
import { late, type Submitter } from './late-parts.ts';

/** The count of characters left appears when it becomes interesting. */
const COUNT_FROM_LEFT = 200;

/** What the model asks of the view. Does nothing once the field is gone. */
export interface ComposerView {
  /** Puts `text` in place of what the field holds. */
  show(text: string): void;
  /** A message was sent. */
  onSent(): void;
}

/** Writes in one room. `room.text` is what its field holds. */
export class ComposerModel implements Submitter {
  readonly #room: Room;
  readonly #view: ComposerView;
  /** Gone with the next change of the text. */
  readonly problem = signal<string | undefined>(undefined);
  /** How many characters may yet be typed, once they are few; less than 0: there are too many. */
  readonly left = signal<number | undefined>(undefined);

  constructor(room: Room, view: ComposerView) {
    this.#room = room;
    this.#view = view;
  }

  /** Infinite until the room has told it. */
  get limit(): number {
    return this.#room.state.peek()?.limits.textChars ?? Number.POSITIVE_INFINITY;
  }

  /** Shows in the field what is being written, which was not typed there. */
  fill(): void {
    const { text } = this.#room;
    this.#view.show(text);
    this.#onText(text);
  }

  /** The field holds `text` now. */
  type(text: string): void {
    this.#room.type(text);
    this.#onText(text);
    if (isForOthers(text)) this.#room.client.peek()?.typing();
  }

  #onText(text: string): void {
    const { limit } = this;
    // Characters are counted only where there may be too many of them.
    const left = limit - (text.length > limit - COUNT_FROM_LEFT ? codePoints(text) : 0);
    this.problem.value = undefined;
    this.left.value = left < COUNT_FROM_LEFT ? left : undefined;
  }

  /**
   * Sends by Enter.
   * @param touch whether the main pointer is a finger
   * @returns whether the key was used
   */
  enter(press: KeyPress, touch: boolean): boolean {
    const isUsed = isSendKey(press, touch);
    if (isUsed) this.submit();
    return isUsed;
  }

  /** Sends what is being written, saves the edit, or runs the command. What can't be done leaves the text in the field. */
  submit(): void {
    const { text } = this.#room;
    const writing = this.#room.writing.peek();
    if (writing.kind !== 'edit' && text === '') return;
    if (writing.kind === 'edit' || isCommand(text) || isBlank(cleanText(text)))
      withLate(late, ({ submitEditOrCommand }) => submitEditOrCommand(this, this.#room, writing, text));
    else if (codePoints(text) <= this.limit) this.send(unescaped(text));
  }

  send(text: string): void {
    const room = this.#room;
    const writing = room.writing.peek();
    const result = room.send(text, writing.kind === 'reply' ? { re: writing.to } : {});
    if (!result.ok)
      return void withLate(late, ({ whyRefused }) => {
        this.problem.value = whyRefused(result);
      });
    room.write(NEW);
    this.clear();
    room.divider.value = undefined;
    this.#view.onSent();
  }

  clear(): void {
    drafts.set(this.#room.name, '');
    this.fill();
  }
}
