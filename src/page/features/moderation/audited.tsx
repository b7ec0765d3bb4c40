/** Events of the audit list, by their kind: what stands behind the name of who did it. */

import type { ComponentType } from 'preact';
import type { AuditFrame } from '../../../protocol/frames.ts';
import type { Room } from '../../state/room.ts';
import { closeOverlay } from '../../ui/close-overlay.ts';
import { moreCommon } from '../../words/common.ts';
import { goToMessage } from '../messages/list/shown-list.ts';
import { words } from './words.ts';

export type Entry = AuditFrame['data'][number];
type View<E extends Entry> = ComponentType<{ room: Room; entry: E }>;

/** Each feature fills in its own. Acts of moderation name two people and are told by themselves (audit-dialog.tsx). */
export const auditViews: { [T in Entry['type']]?: View<Extract<Entry, { type: T }>> } = {
  delete: ({ room, entry: { ref } }) => (
    <MessageLink seq={ref} label={words.value.deletedMessage(room.message(ref)?.from)} />
  ),
  set: ({ entry: { data } }) => <>{moreCommon.value.changed(data)}</>,
};

/** It leads to where a message is, or was. */
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

/** `undefined` of a kind that has no view. */
export function auditView<T extends Entry['type']>(room: Room, entry: Extract<Entry, { type: T }> & { type: T }) {
  const View: View<Extract<Entry, { type: T }>> | undefined = auditViews[entry.type];
  return View && <View room={room} entry={entry} />;
}
