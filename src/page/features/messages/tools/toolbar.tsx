/**
 * The toolbar of the message that is focused or under the pointer. There is a single toolbar for the whole list, which
 * moves into the row, because hundreds of hidden ones would slow down every render.
 */

import { signal } from '@preact/signals';
import { createPortal } from 'preact';
import { messageIn } from '../../../state/message-in.ts';
import type { Room } from '../../../state/room.ts';
import { MoreIcon } from '../../../ui/more-icon.tsx';
import { opened } from '../../../ui/overlay.ts';
import { popupAnchorOf } from '../../../ui/popup-anchor.ts';
import { moreCommon } from '../../../words/common.ts';
import { fullTime } from '../../../words/format.ts';
import { edit, editable } from '../../composer/editing.ts';
import { askForReaction } from '../../reactions/reacting.ts';
import { seqOf } from '../list/shown-list.ts';
import { words } from '../words.ts';
import { openMenu, reply } from './message-actions.ts';

/** The row with the toolbar. */
const active = signal<{ seq: number; article: Element } | undefined>(undefined);

/** What the reader points at, and with what. */
interface Pointing {
  /** The last element under the mouse. */
  under: Element | undefined;
  /** Whether the last input was a key press. */
  byKeys: boolean;
}

/**
 * Moves the toolbar to the message under the mouse, or to the focused row while keys are pressed and the mouse rests. A
 * time under the mouse shows its day and second, which would take too long to format for each row in advance.
 * @returns the function that stops this
 */
export function followPointer(list: HTMLElement): () => void {
  const ended = new AbortController();
  const { signal } = ended;
  const pointing: Pointing = { under: undefined, byKeys: false };
  const show = (): void => moveToolbar(list, pointing);
  const point = ({ target, pointerType }: PointerEvent): void => {
    if (pointerType === 'touch' || !(target instanceof Element)) return;
    pointing.under = target;
    show();
  };

  // If rows move under a resting mouse, this is the only event.
  list.addEventListener(
    'pointerover',
    (event) => {
      point(event);
      const { target } = event;
      if (target instanceof HTMLTimeElement) target.title = fullTime(Date.parse(target.dateTime));
    },
    { signal },
  );
  const byMouse = (): void => {
    pointing.byKeys = false;
  };
  document.addEventListener(
    'pointermove',
    (event) => {
      byMouse();
      point(event);
    },
    { signal },
  );
  for (const type of ['pointerdown', 'wheel'] as const)
    document.addEventListener(type, byMouse, { signal, passive: true });
  document.addEventListener(
    'keydown',
    () => {
      pointing.byKeys = true;
    },
    { signal, capture: true },
  );
  document.addEventListener('focusin', show, { signal });
  document.documentElement.addEventListener(
    'pointerleave',
    () => {
      pointing.under = undefined;
      show();
    },
    { signal },
  );
  return () => {
    ended.abort();
    active.value = undefined;
  };
}

/** Moves the toolbar to the row that is meant, or removes it. */
function moveToolbar(list: HTMLElement, { under, byKeys }: Pointing): void {
  // An overlay is about the message with the toolbar.
  if (opened.peek()) return;
  const { activeElement: focus } = document;
  const isKeyed = byKeys && list.contains(focus);
  const row = (isKeyed ? focus : under)?.closest('li[data-key]');
  const seq = row && list.contains(row) ? seqOf(row) : undefined;
  const article = row?.firstElementChild;
  if (active.peek()?.article === article) return;
  // If the toolbar moves away, focus in it stays in the row.
  if (focus?.closest('.tools')) focus.closest('article')?.focus({ preventScroll: true });
  active.value = seq !== undefined && article ? { seq, article } : undefined;
}

export function Tools({ room }: { room: Room }) {
  const { value: now } = active;
  const message = now && messageIn(room, now.seq);
  if (!now?.article.isConnected || !message || message.gone) return null;
  const { value: texts } = words;
  const { seq, article } = now;
  return createPortal(
    // biome-ignore lint/a11y/useSemanticElements: these buttons belong to no form
    <div class="tools" role="group" aria-label={texts.messageTools}>
      <button
        type="button"
        class="tool"
        aria-label={moreCommon.value.react}
        title={moreCommon.value.react}
        onClick={({ currentTarget }) => askForReaction(room, seq, popupAnchorOf(currentTarget))}
      >
        <MoreIcon name="smile" />
      </button>
      <button type="button" class="tool" aria-label={texts.reply} title={texts.reply} onClick={() => reply(room, seq)}>
        <MoreIcon name="reply" />
      </button>
      {editable(room, seq) !== undefined && (
        <button type="button" class="tool" aria-label={texts.edit} title={texts.edit} onClick={() => edit(room, seq)}>
          <MoreIcon name="edit" />
        </button>
      )}
      <button
        type="button"
        class="tool"
        aria-label={texts.more}
        aria-haspopup="dialog"
        title={texts.more}
        onClick={({ currentTarget }) => openMenu(room, seq, currentTarget)}
      >
        <MoreIcon name="more" />
      </button>
    </div>,
    article,
  );
}
