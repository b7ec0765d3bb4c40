/** What the list of messages leaves for later. */

import type { ReadonlySignal } from '@preact/signals';
import type { ComponentType } from 'preact';
import type { Notice, Outgoing } from '../../../client/index.ts';
import type { Room } from '../../state/room.ts';
import { slot } from '../../state/slot.ts';
import type { highlight } from '../../text/highlight.ts';
import type { Hits } from '../search/search.ts';
import type { LoadOutcome } from './list/load-to-message.ts';
import type { Paging } from './list/paging.ts';
import type { EditChange, MessageChange } from './list/rows.ts';
import type { Glide } from './list/smooth-scroll.ts';
import type { Outcome } from './notices/notice-outcomes.ts';
import type { mentionsIn } from './row/mentions.tsx';
import type { RareBlockView, RoomLink } from './row/rare-views.tsx';

export const late = slot<{
  /** Answers to pointers and fingers on the list, and to copying. Returns the function that ends it. */
  startListListeners(list: HTMLElement, room: Room): () => void;
  /** What a tap does that comes before `startListListeners`. */
  onTap(event: MouseEvent, room: Room): void;
  /** Returns whether the key was used. */
  onListKey(event: KeyboardEvent, list: HTMLOListElement, room: Room): boolean;

  loadToMessage(room: Room, seq: number, pages: number): Promise<LoadOutcome>;
  loadForReader(room: Room, seq: number, from?: Hits): Promise<boolean>;
  highlightMessage(room: Room, seq: number): void;
  focusMessage(seq: number): void;
  Glide: typeof Glide;
  Paging: typeof Paging;

  Tools: ComponentType<{ room: Room }>;
  JumpToLatest: ComponentType<{ room: Room; pinned: ReadonlySignal<boolean>; jump: () => void }>;
  outcomesOf(notices: readonly Notice[]): Outcome[];
  Notices: ComponentType<{ outcomes: readonly Outcome[]; count: number }>;
  /** How plain text is drawn, with the names that it calls. */
  mentionsIn: typeof mentionsIn;
  RareBlockView: typeof RareBlockView;
  RoomLink: typeof RoomLink;
  HiddenMessage: ComponentType<{ show: () => void }>;
  Failure: ComponentType<{ outgoing: Outgoing; room: Room }>;
  ChangeFailure: ComponentType<{ change: MessageChange; room: Room }>;
  Waiting: ComponentType<{ room: Room; pending: Outgoing | EditChange }>;
  CodeTools: ComponentType<{
    text: string;
    language: string;
    isPart: boolean;
    wraps: boolean;
    wrap: (wraps: boolean) => void;
  }>;

  /** Fetches what fills `highlighter`, unless it is here. */
  fetchColours(): void;

  /** A time, with its day where that isn't the present one. */
  endTime(ts: number): string;
  words: ReadonlySignal<{ loadingOlder: string; empty: string; showLess: string }>;
}>();

/** Finds out the colours of code. It comes with the views of the overlays, once a block of code is shown. */
export const highlighter = slot<typeof highlight>();
