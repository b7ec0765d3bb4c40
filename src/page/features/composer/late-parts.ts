/** The slot for the parts of the composer that are loaded late. */

import type { ReadonlySignal, Signal } from '@preact/signals';
import type { ComponentType, RefObject } from 'preact';
import type { Room } from '../../state/room.ts';
import { slot } from '../../state/slot.ts';
import type { Writing } from '../../state/writing.ts';

/** What late code needs from the composer. */
export interface Submitter {
  /** Why the text wasn't sent, as text to show. */
  readonly problem: Signal<string | undefined>;
  /** The maximum length of a message, in characters. */
  readonly limit: number;
  /** Sends `text` as a message. */
  send(text: string): void;
  /** Empties the field and the draft. */
  clear(): void;
}

export const late = slot<{
  Completion: ComponentType<{ room: Room; field: RefObject<HTMLTextAreaElement | null> }>;
  WritingBar: ComponentType<{ room: Room }>;

  /** @returns the function that stops guarding */
  guardUndo(field: HTMLTextAreaElement): () => void;
  /** Opens the emoji picker beside `opener`. The chosen emoji is typed into `field`. */
  pickEmoji(field: HTMLTextAreaElement, opener: Element): void;
  /** Handles a key press in the field other than Enter. @returns whether the key was used */
  onKey(room: Room, event: KeyboardEvent & { currentTarget: HTMLTextAreaElement }): boolean;
  /** Called when files were dropped on `target`, with `text` if some came along. */
  received(text: string, target: EventTarget | null): void;

  /** Submits `text`, which was written as `writing` and isn't a plain message: an edit, a command or blank text. */
  submitNonMessage(by: Submitter, room: Room, writing: Writing, text: string): void;
  /** Explains in a sentence why a message was refused. */
  whyRefused(refused: { code: string; text: string }): string;
  /**
   * What Enter and the button do with an edit, as text to show. `undefined` if no edit is open. Tracks the state of the
   * room.
   */
  editWords(room: Room): { keys: string; button: string } | undefined;

  words: ReadonlySignal<{
    tooLong: string;
    charactersLeft(count: number, limit: number): string;
  }>;
}>();
