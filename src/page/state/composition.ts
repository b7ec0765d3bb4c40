/** What is written in the composer of a room, whether or not the room is open. */

import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { drafts } from './drafts.ts';
import { type Draft, type Edit, NEW, type Writing } from './writing.ts';

/** drafts.ts stores a draft and its reply, and persisted-edits.ts an edit. */
export class Composition {
  readonly #room: string;
  readonly #epoch: () => string;
  /** What the draft is for. */
  readonly #draft = signal<Draft>(NEW);
  /** While there is an edit, the draft waits. */
  readonly #edit = signal<Edit>();

  /** Whether it is a new message, a reply or an edit. */
  readonly writing: ReadonlySignal<Writing> = computed(() => this.#edit.value ?? this.#draft.value);

  /** @param epoch the present epoch of `room`, '' if it isn't known */
  constructor(room: string, epoch: () => string) {
    this.#room = room;
    this.#epoch = epoch;
  }

  /** The text in the field. An edit has its own text, everything else is the draft. */
  get text(): string {
    return this.#edit.value?.text ?? this.draft;
  }

  /** The text of the draft, which may wait for an edit. */
  get draft(): string {
    return drafts.get(this.#room);
  }

  /** Called by the field, which shows `text` already. */
  type(text: string): void {
    const edit = this.#edit.peek();
    if (edit) this.#edit.value = { ...edit, text };
    else drafts.set(this.#room, text);
  }

  /** Lets the draft reply to the message `seq`. Ends an edit. */
  reply(seq: number): void {
    this.#setDraft({ kind: 'reply', to: seq });
    this.#edit.value = undefined;
  }

  /** Begins an edit, or continues one. */
  edit(edit: Edit): void {
    this.#edit.value = edit;
  }

  /** Finishes or cancels an edit, else a reply. */
  leave(): void {
    if (!this.#edit.peek()) this.#setDraft(NEW);
    this.#edit.value = undefined;
  }

  /** Ends an edit that is no longer possible. Its text continues as a draft. */
  handOver(): void {
    const edit = this.#edit.peek();
    if (edit && edit.text !== edit.was) this.putBefore(edit.text);
    this.#edit.value = undefined;
  }

  /** Puts a text that can't be sent before the draft, so that neither is lost. `re`: the message that it replies to. */
  putBefore(text: string, re?: number): void {
    drafts.replace(this.#room, [text, this.draft].filter((one) => one.trim() !== '').join('\n'));
    if (re !== undefined && this.#draft.peek() === NEW) this.#setDraft({ kind: 'reply', to: re });
  }

  /** Removes the draft and its reply from the store. @returns the function that puts them back */
  takeDraft(): () => void {
    const { draft } = this;
    const reply = drafts.reply(this.#room);
    drafts.replace(this.#room, '');
    drafts.setReply(this.#room, undefined);
    return () => {
      drafts.replace(this.#room, draft);
      drafts.setReply(this.#room, reply);
    };
  }

  /** The room has a new log, without the message that is being edited or replied to. */
  startOver(): void {
    this.handOver();
    this.leave();
  }

  /** Adopts what the draft is for in another tab, or was for before a reload. An edit in this tab continues. */
  adoptDraft(draft: Draft): void {
    this.#draft.value = draft;
  }

  /** Restores the reply that was being written before a reload, if its message belongs to `epoch`. */
  takeUpReply(epoch: string): void {
    const reply = drafts.reply(this.#room);
    if (reply?.epoch === epoch && this.#draft.peek() === NEW) this.adoptDraft({ kind: 'reply', to: reply.seq });
  }

  #setDraft(draft: Draft): void {
    this.#draft.value = draft;
    drafts.setReply(this.#room, draft.kind === 'reply' ? { epoch: this.#epoch(), seq: draft.to } : undefined);
  }
}
