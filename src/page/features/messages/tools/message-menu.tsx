/** The menu of a message. */

import type { Message } from '../../../../client/index.ts';
import { isOwn } from '../../../state/is-own.ts';
import { shownName } from '../../../state/member-appearance.ts';
import { messageIn } from '../../../state/message-in.ts';
import { muted } from '../../../state/muted.ts';
import { away } from '../../../state/people.ts';
import { isKnownSilenced } from '../../../state/posting-limits.ts';
import type { Room } from '../../../state/room.ts';
import { isOut } from '../../../state/room-access.ts';
import { roomNowMs } from '../../../state/room-time.ts';
import { closeOverlay } from '../../../ui/close-overlay.ts';
import { Item, onMenuKey } from '../../../ui/menu-item.tsx';
import { Popup } from '../../../ui/popup.tsx';
import type { PopupAnchor } from '../../../ui/popup-anchor.ts';
import { moreCommon } from '../../../words/common.ts';
import { edit, editable } from '../../composer/editing.ts';
import { setMuted } from '../../members/mute.ts';
import { RestrainItems } from '../../moderation/restrain-items.tsx';
import { reactionsDialog } from '../../reactions/overlays.ts';
import { QuickReactions } from '../../reactions/quick-reactions.tsx';
import { askForReaction } from '../../reactions/reacting.ts';
import { messageMenu } from '../overlays.ts';
import { words } from '../words.ts';
import { About } from './about.tsx';
import { kindOf } from './item-kinds.ts';
import { askToDelete, copyLink, copyMessage, mayDelete, reply } from './message-actions.ts';

function MessageMenu({ room, seq, at }: { room: Room; seq: number; at: PopupAnchor }) {
  const { value: texts } = words;
  const message = messageIn(room, seq);
  if (!message) return null;
  const isMine = isOwn(message, room.state.value?.self);
  const isMuted = muted.value.has(message.fromId);
  const author = shownName(message.from);
  const More = kindOf(message)?.MenuItems;
  return (
    <Popup label={texts.messageTools} at={at} onClose={closeOverlay} kind="menu">
      <About room={room} seq={seq} />
      {!isOut(room) && <QuickReactions room={room} seq={seq} openAll={() => askForReaction(room, seq, at)} />}
      <ul class="menu-items" onKeyDown={onMenuKey}>
        {!isOut(room) && <Item icon="reply" keys="R" label={texts.reply} act={() => reply(room, seq)} />}
        {editable(room, seq) !== undefined && (
          <Item icon="edit" keys="E" label={texts.edit} act={() => edit(room, seq)} />
        )}
        {More && <More room={room} message={message} />}
        <Item icon="copy" label={texts.copyText} act={() => copyMessage(room, seq)} />
        <Item icon="link" keys="C" label={texts.copyLink} act={() => copyLink(room, seq)} />
        {message.reacts && (
          <Item icon="people" label={texts.whoReacted} act={() => reactionsDialog.open({ room, seq })} />
        )}
        {!isMine && (
          <Item
            icon={isMuted ? 'bell' : 'mute'}
            label={isMuted ? moreCommon.value.unmutePerson(author) : moreCommon.value.mutePerson(author)}
            act={() => {
              closeOverlay();
              setMuted(message.fromId, !isMuted);
            }}
          />
        )}
        {!isMine && <RestrainAuthor room={room} message={message} />}
        {mayDelete(room, message) && (
          <Item icon="trash" keys="Del" label={texts.deleteMessage} act={() => askToDelete(room, seq)} danger />
        )}
      </ul>
    </Popup>
  );
}

/** The moderation items for the author, under their present name if they are in the room. */
function RestrainAuthor({ room, message: { fromId, from } }: { room: Room; message: Message }) {
  const person = room.state.value?.members.get(fromId) ?? away(fromId, from);
  const isSilenced = isKnownSilenced(room.state.value ?? { notices: [] }, fromId, roomNowMs(room));
  return <RestrainItems room={room} person={person} isSilenced={isSilenced} />;
}

messageMenu.view.value = MessageMenu;
