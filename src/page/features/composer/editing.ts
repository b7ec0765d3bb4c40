/** The life of an edit: whether it is possible, and how it begins, is left and is saved. */

import type { Message, Outgoing } from '../../../client/index.ts';
import { editMessage } from '../../../client/submit.ts';
import { isOwn } from '../../state/is-own.ts';
import { messageIn } from '../../state/message-in.ts';
import { withEdit } from '../../state/rewriting.ts';
import type { Room } from '../../state/room.ts';
import { isOut } from '../../state/room-access.ts';
import type { Edit } from '../../state/writing.ts';
import { closeOverlay } from '../../ui/close-overlay.ts';
import { offerUndo } from '../../ui/undo-offer.ts';
import { moreCommon } from '../../words/common.ts';
import { words } from './words.ts';

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
  return result.ok ? undefined : words.peek().cantSaveEdit;
}
