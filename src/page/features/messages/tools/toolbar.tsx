/**
 * The tools of the message under the pointer, or in focus. There is one set for the whole list, put into the row that it
 * is for: hundreds of hidden ones would cost every render.
 */

import { signal } from '@preact/signals';
import { createPortal } from 'preact';
import type { Room } from '../../../state/room.ts';
import { MoreIcon } from '../../../ui/more-icon.tsx';
import { opened } from '../../../ui/overlay.ts';
import { spotOf } from '../../../ui/spot.ts';
import { moreCommon } from '../../../words/common.ts';
import { fullTime } from '../../../words/format.ts';
import { seqOf } from '../list/shown-list.ts';
import { words } from '../words.ts';
import { askForReaction, edit, editable, openMenu, reply } from './message-actions.ts';

/** The row that has the tools. */
const active = signal<{ seq: number; article: Element } | undefined>(undefined);

/**
 * Where the mouse is in the list, there the tools are; while it rests and keys are pressed, at the row that has focus. A time
 * that is pointed at tells its day and second, which would take long to write on each row beforehand. Returns the function
 * that ends it.
 */
export function followPointer(list: HTMLElement): () => void {
  const ended = new AbortController();
  const { signal } = ended;
  let pointed: Element | undefined;
  /** The last thing done was a key press. */
  let byKeys = false;

  const show = (): void => {
    // What is open over the list is about the message that has the tools.
    if (opened.peek()) return;
    const { activeElement: focus } = document;
    const isKeyed = byKeys && list.contains(focus);
    const row = (isKeyed ? focus : pointed)?.closest('li[data-key]');
    const seq = row && list.contains(row) ? seqOf(row) : undefined;
    const article = row?.firstElementChild;
    if (active.peek()?.article === article) return;
    // They take along what has focus in them: it stays in the row.
    if (focus?.closest('.tools')) focus.closest('article')?.focus({ preventScroll: true });
    active.value = seq !== undefined && article ? { seq, article } : undefined;
  };
  const point = ({ target, pointerType }: PointerEvent): void => {
    if (pointerType === 'touch' || !(target instanceof Element)) return;
    pointed = target;
    show();
  };

  // Rows that move under a mouse that rests tell of it by this alone.
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
    byKeys = false;
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
      byKeys = true;
    },
    { signal, capture: true },
  );
  document.addEventListener('focusin', show, { signal });
  document.documentElement.addEventListener(
    'pointerleave',
    () => {
      pointed = undefined;
      show();
    },
    { signal },
  );
  return () => {
    ended.abort();
    active.value = undefined;
  };
}

export function Tools({ room }: { room: Room }) {
  const { value: now } = active;
  const message = now && room.message(now.seq);
  if (!now?.article.isConnected || !message || message.gone) return null;
  const { value: also } = words;
  const { seq, article } = now;
  return createPortal(
    // biome-ignore lint/a11y/useSemanticElements: it groups buttons of which no form is made
    <div class="tools" role="group" aria-label={also.messageTools}>
      <button
        type="button"
        class="tool"
        aria-label={moreCommon.value.react}
        title={moreCommon.value.react}
        onClick={({ currentTarget }) => askForReaction(room, seq, spotOf(currentTarget))}
      >
        <MoreIcon name="smile" />
      </button>
      <button type="button" class="tool" aria-label={also.reply} title={also.reply} onClick={() => reply(room, seq)}>
        <MoreIcon name="reply" />
      </button>
      {editable(room, seq) !== undefined && (
        <button type="button" class="tool" aria-label={also.edit} title={also.edit} onClick={() => edit(room, seq)}>
          <MoreIcon name="edit" />
        </button>
      )}
      <button
        type="button"
        class="tool"
        aria-label={also.more}
        aria-haspopup="dialog"
        title={also.more}
        onClick={({ currentTarget }) => openMenu(room, seq, currentTarget)}
      >
        <MoreIcon name="more" />
      </button>
    </div>,
    article,
  );
}
