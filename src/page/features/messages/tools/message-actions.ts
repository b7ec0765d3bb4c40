/** The actions on a message, shared by toolbar, menu, sheet and keys. */

import type { Message } from '../../../../client/index.ts';
import { roomPath } from '../../../../protocol/room-path.ts';
import { may } from '../../../state/authority.ts';
import { isOwn } from '../../../state/is-own.ts';
import { messageIn } from '../../../state/message-in.ts';
import type { Room } from '../../../state/room.ts';
import { isOut } from '../../../state/room-access.ts';
import { submitTo } from '../../../state/submit-to.ts';
import { closeOverlay } from '../../../ui/close-overlay.ts';
import { copyText } from '../../../ui/copy-text.ts';
import { popupAnchorOf } from '../../../ui/popup-anchor.ts';
import { toastRefusal } from '../../../ui/toast-refusal.ts';
import { words as uiWords } from '../../../ui/words.ts';
import { isBarred } from '../../rooms/barred.ts';
import { deleteDialog, messageMenu } from '../overlays.ts';
import { textOf } from './item-kinds.ts';

/** The reader may delete their own messages, and other members' messages if they have the right. */
export function mayDelete(room: Room, message: Message): boolean {
  return !isOut(room) && (isOwn(message, room.state.value?.self) || may(room, 'deleteOthers'));
}

export function reply(room: Room, seq: number): void {
  closeOverlay();
  if (isBarred(room)) return;
  room.composition.reply(seq);
}

/** Asks for confirmation, because a message is deleted for everybody. */
export function askToDelete(room: Room, seq: number): void {
  const message = messageIn(room, seq);
  if (message && !message.gone && mayDelete(room, message)) deleteDialog.open({ room, seq });
}

export function remove(room: Room, seq: number): void {
  closeOverlay();
  toastRefusal(submitTo(room, 'delete', { ref: seq }));
}

/** Opens the menu of a message beside `opener`. */
export function openMenu(room: Room, seq: number, opener: Element): void {
  messageMenu.open({ key: seq, room, seq, at: popupAnchorOf(opener) });
}

export function copyMessage(room: Room, seq: number): void {
  closeOverlay();
  const message = messageIn(room, seq);
  copyText(message ? textOf(message) : '', uiWords.value.textCopied);
}

export function copyLink(room: Room, seq: number): void {
  closeOverlay();
  copyText(`${location.origin}${roomPath(room.name)}#m${seq}`, uiWords.value.linkCopied);
}
