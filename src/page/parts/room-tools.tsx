/** What a room's header offers: to share it, and to be notified of what is written in it. */

import { useComputed } from '@preact/signals';
import { isModerator, isUnowned } from '../state/authority.ts';
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

/** For moderators; and for everybody to set the topic where nobody is owner. */
export function SettingsButton({ room }: { room: Room }) {
  const { value: say } = words;
  const { value: mayRun } = useComputed(() => isModerator(room) || isUnowned(room));
  if (!mayRun) return null;
  return (
    <button
      type="button"
      class="tool"
      aria-label={say.roomSettings}
      title={say.roomSettings}
      aria-haspopup="dialog"
      onClick={() => {
        overlay.value = { kind: 'settings', room };
      }}
    >
      <Icon name="gear" />
    </button>
  );
}

export function SearchButton({ room }: { room: Room }) {
  const { value: say } = words;
  return (
    <button
      type="button"
      class="tool"
      aria-label={say.search}
      title={`${say.search} (/)`}
      aria-haspopup="dialog"
      onClick={() => {
        overlay.value = { kind: 'search', room };
      }}
    >
      <Icon name="search" />
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
