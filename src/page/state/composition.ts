/** What is written in the composer of a room, whether or not the room is open. */

import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { drafts } from './drafts.ts';
import { afterWriting, handedOver, NEW, type Writing } from './writing.ts';

/** drafts.ts stores a draft and its reply, and persisted-edits.ts an edit. */
export class Composition {
  readonly #room: string;
  readonly #epoch: () => string;
  readonly #writing: Signal<Writing> = signal(NEW);

  /** Whether it is a new message, a reply or an edit. */
  readonly writing: ReadonlySignal<Writing> = this.#writing;

  /** @param epoch the present epoch of `room`, '' if it isn't known */
  constructor(room: string, epoch: () => string) {
    this.#room = room;
    this.#epoch = epoch;
  }

  /** The text in the field. An edit has its own text, everything else is the draft. */
  get text(): string {
    const { value: writing } = this.#writing;
    return writing.kind === 'edit' ? writing.text : drafts.get(this.#room);
  }

  /** Called by the field, which shows `text` already. */
  type(text: string): void {
    const writing = this.#writing.peek();
    if (writing.kind === 'edit') this.adopt({ ...writing, text });
    else drafts.set(this.#room, text);
  }

  /** Begins to write something, or returns to what was being written. */
  write(writing: Writing): void {
    this.adopt(writing);
    if (writing.kind !== 'edit')
      drafts.setReply(this.#room, writing.kind === 'reply' ? { epoch: this.#epoch(), seq: writing.to } : undefined);
  }

  /** Takes over what is stored, or was written in another tab. */
  adopt(writing: Writing): void {
    this.#writing.value = writing;
  }

  /** Ends an edit that is no longer possible. Its text continues as a draft. */
  handOver(): void {
    const writing = this.#writing.peek();
    if (writing.kind !== 'edit') return;
    drafts.replace(this.#room, handedOver(drafts.get(this.#room), writing));
    this.write(afterWriting(writing));
  }

  /** Restores the reply that was being written before a reload, if its message belongs to `epoch`. */
  takeUpReply(epoch: string): void {
    const reply = drafts.reply(this.#room);
    if (reply && reply.epoch === epoch && this.#writing.value.kind === 'new')
      this.adopt({ kind: 'reply', to: reply.seq });
  }
}
