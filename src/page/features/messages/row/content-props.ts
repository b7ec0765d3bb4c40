/** The properties of a component that shows a message of any kind. */

import type { Message, Outgoing } from '../../../../client/room-state/state.ts';
import type { Room } from '../../../state/room.ts';
import type { TextProps } from './message-text.tsx';

export interface ContentProps extends TextProps {
  room: Room;
  item: Message | Outgoing;
}
