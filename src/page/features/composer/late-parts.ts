/** What the composer leaves for later. */

import type { ReadonlySignal } from '@preact/signals';
import type { ComponentType, RefObject } from 'preact';
import type { Room } from '../../state/room.ts';
import { slot } from '../../state/slot.ts';
import type { Edit } from '../../state/writing.ts';

export const late = slot<{
  Completion: ComponentType<{ room: Room; field: RefObject<HTMLTextAreaElement | null> }>;
  WritingBar: ComponentType<{ room: Room }>;

  /** Returns the function that ends it. */
  guardUndo(field: HTMLTextAreaElement): () => void;
  pickEmoji(field: HTMLTextAreaElement, opener: Element): void;
  /** Returns whether the key was used. */
  onMarkKey(event: KeyboardEvent & { currentTarget: HTMLTextAreaElement }): boolean;
  /** Files were dropped on `target`; `text` came along. */
  received(text: string, target: EventTarget | null): void;

  runCommand(room: Room, line: string): Promise<{ ok: true; send?: string } | { ok: false; why: string }>;
  /** Why a message was refused, as a sentence. */
  whyRefused(refused: { code: string; text: string }): string;
  /** What Enter and the button do with an edit, in words; `undefined` while nothing is edited. Tracks the state of the room. */
  editWords(room: Room): { keys: string; button: string } | undefined;
  /** Returns whether there was something to edit. */
  editLast(room: Room): boolean;
  /** Returns why it couldn't be saved, if so. */
  saveEdit(room: Room, writing: Edit): string | undefined;
  leaveWriting(room: Room): void;

  words: ReadonlySignal<{
    blank: string;
    tooLong(limit: number): string;
    charactersLeft(count: number): string;
  }>;
}>();
