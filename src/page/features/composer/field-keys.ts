/** The keys of the field other than Enter: formatting, cancelling, and editing the last message. */

import type { Room } from '../../state/room.ts';
import type { KeyPress } from '../../ui/enter-key.ts';
import { editLast, leaveWriting } from './editing.ts';
import { onMarkKey } from './format-keys.ts';

/**
 * Handles a key press in the field.
 * @returns whether the key was used
 */
export function onFieldKey(room: Room, event: KeyboardEvent & { currentTarget: HTMLTextAreaElement }): boolean {
  if (event.isComposing || event.keyCode === 229) return false;
  return onMarkKey(event) || onWritingKey(room, event);
}

/**
 * Esc cancels a reply or an edit, and ↑ in an empty field edits the reader's last message.
 * @returns whether the key was used
 */
export function onWritingKey(room: Room, { key, altKey }: Pick<KeyPress, 'key' | 'altKey'>): boolean {
  if (key === 'ArrowUp') return !altKey && room.composition.text === '' && editLast(room);
  if (key !== 'Escape' || room.composition.writing.peek().kind === 'new') return false;
  leaveWriting(room);
  return true;
}
