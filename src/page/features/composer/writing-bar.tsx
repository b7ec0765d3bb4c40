/** The bar above the composer that shows the reply or edit in progress, with a button to cancel it. */

import { useComputed } from '@preact/signals';
import { messageIn } from '../../state/message-in.ts';
import type { Room } from '../../state/room.ts';
import { aboutOf } from '../../state/writing.ts';
import { MoreIcon as Icon } from '../../ui/more-icon.tsx';
import { common } from '../../words/common.first.ts';
import { moreCommon } from '../../words/common.ts';
import { goToMessage } from '../messages/list/shown-list.ts';
import { QuotedLine } from '../messages/row/reply-quote.tsx';
import { editable, leaveWriting } from './editing.ts';
import { words } from './words.ts';

/**
 * What Enter and the button do with an edit, as text to show. `undefined` if no edit is open. Tracks the state of the
 * room.
 */
export function editWords(room: Room): { keys: string; button: string } | undefined {
  const { value: writing } = room.composition.writing;
  if (writing.kind !== 'edit') return undefined;
  return editable(room, writing.ref) === undefined ? words.value.keepsEdit : moreCommon.value.savesEdit;
}

export function WritingBar({ room }: { room: Room }) {
  // The text of an edit isn't shown here, and changes with every key press.
  useComputed(() => aboutOf(room.composition.writing.value)).value;
  const writing = room.composition.writing.peek();
  const { value: commonTexts } = common;
  const { value: texts } = words;
  if (writing.kind === 'new') return null;
  const ref = writing.kind === 'reply' ? writing.to : writing.ref;
  const isOver = writing.kind === 'edit' && editable(room, ref) === undefined;
  return (
    <div class="writing">
      <Icon name={writing.kind === 'reply' ? 'reply' : 'edit'} />
      <button
        type="button"
        class="writing-about"
        // A message that was never sent is at the end of the list, where the writer sees it anyway.
        onClick={() => typeof ref === 'number' && goToMessage(ref)}
        title={commonTexts.goToOriginal}
      >
        {writing.kind === 'reply' ? (
          <>
            <span class="sr">{commonTexts.inReplyTo} </span>
            <QuotedLine message={messageIn(room, writing.to)} />
          </>
        ) : (
          <b>{isOver ? texts.editIsOver : texts.editing}</b>
        )}
      </button>
      <button
        type="button"
        class="tool"
        aria-label={writing.kind === 'reply' ? texts.cancelReply : texts.cancelEdit}
        onClick={() => leaveWriting(room)}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}
