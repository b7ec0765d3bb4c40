/**
 * The tools of the message under the pointer, or in focus. There is one set for the whole list, put into the row that it
 * is for: hundreds of hidden ones would cost every render.
 */

import { signal } from '@preact/signals';
import { createPortal } from 'preact';
import { MoreIcon as Icon, MoreIcon } from '../parts/more-icon.tsx';
import { askForReaction, edit, isMine, reply } from '../state/actions.ts';
import { openMenu, overlay, spotOf } from '../state/overlay.ts';
import type { Room } from '../state/room.ts';
import { fullTime } from '../words/format.ts';
import { more } from '../words/more.ts';
import { seqOf } from './shown.ts';

/** The row that has the tools. */
const active = signal<{ seq: number; article: Element } | undefined>(undefined);

/** Gives the tools to the row that `target` is in. They stay where they are while one of them has focus or opened something. */
function showTools(target: EventTarget | null): void {
  if (overlay.peek() || document.activeElement?.closest('.tools')) return;
  const row = target instanceof Element ? target.closest('li[data-key]') : null;
  const seq = row ? seqOf(row) : undefined;
  const article = row?.firstElementChild;
  if (active.peek()?.article === article) return;
  active.value = seq !== undefined && article ? { seq, article } : undefined;
}

/**
 * Where the pointer or focus is in the list, there the tools are. A time that is pointed at tells its day and second, which
 * would take long to write on each row beforehand. Returns the function that ends it.
 */
export function followPointer(list: HTMLElement): () => void {
  const ended = new AbortController();
  const { signal } = ended;
  list.addEventListener(
    'pointerover',
    ({ target }) => {
      showTools(target);
      if (target instanceof HTMLTimeElement) target.title = fullTime(Date.parse(target.dateTime));
    },
    { signal },
  );
  list.addEventListener('focusin', ({ target }) => showTools(target), { signal });
  list.addEventListener('pointerleave', () => showTools(null), { signal });
  return () => {
    ended.abort();
    active.value = undefined;
  };
}

export function Tools({ room }: { room: Room }) {
  const { value: now } = active;
  const message = now && room.message(now.seq);
  if (!now?.article.isConnected || !message || message.gone) return null;
  const { value: also } = more;
  const { seq, article } = now;
  return createPortal(
    // biome-ignore lint/a11y/useSemanticElements: it groups buttons of which no form is made
    <div class="tools" role="group" aria-label={also.messageTools}>
      <button
        type="button"
        class="tool"
        aria-label={also.react}
        title={also.react}
        onClick={({ currentTarget }) => askForReaction(room, seq, spotOf(currentTarget))}
      >
        <Icon name="smile" />
      </button>
      <button type="button" class="tool" aria-label={also.reply} title={also.reply} onClick={() => reply(room, seq)}>
        <Icon name="reply" />
      </button>
      {isMine(room, message) && (
        <button type="button" class="tool" aria-label={also.edit} title={also.edit} onClick={() => edit(room, seq)}>
          <Icon name="edit" />
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
