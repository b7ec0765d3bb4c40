/** The quick reactions: a row of emoji that react at once. */

import { messageIn } from '../../state/message-in.ts';
import type { Room } from '../../state/room.ts';
import { closeOverlay } from '../../ui/close-overlay.ts';
import { MoreIcon } from '../../ui/more-icon.tsx';
import { moreCommon } from '../../words/common.ts';
import { recent, used } from '../emoji/recent-emoji.ts';
import { tone, toned } from '../emoji/skin-tone.ts';
import { toggleReaction } from './reacting.ts';
import { words } from './words.ts';

/** The quick reactions of a reader who has used no emoji yet. */
const QUICK_EMOJI = ['👍', '❤️', '😂', '🎉', '😮', '🙏'] as const;

interface QuickProps {
  room: Room;
  seq: number;
  /** Opens the emoji picker. */
  openAll?: () => void;
}

/** The most recently used emoji, filled up with popular ones, in the chosen skin tone. */
function quickEmoji(): { char: string; emoji: string }[] {
  const chars = [...new Set([...recent.value, ...QUICK_EMOJI])].slice(0, QUICK_EMOJI.length);
  return chars.map((char) => ({ char, emoji: toned(char, tone.value) }));
}

export function QuickReactions({ room, seq, openAll }: QuickProps) {
  const { value: texts } = words;
  const reacts = messageIn(room, seq)?.reacts;
  const self = room.state.value?.self?.id ?? '';
  return (
    // biome-ignore lint/a11y/useSemanticElements: these buttons belong to no form
    <div class="quick" role="group" aria-label={moreCommon.value.react}>
      {quickEmoji().map(({ char, emoji }) => (
        <button
          key={char}
          type="button"
          class="emoji"
          aria-pressed={reacts?.[emoji]?.includes(self) ?? false}
          onClick={() => {
            if (!reacts?.[emoji]?.includes(self)) used(char);
            toggleReaction(room, seq, emoji);
            closeOverlay();
          }}
        >
          {emoji}
        </button>
      ))}
      {openAll && (
        <button type="button" class="tool" aria-label={texts.moreEmoji} title={texts.moreEmoji} onClick={openAll}>
          <MoreIcon name="plus" />
        </button>
      )}
    </div>
  );
}
