/** The keyboard shortcuts of the focused message. */

import type { Room } from '../../../state/room.ts';
import { popupAnchorOf } from '../../../ui/popup-anchor.ts';
import { shortcutKey } from '../../../ui/shortcut-key.ts';
import { edit } from '../../composer/editing.ts';
import { askForReaction } from '../../reactions/reacting.ts';
import { reveal } from '../list/row-focus.ts';
import { seqOf } from '../list/shown-list.ts';
import { askToDelete, copyLink, openMenu, reply } from './message-actions.ts';
import { moveTo } from './row-moves.ts';

/** What a single letter, as returned by `shortcutKey`, does with the message `seq`. `undefined` for all other keys. */
export function actionOf(key: string, room: Room, seq: number, article: Element): (() => void) | undefined {
  switch (key) {
    case 'r':
      return () => reply(room, seq);
    case 'e':
      return () => edit(room, seq);
    case 'Delete':
      return () => askToDelete(room, seq);
    case '+':
      return () => askForReaction(room, seq, popupAnchorOf(article));
    case 'c':
      return () => copyLink(room, seq);
    case 'Enter':
      return () => openMenu(room, seq, article);
    default:
      return undefined;
  }
}

/**
 * Handles a key press in the list.
 * @returns whether the key was used
 */
export function onListKey(event: KeyboardEvent, list: HTMLOListElement, room: Room): boolean {
  if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return false;
  const { target } = event;
  const rows = [...list.querySelectorAll<HTMLElement>('li > article')];
  // Inside a row, keys belong to the focused button or link. From the scroller, the first key moves to the end.
  const at = target instanceof HTMLElement ? rows.indexOf(target) : -1;
  if (at === -1 && !(target instanceof HTMLElement && target.contains(list))) return false;
  const next = moveTo(event.key, at === -1 ? rows.length : at, rows.length - 1);
  if (next !== undefined) {
    const row = rows[next];
    row?.focus({ preventScroll: true });
    if (row) reveal(row);
    return true;
  }
  const article = rows[at];
  const seq = article?.parentElement ? seqOf(article.parentElement) : undefined;
  const action = article && seq !== undefined ? actionOf(shortcutKey(event), room, seq, article) : undefined;
  // A row that was only clicked has focus as well. A reader who then types must not delete anything.
  if (!action || !article?.matches(':focus-visible')) return false;
  action();
  return true;
}
