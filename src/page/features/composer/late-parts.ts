/** What the composer leaves for later. */

import type { ReadonlySignal, Signal } from '@preact/signals';
import type { ComponentType, RefObject } from 'preact';
import type { Room } from '../../state/room.ts';
import { slot } from '../../state/slot.ts';
import type { Writing } from '../../state/writing.ts';

/** What late code asks of the composer. */
export interface Submitter {
  /** Why the text was not sent, in words. */
  readonly problem: Signal<string | undefined>;
  /** The most characters that a message may have. */
  readonly limit: number;
  /** Sends `text` as a message. */
  send(text: string): void;
  /** Empties the field and the draft. */
  clear(): void;
}

export const late = slot<{
  Completion: ComponentType<{ room: Room; field: RefObject<HTMLTextAreaElement | null> }>;
  WritingBar: ComponentType<{ room: Room }>;

  /** Returns the function that ends it. */
  guardUndo(field: HTMLTextAreaElement): () => void;
  /** Opens the emoji beside `opener`. The chosen one is typed into `field`. */
  pickEmoji(field: HTMLTextAreaElement, opener: Element): void;
  /** Acts on a key press in the field, apart from Enter. Returns whether the key was used. */
  onKey(room: Room, event: KeyboardEvent & { currentTarget: HTMLTextAreaElement }): boolean;
  /** Files were dropped on `target`; `text` came along. */
  received(text: string, target: EventTarget | null): void;

  /** Submits `text`, which was written as `writing` and is no plain message: an edit, a command, or blank. */
  submitEditOrCommand(by: Submitter, room: Room, writing: Writing, text: string): void;
  /** Why a message was refused, as a sentence. */
  whyRefused(refused: { code: string; text: string }): string;
  /** What Enter and the button do with an edit, in words; `undefined` while nothing is edited. Tracks the state of the room. */
  editWords(room: Room): { keys: string; button: string } | undefined;

  words: ReadonlySignal<{
    tooLong: string;
    charactersLeft(count: number, limit: number): string;
  }>;
}>();
