/** The reactions under a message. A click adds or removes the reader's own. */

import { useComputed } from '@preact/signals';
import type { Message } from '../../../client/index.ts';
import type { Room } from '../../state/room.ts';
import { isOut } from '../../state/room-access.ts';
import { Icon } from '../../ui/icon.tsx';
import { withLate } from '../../ui/with-late.ts';
import { late } from './late-parts.ts';
import { firstWords } from './words.first.ts';

interface ReactionsProps {
  room: Room;
  seq: number;
  reacts: NonNullable<Message['reacts']>;
  selfId: string | undefined;
}

export function Reactions({ room, seq, reacts, selfId }: ReactionsProps) {
  const { value: texts } = firstWords;
  const { value: isOutside } = useComputed(() => isOut(room));
  const whose = (ids: readonly string[]): string => late.value?.namesOf(room, ids).join(', ') ?? '';
  return (
    <ul class="reactions" aria-label={texts.reactions}>
      {Object.entries(reacts).map(([emoji, ids]) => {
        const isMine = selfId !== undefined && ids.includes(selfId);
        return (
          <li key={emoji}>
            <button
              type="button"
              disabled={isOutside}
              aria-pressed={isMine}
              aria-label={texts.reaction(emoji, ids.length)}
              title={whose(ids)}
              // Names change and members come and go, so the names are looked up when they are needed.
              onPointerEnter={({ currentTarget }) => {
                currentTarget.title = whose(ids);
              }}
              onClick={() => withLate(late, (parts) => parts.toggleReaction(room, seq, emoji))}
            >
              <span class="emoji" aria-hidden="true">
                {emoji}
              </span>
              <span aria-hidden="true">{ids.length}</span>
            </button>
          </li>
        );
      })}
      {!isOutside && (
        <li>
          <button
            type="button"
            class="more"
            aria-label={texts.addReaction}
            onClick={({ currentTarget }) => withLate(late, (parts) => parts.askForReaction(room, seq, currentTarget))}
          >
            <Icon name="smile" />
          </button>
        </li>
      )}
    </ul>
  );
}
