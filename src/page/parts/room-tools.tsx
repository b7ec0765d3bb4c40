/** What a room's header offers: to share it, and to be notified of what is written in it. */

import { levelOf } from '../state/level.ts';
import type { Room } from '../state/room.ts';
import { words } from '../words/index.ts';
import { Icon } from './icon.tsx';
import { overlay } from './overlay.ts';

export function ShareButton({ room }: { room: Room }) {
  const { value: say } = words;
  return (
    <button
      type="button"
      class="tool"
      aria-label={say.share}
      title={say.share}
      aria-haspopup="dialog"
      onClick={() => {
        overlay.value = { kind: 'share', room };
      }}
    >
      <Icon name="share" />
    </button>
  );
}

export function NotifyButton({ room }: { room: Room }) {
  const { value: say } = words;
  const level = levelOf(room.name);
  const label = `${say.notifications}: ${say.levels[level]}`;
  return (
    <button
      type="button"
      class="tool"
      aria-label={label}
      title={label}
      aria-haspopup="dialog"
      onClick={() => {
        overlay.value = { kind: 'notify', room };
      }}
    >
      <Icon name={level === 'none' ? 'bellOff' : 'bell'} />
    </button>
  );
}
