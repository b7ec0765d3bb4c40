/** The slot for the late parts of the list: its input handlers, its scrolling, and its contents other than rows. */

import type { ReadonlySignal } from '@preact/signals';
import type { ComponentType } from 'preact';
import type { Room } from '../../../state/room.ts';
import { slot } from '../../../state/slot.ts';
import type { LoadOutcome } from './load-to-message.ts';
import type { Paging } from './paging.ts';
import type { Glide } from './smooth-scroll.ts';

export const late = slot<{
  /** Handles pointers, touches and copying in the list. @returns the function that stops this */
  startListListeners(list: HTMLElement, room: Room): () => void;
  /** Handles a tap that comes before `startListListeners`. */
  onTap(event: MouseEvent, room: Room): void;
  /** @returns whether the key was used */
  onListKey(event: KeyboardEvent, list: HTMLOListElement, room: Room): boolean;

  loadToMessage(room: Room, seq: number, pages: number): Promise<LoadOutcome>;
  loadForReader(room: Room, seq: number, back?: () => void): Promise<boolean>;
  highlightMessage(room: Room, seq: number): void;
  focusMessage(seq: number): void;
  Glide: typeof Glide;
  Paging: typeof Paging;

  Tools: ComponentType<{ room: Room }>;
  JumpToLatest: ComponentType<{ room: Room; pinned: ReadonlySignal<boolean>; jump: () => void }>;
  words: ReadonlySignal<{ loadingOlder: string; empty: string }>;
}>();
