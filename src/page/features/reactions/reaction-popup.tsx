/** The pop-up that picks a reaction: frequent emoji first, then all of them. */

import type { Room } from '../../state/room.ts';
import { closeOverlay } from '../../ui/close-overlay.ts';
import { Popup } from '../../ui/popup.tsx';
import type { PopupAnchor } from '../../ui/popup-anchor.ts';
import { moreCommon } from '../../words/common.ts';
import { EmojiPicker } from '../emoji/emoji-picker.tsx';
import { About } from '../messages/tools/about.tsx';
import { reactionPopup } from './overlays.ts';
import { QuickReactions } from './quick-reactions.tsx';
import { toggleReaction } from './reacting.ts';

function ReactionPopup({ room, seq, at }: { room: Room; seq: number; at: PopupAnchor }) {
  return (
    <Popup label={moreCommon.value.react} at={at} onClose={closeOverlay} kind="emoji-popup">
      <About room={room} seq={seq} />
      <QuickReactions room={room} seq={seq} />
      <EmojiPicker
        pick={(emoji) => {
          closeOverlay();
          toggleReaction(room, seq, emoji);
        }}
      />
    </Popup>
  );
}

reactionPopup.view.value = ReactionPopup;
