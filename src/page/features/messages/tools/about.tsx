/** The head of a sheet about a message. */

import { messageIn } from '../../../state/message-in.ts';
import type { Room } from '../../../state/room.ts';
import { QuotedLine } from '../row/reply-quote.tsx';

/** The message that a sheet is about. A sheet may cover the message, unlike a menu beside it. */
export function About({ room, seq }: { room: Room; seq: number }) {
  return (
    <p class="about">
      <QuotedLine message={messageIn(room, seq)} />
    </p>
  );
}
