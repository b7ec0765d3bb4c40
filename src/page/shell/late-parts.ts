/** What stands around and beside the messages: it keeps its place empty until it comes. */

import type { ComponentType } from 'preact';
import type { Place } from '../../protocol/room-path.ts';
import type { topicDialog } from '../features/rooms/overlays.ts';
import type { Room } from '../state/room.ts';
import { slot } from '../state/slot.ts';

type OfRoom = ComponentType<{ room: Room }>;

export const late = slot<{
  Home: ComponentType<{ place: Place }>;
  Overlays: ComponentType;
  Sidebar: ComponentType;
  PageNews: ComponentType;
  /** What the toast says, and offers. */
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
}>();
