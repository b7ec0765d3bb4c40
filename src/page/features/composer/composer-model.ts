/** The logic of the composer, without its field and its view. */

import { computed, signal } from '@preact/signals';
import { cleanText, codePoints, isBlank } from '../../../protocol/text.ts';
import type { Room } from '../../state/room.ts';
import { isCommand, isForOthers, unescaped } from '../../text/slash.ts';
import { isSendKey, type KeyPress } from '../../ui/enter-key.ts';
import { withLate } from '../../ui/with-late.ts';
import { late, type Submitter } from './late-parts.ts';

/** The count of characters left appears once there are fewer than this. */
const COUNT_FROM_LEFT = 200;

/** What the model asks of the view. These calls do nothing once the field is gone. */
export interface ComposerView {
  /** Replaces the text of the field. */
  show(text: string): void;
  /** Called when a message was sent. */
  onSent(): void;
}

/** The composer of one room. `room.composition.text` is the text of its field. */
export class ComposerModel implements Submitter {
  readonly #room: Room;
  readonly #view: ComposerView;
  /** Why the text can't be sent. It disappears with the next change of the text. */
  readonly problem = signal<string | undefined>(undefined);
  /** The number of characters left, once there are few of them. It is negative if the text is too long. */
  readonly left = signal<number | undefined>(undefined);
  readonly isTooLong = computed(() => (this.left.value ?? 0) < 0);

  constructor(room: Room, view: ComposerView) {
    this.#room = room;
    this.#view = view;
  }

  /** Infinite until the room has sent its limit. */
  get limit(): number {
    return this.#room.state.peek()?.limits.textChars ?? Number.POSITIVE_INFINITY;
  }

  /** Shows the present text in the field after it has been changed by other means than typing. */
  fill(): void {
    const { text } = this.#room.composition;
    this.#view.show(text);
    this.#onText(text);
  }

  /** Called when the text of the field has changed. */
  type(text: string): void {
    this.#room.composition.type(text);
    this.#onText(text);
    if (isForOthers(text)) this.#room.client.peek()?.typing();
  }

  #onText(text: string): void {
    const { limit } = this;
    // Counting characters is expensive, so it is only done if the text may be too long.
    const left = limit - (text.length > limit - COUNT_FROM_LEFT ? codePoints(text) : 0);
    this.problem.value = undefined;
    this.left.value = left < COUNT_FROM_LEFT ? left : undefined;
  }

  /**
   * Sends on Enter.
   * @param touch whether the main pointer is a finger
   * @returns whether the key was used
   */
  enter(press: KeyPress, touch: boolean): boolean {
    const isUsed = isSendKey(press, touch);
    if (isUsed) this.submit();
    return isUsed;
  }

  /** Sends the message, saves the edit or runs the command. If that isn't possible, the text stays in the field. */
  submit(): void {
    const { text } = this.#room.composition;
    const writing = this.#room.composition.writing.peek();
    if (writing.kind !== 'edit' && text === '') return;
    if (writing.kind === 'edit' || isCommand(text) || isBlank(cleanText(text)))
      withLate(late, ({ submitNonMessage }) => submitNonMessage(this, this.#room, writing, text));
    else if (codePoints(text) <= this.limit) this.send(unescaped(text));
  }

  send(text: string): void {
    const room = this.#room;
    const writing = room.composition.writing.peek();
    const result = room.send(text, writing.kind === 'reply' ? { re: writing.to } : {});
    if (!result.ok)
      return void withLate(late, ({ whyRefused }) => {
        this.problem.value = whyRefused(result);
      });
    room.composition.leave();
    this.clear();
    room.view.sent();
    this.#view.onSent();
  }

  clear(): void {
    this.#room.composition.type('');
    this.fill();
  }
}
