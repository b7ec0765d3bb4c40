/** What lies over the page: at most one at a time. Its views are fetched when the first is wanted (overlays.tsx). */

import { signal } from '@preact/signals';
import type { Hits } from '../features/search/search.ts';
import type { Room } from './room.ts';

/** Where a pop-up stands on a wide screen: beside the element that opened it, in CSS pixels of the window. */
export type Spot = Pick<DOMRect, 'top' | 'bottom' | 'left' | 'right'>;

export type Overlay =
  /** All that can be done with a message. */
  | { kind: 'menu'; room: Room; seq: number; at: Spot }
  /** An emoji to react with. */
  | { kind: 'react'; room: Room; seq: number; at: Spot }
  /** An emoji for the text that is being written. */
  | { kind: 'emoji'; at: Spot; pick(emoji: string): void }
  | { kind: 'delete'; room: Room; seq: number }
  /** Who reacted with what. */
  | { kind: 'reactions'; room: Room; seq: number }
  /** Messages around one that is too far up to scroll to. `from`: the search that found it. */
  | { kind: 'context'; room: Room; seq: number; from?: Hits | undefined }
  /** All of the topic. */
  | { kind: 'topic'; room: Room }
  | { kind: 'share'; room: Room }
  | { kind: 'notify'; room: Room }
  /** What can be done with the room. */
  | { kind: 'room'; room: Room; at: Spot }
  /** What can be done with a member: by everybody for themselves, and by moderators. */
  | { kind: 'person'; room: Room; id: string; at: Spot }
  /** To be confirmed: what a moderator is about to do to a member. */
  | { kind: 'restrain'; room: Room; id: string; action: 'kick' | 'mute' | 'ban' }
  /** `isBack`: from what moderators did. */
  | { kind: 'settings'; room: Room; isBack?: true }
  | { kind: 'audit'; room: Room }
  /** The passphrase of a locked room. */
  | { kind: 'unlock'; room: Room }
  /** `from`: where one was in it. */
  | { kind: 'search'; room: Room; from?: Hits }
  /** From room to room. */
  | { kind: 'switch' }
  /** To be confirmed, for something written would be lost. */
  | { kind: 'leave'; room: Room; act(): void }
  | { kind: 'help' }
  /** Where the browser lets no script copy. */
  | { kind: 'copy'; text: string };

export const overlay = signal<Overlay | undefined>(undefined);

/** The spot of an element. Of what isn't on the screen the middle of the window. */
export function spotOf(element: Element | null | undefined): Spot {
  if (element?.isConnected) return element.getBoundingClientRect();
  const [x, y] = [innerWidth / 2, innerHeight / 2];
  return { top: y, bottom: y, left: x, right: x };
}
