/** The text of audit entries by kind, after the name of the member who acted. */

import type { ComponentType } from 'preact';
import type { AuditFrame } from '../../../protocol/frames.ts';
import { messageIn } from '../../state/message-in.ts';
import type { Room } from '../../state/room.ts';
import { closeOverlay } from '../../ui/close-overlay.ts';
import { moreCommon } from '../../words/common.ts';
import { goToMessage } from '../messages/list/shown-list.ts';
import { words } from './words.ts';

export type Entry = AuditFrame['data'][number];
type View<E extends Entry> = ComponentType<{ room: Room; entry: E }>;

/** Each feature adds its own kinds. Moderation actions name two people and are handled in audit-dialog.tsx. */
export const auditViews: { [T in Entry['type']]?: View<Extract<Entry, { type: T }>> } = {
  delete: ({ room, entry: { ref } }) => (
    <MessageLink seq={ref} label={words.value.deletedMessage(messageIn(room, ref)?.from)} />
  ),
  set: ({ entry: { data } }) => <>{moreCommon.value.changed(data)}</>,
};

/** Links to the place where a message is, or was. */
export function MessageLink({ seq, label }: { seq: number; label: string }) {
  const go = (): void => {
    closeOverlay();
    goToMessage(seq);
  };
  return (
    <button type="button" class="link" onClick={go}>
      {label}
    </button>
  );
}

/** @returns `undefined` for a kind without a view */
export function auditView<T extends Entry['type']>(room: Room, entry: Extract<Entry, { type: T }> & { type: T }) {
  const View: View<Extract<Entry, { type: T }>> | undefined = auditViews[entry.type];
  return View && <View room={room} entry={entry} />;
}
