/** The slot for the parts around the messages. The page keeps their places empty until they have loaded. */

import type { ComponentType } from 'preact';
import type { Route } from '../../protocol/room-path.ts';
import type { topicDialog } from '../features/rooms/overlays.ts';
import type { Room } from '../state/room.ts';
import { slot } from '../state/slot.ts';

type OfRoom = ComponentType<{ room: Room }>;

export const late = slot<{
  Home: ComponentType<{ route: Route }>;
  Overlays: ComponentType;
  Sidebar: ComponentType;
  PageNews: ComponentType;
  /** The text and the button of the toast. */
  Said: ComponentType;

  topicDialog: typeof topicDialog;
  LockMark: OfRoom;
  RoomTools: OfRoom;
  MembersButton: OfRoom;
  Members: OfRoom;
  TypingLine: OfRoom;
  NamingLine: OfRoom;
  ComposerNotice: OfRoom;
  RoomAnnouncer: OfRoom;

  /** Carries out a page-wide shortcut, if the key press is one. */
  onKey(event: KeyboardEvent): void;
}>();
