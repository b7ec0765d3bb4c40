/** Closes polls: the menu item, and the entry in the moderation log. */

import type { Message } from '../../../client/index.ts';
import type { CloseFrame } from '../../../protocol/events/close.ts';
import { messageIn } from '../../state/message-in.ts';
import type { Room } from '../../state/room.ts';
import { Item } from '../../ui/menu-item.tsx';
import { useOwnSilencedUntil } from '../../ui/use-own-silenced-until.ts';
import { MessageLink } from '../moderation/audit-entry.tsx';
import { closePoll, mayClose } from './voting.ts';
import { words } from './words.ts';

export function CloseItem({ room, message }: { room: Room; message: Message }) {
  const isSilenced = useOwnSilencedUntil(room) !== undefined;
  if (isSilenced || !mayClose(room, message)) return null;
  return <Item icon="lock" label={words.value.close} act={() => closePoll(room, message.seq)} />;
}

export function ClosedPoll({ room, entry: { ref } }: { room: Room; entry: CloseFrame }) {
  return <MessageLink seq={ref} label={words.value.closedPoll(messageIn(room, ref)?.from)} />;
}
