/** The slots for the late parts of a message: its rare views, and what is shown of a message that isn't stored. */

import type { ReadonlySignal } from '@preact/signals';
import type { ComponentType } from 'preact';
import type { Outgoing } from '../../../../client/index.ts';
import type { Room } from '../../../state/room.ts';
import { slot } from '../../../state/slot.ts';
import type { highlight } from '../../../text/highlight.ts';
import type { EditChange, MessageChange } from '../list/rows.ts';
import type { mentionsIn } from './mentions.tsx';
import type { RareBlockView, RoomLink } from './rare-views.tsx';

export const late = slot<{
  /** Draws plain text with its mentions. */
  mentionsIn: typeof mentionsIn;
  RareBlockView: typeof RareBlockView;
  RoomLink: typeof RoomLink;
  HiddenMessage: ComponentType<{ show: () => void }>;
  CodeTools: ComponentType<{
    text: string;
    language: string;
    isPart: boolean;
    wraps: boolean;
    wrap: (wraps: boolean) => void;
  }>;
  /** Loads the code that fills `highlighter`, if necessary. */
  fetchColours(): void;

  Failure: ComponentType<{ outgoing: Outgoing; room: Room }>;
  ChangeFailure: ComponentType<{ change: MessageChange; room: Room }>;
  Waiting: ComponentType<{ room: Room; pending: Outgoing | EditChange }>;
  /** A time, with its day if that isn't today. */
  endTime(ts: number): string;
  words: ReadonlySignal<{ showLess: string }>;
}>();

/** Highlights code. It is loaded with the views of the overlays, once a code block is shown. */
export const highlighter = slot<typeof highlight>();
