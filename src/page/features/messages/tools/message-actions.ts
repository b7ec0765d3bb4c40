/** The actions on a message, shared by toolbar, menu, sheet and keys. */

import type { ChangeResult, Message, Outgoing } from '../../../../client/index.ts';
import { editMessage } from '../../../../client/submit.ts';
import { roomPath } from '../../../../protocol/room-path.ts';
import { may } from '../../../state/authority.ts';
import { isOwn } from '../../../state/is-own.ts';
import { messageIn } from '../../../state/message-in.ts';
import { withEdit } from '../../../state/rewriting.ts';
import type { Room } from '../../../state/room.ts';
import { isOut } from '../../../state/room-access.ts';
import { submitTo } from '../../../state/submit-to.ts';
import type { Edit } from '../../../state/writing.ts';
import { closeOverlay } from '../../../ui/close-overlay.ts';
import { copyText } from '../../../ui/copy-text.ts';
import { type PopupAnchor, popupAnchorOf } from '../../../ui/popup-anchor.ts';
import { toast } from '../../../ui/toast.ts';
import { offerUndo } from '../../../ui/undo-offer.ts';
import { words as uiWords } from '../../../ui/words.ts';
import { common } from '../../../words/common.first.ts';
import { moreCommon } from '../../../words/common.ts';
import { whyNotQueued } from '../../../words/reason.ts';
import { reactionPopup } from '../../reactions/overlays.ts';
import { standingOf } from '../../rooms/room-status.ts';
import { deleteDialog, messageMenu } from '../overlays.ts';
import { words } from '../words.ts';
import { textOf } from './item-kinds.ts';

/** The quick reactions. */
export const QUICK_EMOJI = ['👍', '❤️', '😂', '🎉', '😮', '🙏'] as const;

/** The reader may delete their own messages, and other members' messages if they have the right. */
export function mayDelete(room: Room, message: Message): boolean {
  return !isOut(room) && (isOwn(message, room.state.value?.self) || may(room, 'deleteOthers'));
}

/** Whether the reader is outside the room. If so, they are told that nothing can be done. */
function isBarred(room: Room): boolean {
  if (isOut(room)) toast(standingOf(room.state.peek()?.link) ?? common.value.needsConnection);
  return isOut(room);
}

export function reply(room: Room, seq: number): void {
  closeOverlay();
  if (isBarred(room)) return;
  room.composition.reply(seq);
}

/**
 * Edits a stored message, or a message that was never sent.
 * @param ref the `seq`, or the id
 * @returns false if that isn't possible: it isn't the reader's own, is gone, or may have been stored in the meantime
 */
export function edit(room: Room, ref: number | string): boolean {
  const was = editable(room, ref);
  if (was === undefined) return false;
  closeOverlay();
  offerEdit(room, ref);
  room.composition.edit(withEdit(room.composition.writing.peek(), ref, was));
  return true;
}

/** Cancels a reply or an edit. */
export function leaveWriting(room: Room): void {
  offerEdit(room);
  room.composition.leave();
}

/** Offers to restore the changes of an edit that is being left, unless it continues with `ref`. */
function offerEdit(room: Room, ref?: number | string): void {
  const writing = room.composition.writing.peek();
  if (writing.kind !== 'edit' || writing.ref === ref || writing.text === writing.was) return;
  const act = (): void => {
    leaveWriting(room);
    room.composition.edit(writing);
  };
  offerUndo({ text: words.value.editLeft, act });
}

/** Whether it is a message, as opposed to an item of another kind, which can't be edited. */
function isPlain({ type = 'msg' }: Pick<Message | Outgoing, 'type'>): boolean {
  return type === 'msg';
}

/** The text of a message if it can be edited. */
export function editable(room: Room, ref: number | string): string | undefined {
  if (isOut(room)) return undefined;
  if (typeof ref === 'string') {
    const waiting = room.state.value?.outbox.find(({ id }) => id === ref);
    return waiting?.first || !waiting || !isPlain(waiting) ? undefined : waiting.data;
  }
  const message = messageIn(room, ref);
  return message && isPlain(message) && !message.gone && isOwn(message, room.state.value?.self)
    ? message.data
    : undefined;
}

/**
 * Edits the last of the reader's loaded messages.
 * @returns false if there is none, or if it is in transit. The message before it must not be edited instead
 */
export function editLast(room: Room): boolean {
  const { outbox = [], messages = [], self } = room.state.value ?? {};
  const ref =
    outbox.findLast(isPlain)?.id ?? messages.findLast((one) => isPlain(one) && isOwn(one, self) && !one.gone)?.seq;
  return ref !== undefined && edit(room, ref);
}

/**
 * Saves an edit. If that isn't possible, the text stays in the field, as a draft if it can never be saved.
 * @returns why it couldn't be saved
 */
export function saveEdit(room: Room, writing: Edit): string | undefined {
  const { ref, text, was } = writing;
  const client = room.client.peek();
  const result = text === was ? { ok: true } : client && editMessage(client, ref, text);
  if (!result) return moreCommon.peek().offline;
  if (result.ok) room.composition.leave();
  else room.composition.handOver();
  return result.ok ? undefined : words.peek().editOver;
}

/** Asks for confirmation, because a message is deleted for everybody. */
export function askToDelete(room: Room, seq: number): void {
  const message = messageIn(room, seq);
  if (message && !message.gone && mayDelete(room, message)) deleteDialog.open({ room, seq });
}

export function remove(room: Room, seq: number): void {
  closeOverlay();
  tell(submitTo(room, 'delete', { ref: seq }));
}

/** Adds or removes the reader's reaction. */
export function toggleReaction(room: Room, seq: number, emoji: string): void {
  if (isBarred(room)) return;
  const self = room.state.value?.self?.id ?? '';
  const isOn = messageIn(room, seq)?.reacts?.[emoji]?.includes(self) ?? false;
  tell(submitTo(room, 'react', { ref: seq, emoji, on: !isOn }));
}

export function askForReaction(room: Room, seq: number, at: PopupAnchor): void {
  if (isBarred(room)) return;
  reactionPopup.open({ room, seq, at });
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

/** If a change will not be made, says why. */
export function tell(result: ChangeResult | undefined): void {
  if (!result?.ok) toast(whyNotQueued(result));
}
