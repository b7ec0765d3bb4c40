/** The views of what lies over the page: a part that is fetched when the first of them is wanted. */

import { HelpDialog } from '../features/commands/help-dialog.tsx';
import { EmojiPicker } from '../features/emoji/emoji-picker.tsx';
import { UnlockDialog } from '../features/lock/unlock-dialog.tsx';
import { PersonMenu } from '../features/members/person-menu.tsx';
import { remove, toggleReaction } from '../features/messages/actions.ts';
import { ContextDialog } from '../features/messages/context-dialog.tsx';
import { About, MessageMenu, QuickReactions } from '../features/messages/message-menu.tsx';
import { QuotedLine } from '../features/messages/quote.tsx';
import { AuditDialog } from '../features/moderation/audit-dialog.tsx';
import { RestrainDialog } from '../features/moderation/restrain-dialog.tsx';
import { SettingsDialog } from '../features/moderation/settings-dialog.tsx';
import { NotifyDialog } from '../features/notifications/notify-dialog.tsx';
import { ReactionList } from '../features/reactions/reaction-list.tsx';
import { unsentIn } from '../features/rooms/leaving.ts';
import { RoomMenu } from '../features/rooms/room-menu.tsx';
import { SwitchDialog } from '../features/rooms/switch-dialog.tsx';
import { TopicDialog } from '../features/rooms/topic-dialog.tsx';
import { SearchDialog } from '../features/search/search-dialog.tsx';
import { ShareDialog } from '../features/sharing/share-dialog.tsx';
import type { Overlay } from '../state/overlay.ts';
import type { Room } from '../state/room.ts';
import { currentRoom } from '../state/rooms.ts';
import { closeOverlay } from '../ui/close-overlay.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Popup } from '../ui/popup.tsx';
import { more } from '../words/more.ts';

export function OverlayView({ shown }: { shown: Overlay }) {
  const { value: also } = more;
  switch (shown.kind) {
    case 'menu':
      return <MessageMenu key={shown.seq} room={shown.room} seq={shown.seq} at={shown.at} />;
    case 'react':
      return (
        <Popup label={also.react} at={shown.at} onClose={closeOverlay} kind="emoji-popup">
          <About room={shown.room} seq={shown.seq} />
          <QuickReactions room={shown.room} seq={shown.seq} />
          <EmojiPicker
            pick={(emoji) => {
              closeOverlay();
              toggleReaction(shown.room, shown.seq, emoji);
            }}
          />
        </Popup>
      );
    case 'emoji':
      return (
        <Popup label={also.emoji} at={shown.at} onClose={closeOverlay} kind="emoji-popup">
          <EmojiPicker
            pick={(emoji) => {
              closeOverlay();
              shown.pick(emoji);
            }}
          />
        </Popup>
      );
    case 'delete':
      return <DeleteDialog room={shown.room} seq={shown.seq} />;
    case 'reactions':
      return (
        <Dialog label={also.reactions} onClose={closeOverlay}>
          <ReactionList room={shown.room} seq={shown.seq} />
        </Dialog>
      );
    case 'context':
      return <ContextDialog room={shown.room} seq={shown.seq} from={shown.from} />;
    case 'topic':
      return <TopicDialog room={shown.room} />;
    case 'share':
      return <ShareDialog room={shown.room} />;
    case 'notify':
      return <NotifyDialog room={shown.room} />;
    case 'room':
      return <RoomMenu room={shown.room} at={shown.at} />;
    case 'person':
      return <PersonMenu key={shown.id} room={shown.room} id={shown.id} at={shown.at} />;
    case 'restrain':
      return <RestrainDialog room={shown.room} id={shown.id} action={shown.action} />;
    case 'settings':
      return <SettingsDialog room={shown.room} isBack={shown.isBack} />;
    case 'audit':
      return <AuditDialog room={shown.room} />;
    case 'unlock':
      return <UnlockDialog room={shown.room} />;
    case 'search':
      return <SearchDialog room={shown.room} from={shown.from} />;
    case 'switch':
      return <SwitchDialog />;
    case 'leave':
      return <LeaveDialog room={shown.room} act={shown.act} />;
    case 'help':
      return <HelpDialog room={currentRoom.value} />;
    case 'copy':
      return <CopyDialog text={shown.text} />;
  }
}

function DeleteDialog({ room, seq }: { room: Room; seq: number }) {
  const { value: also } = more;
  return (
    <Dialog label={also.deleteTitle} onClose={closeOverlay}>
      <p class="quote still">
        <QuotedLine message={room.message(seq)} />
      </p>
      <p>{also.deleteExplained}</p>
      <div class="answers">
        <button type="button" class="plain" onClick={closeOverlay}>
          {also.cancel}
        </button>
        <button type="button" class="danger" autofocus onClick={() => remove(room, seq)}>
          {also.deleteMessage}
        </button>
      </div>
    </Dialog>
  );
}

function LeaveDialog({ room, act }: { room: Room; act: () => void }) {
  const { value: also } = more;
  const { messages, isDraft } = unsentIn(room);
  return (
    <Dialog label={also.leaveTitle(room.name)} onClose={closeOverlay}>
      <p>{also.leaveLoses(messages, isDraft)}</p>
      <div class="answers">
        <button type="button" class="plain" autofocus onClick={closeOverlay}>
          {more.value.cancel}
        </button>
        <button
          type="button"
          class="danger"
          onClick={() => {
            closeOverlay();
            act();
          }}
        >
          {also.leaveAnyway}
        </button>
      </div>
    </Dialog>
  );
}

function CopyDialog({ text }: { text: string }) {
  const { value: also } = more;
  return (
    <Dialog label={also.copyByHand} onClose={closeOverlay}>
      <textarea
        class="field"
        readOnly
        rows={Math.min(8, text.split('\n').length)}
        // Else the dialog would give focus to its ✕.
        autofocus
        value={text}
        dir="auto"
        aria-label={also.copyByHand}
        onFocus={({ currentTarget }) => currentTarget.select()}
      />
    </Dialog>
  );
}
