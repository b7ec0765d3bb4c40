/** The slot for the parts of the message list that are loaded late. */

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
  /** Handles pointers, touches and copying in the list. @returns the function that stops this */
  startListListeners(list: HTMLElement, room: Room): () => void;
  /** Handles a tap that comes before `startListListeners`. */
  onTap(event: MouseEvent, room: Room): void;
  /** @returns whether the key was used */
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
  /** Draws plain text with its mentions. */
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

  /** Loads the code that fills `highlighter`, if necessary. */
  fetchColours(): void;

  /** A time, with its day if that isn't today. */
  endTime(ts: number): string;
  words: ReadonlySignal<{ loadingOlder: string; empty: string; showLess: string }>;
}>();

/** Highlights code. It is loaded with the views of the overlays, once a code block is shown. */
export const highlighter = slot<typeof highlight>();
