/** The views of what lies over the page: a part that is fetched when the first of them is wanted. */

import { useLayoutEffect } from 'preact/hooks';
import { QuotedLine } from '../list/quote.tsx';
import { remove, toggleReaction } from '../state/actions.ts';
import type { Room } from '../state/room.ts';
import { words } from '../words/index.ts';
import { Dialog } from './dialog.tsx';
import { EmojiPicker } from './emoji-picker.tsx';
import { MessageMenu, QuickReactions } from './message-menu.tsx';
import { closeOverlay, type Overlay } from './overlay.ts';
import { Popup } from './popup.tsx';
import { ReactionList } from './reaction-list.tsx';

export function OverlayView({ shown }: { shown: Overlay }) {
  const { value: say } = words;
  switch (shown.kind) {
    case 'menu':
      return <MessageMenu key={shown.seq} room={shown.room} seq={shown.seq} at={shown.at} />;
    case 'react':
      return (
        <Popup label={say.react} at={shown.at} onClose={closeOverlay} kind="emoji-popup">
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
        <Popup label={say.emoji} at={shown.at} onClose={closeOverlay} kind="emoji-popup">
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
        <Dialog label={say.reactions} onClose={closeOverlay}>
          <ReactionList room={shown.room} seq={shown.seq} />
        </Dialog>
      );
    case 'copy':
      return <CopyDialog text={shown.text} />;
    default:
      return <Nothing />;
  }
}

/** What isn't there closes itself. */
function Nothing() {
  useLayoutEffect(closeOverlay, []);
  return null;
}

function DeleteDialog({ room, seq }: { room: Room; seq: number }) {
  const { value: say } = words;
  return (
    <Dialog label={say.deleteTitle} onClose={closeOverlay}>
      <p class="quote still">
        <QuotedLine message={room.message(seq)} />
      </p>
      <p>{say.deleteExplained}</p>
      <div class="answers">
        <button type="button" class="plain" onClick={closeOverlay}>
          {say.cancel}
        </button>
        <button type="button" class="danger" autofocus onClick={() => remove(room, seq)}>
          {say.deleteMessage}
        </button>
      </div>
    </Dialog>
  );
}

function CopyDialog({ text }: { text: string }) {
  const { value: say } = words;
  return (
    <Dialog label={say.copyByHand} onClose={closeOverlay}>
      <textarea
        class="field"
        readOnly
        rows={Math.min(8, text.split('\n').length)}
        // Else the dialog would give focus to its ✕.
        autofocus
        value={text}
        dir="auto"
        aria-label={say.copyByHand}
        onFocus={({ currentTarget }) => currentTarget.select()}
      />
    </Dialog>
  );
}
