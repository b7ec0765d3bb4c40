/** The leave button of a room in a list. Touch screens have it in the room's menu instead, away from accidental taps. */

import type { Room } from '../../state/room.ts';
import { MoreIcon as Icon } from '../../ui/more-icon.tsx';
import { askToLeave } from './leaving.ts';
import { words } from './words.ts';

/** @param hold keeps the entries below in place, under the pointer */
export function LeaveButton({ room, hold }: { room: Room; hold: () => void }) {
  const { value: texts } = words;
  return (
    <button
      type="button"
      class="leave"
      aria-label={texts.leaveRoom(room.name)}
      title={texts.leaveRoom(room.name)}
      onClick={({ currentTarget, detail }) => {
        const entry = currentTarget.closest('li');
        askToLeave(room, () => {
          // A click by keyboard has a `detail` of 0.
          if (detail > 0) hold();
          focusBeside(entry);
        });
      }}
    >
      <Icon name="close" />
    </button>
  );
}

/**
 * Focuses an entry that remains, because focus would otherwise fall back to the top of the page. It goes to a link
 * rather than to the next leave button, so that a key held down doesn't leave one room after the other.
 */
function focusBeside(entry: Element | null): void {
  const entries = [...(entry?.parentElement?.children ?? [])];
  const at = entry ? entries.indexOf(entry) : -1;
  const links = [...entries.slice(at + 1), ...entries.slice(0, Math.max(0, at)).reverse()].map((other) =>
    other.querySelector('a'),
  );
  const beside = links.find((link) => link !== null);
  (beside ?? document.querySelector<HTMLElement>('.join-link, #room-name'))?.focus({ preventScroll: true });
}
