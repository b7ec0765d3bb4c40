/** The tools in a room's header: search, polls, settings, notifications and sharing. */

import { useComputed } from '@preact/signals';
import { may } from '../../state/authority.ts';
import type { Room } from '../../state/room.ts';
import { isOut } from '../../state/room-access.ts';
import { MoreIcon as Icon, type MoreIconName as IconName } from '../../ui/more-icon.tsx';
import { type PopupAnchor, popupAnchorOf } from '../../ui/popup-anchor.ts';
import { moreCommon } from '../../words/common.ts';
import { settingsDialog } from '../moderation/overlays.ts';
import { isBlocked, levelOf } from '../notifications/level.ts';
import { notifyDialog } from '../notifications/overlays.ts';
import { pollDialog } from '../polls/overlays.ts';
import { searchDialog } from '../search/overlays.ts';
import { shareDialog } from '../sharing/overlays.ts';
import { roomMenu } from './overlays.ts';
import { words } from './words.ts';

interface ToolProps {
  icon: IconName;
  label: string;
  /** @param at where the button is */
  open: (at: PopupAnchor) => void;
  /**
   * Whether the tool is only shown on a wide screen, or only on a narrow one, where a menu contains the other tools.
   */
  only?: 'wide' | 'narrow';
  /** The keyboard shortcut. */
  keys?: string;
}

function Tool({ icon, label, open, only, keys }: ToolProps) {
  return (
    <button
      type="button"
      class={only ? `tool on-${only}` : 'tool'}
      aria-label={label}
      title={keys ? `${label} (${keys})` : label}
      aria-haspopup="dialog"
      onClick={({ currentTarget }) => open(popupAnchorOf(currentTarget))}
    >
      <Icon name={icon} />
    </button>
  );
}

export function RoomTools({ room }: { room: Room }) {
  const { value: texts } = words;
  // Setting the topic is the most widely held right among the settings.
  const { value: maySet } = useComputed(() => may(room, 'topic'));
  if (isOut(room)) return <ShareTool room={room} />;
  return (
    <>
      <Tool icon="search" label={texts.search} keys="/" open={() => searchDialog.open({ room })} />
      <Tool icon="poll" label={texts.newPoll} only="wide" open={() => pollDialog.open({ room })} />
      {maySet && <Tool icon="gear" label={texts.roomSettings} only="wide" open={() => settingsDialog.open({ room })} />}
      <Tool
        icon={levelOf(room.name) === 'none' ? 'bellOff' : 'bell'}
        label={notificationsOf(room)}
        only="wide"
        open={() => notifyDialog.open({ room })}
      />
      <ShareTool room={room} />
    </>
  );
}

/** Sharing the room needs no connection. Neither do the menu items that remain without one. */
function ShareTool({ room }: { room: Room }) {
  const { value: texts } = words;
  return (
    <>
      <Tool icon="share" label={texts.share} only="wide" open={() => shareDialog.open({ room })} />
      <Tool icon="more" label={texts.roomMenu} only="narrow" open={(at) => roomMenu.open({ room, at })} />
    </>
  );
}

/** The label of the notification setting: "Notifications: all messages". */
export function notificationsOf({ name }: Room): string {
  const { notifications, blocked } = words.value;
  const { levels } = moreCommon.value;
  return notifications(isBlocked(name) ? blocked : levels[levelOf(name)]);
}
