/** The composer. The text lives in the field itself, so that no render delays a letter after its key press. */

import { useComputed, useSignalEffect } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import type { Room } from '../../state/room.ts';
import { aboutOf } from '../../state/writing.ts';
import { isTouch } from '../../ui/enter-key.ts';
import { Icon } from '../../ui/icon.tsx';
import { withLate } from '../../ui/with-late.ts';
import { common } from '../../words/common.first.ts';
import { shownList } from '../messages/list/shown-list.ts';
import { fit, keepFitting } from './auto-height.ts';
import { ComposerModel } from './composer-model.ts';
import { late } from './late-parts.ts';
import { firstWords } from './words.first.ts';

type Field = RefObject<HTMLTextAreaElement | null>;

/** Must be keyed by the room, since each room has its own draft. */
export function Composer({ room }: { room: Room }) {
  const field = useRef<HTMLTextAreaElement>(null);
  const model = useModel(room, field);
  const { value: texts } = firstWords;
  const { value: parts } = late;
  const edit = useComputed(() => late.value?.editWords(room)).value;
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        model.submit();
      }}
    >
      {parts && <parts.Completion room={room} field={field} />}
      <div class="box">
        {parts && <parts.WritingBar room={room} />}
        <textarea
          ref={field}
          rows={1}
          dir="auto"
          placeholder={texts.writeTo(room.name)}
          aria-label={texts.messageTo(room.name)}
          aria-invalid={model.isTooLong.value}
          aria-describedby="composer-problem composer-left"
          enterkeyhint={isTouch() ? 'enter' : 'send'}
          onInput={({ currentTarget }) => {
            model.type(currentTarget.value);
            fit(currentTarget);
          }}
          onKeyDown={(event) => {
            // Asking the browser for its pointer takes longer than the rest of a key press.
            const isUsed = event.key === 'Enter' && model.enter(event, isTouch());
            if (isUsed || parts?.onKey(room, event)) event.preventDefault();
          }}
        />
        <EmojiButton field={field} />
        <button type="submit" class="send" aria-label={edit?.button ?? texts.send}>
          <Icon name={edit ? 'check' : 'send'} />
        </button>
      </div>
      <Hint model={model} keys={edit?.keys ?? texts.keysHint} />
    </form>
  );
}

/** Creates the model of the field. The model then shows the draft, reply or edit of `room`. */
function useModel(room: Room, field: Field): ComposerModel {
  const model = useMemo(
    () =>
      new ComposerModel(room, {
        show(text) {
          const { current } = field;
          if (!current) return;
          current.value = text;
          // Closes the suggestions, as the browser's own change event would.
          current.dispatchEvent(new Event('change'));
          fit(current);
        },
        onSent() {
          if (!field.current) return;
          shownList.peek()?.toEnd();
          field.current.focus();
        },
      }),
    [room],
  );
  useLayoutEffect(() => {
    model.fill();
    // On a touch screen, focus would open the keyboard over the messages.
    if (!isTouch()) field.current?.focus({ preventScroll: true });
    return field.current ? keepFitting(field.current) : undefined;
  }, [model]);
  // Runs when an edit begins or ends, or the draft is replaced.
  useSignalEffect(() => {
    if (field.current?.value !== room.composition.text) model.fill();
  });
  const about = useComputed(() => aboutOf(room.composition.writing.value));
  const before = useRef(about.peek());
  useSignalEffect(() => {
    if (about.value === before.current) return;
    before.current = about.value;
    field.current?.focus({ preventScroll: true });
  });
  const { value: parts } = late;
  useEffect(() => (field.current ? parts?.guardUndo(field.current) : undefined), [parts]);
  return model;
}

function EmojiButton({ field }: { field: Field }) {
  const { value: texts } = common;
  return (
    <button
      type="button"
      class="tool emoji-button"
      aria-label={texts.emoji}
      title={texts.emoji}
      aria-haspopup="dialog"
      onClick={({ currentTarget }) => {
        const { current } = field;
        if (current) withLate(late, ({ pickEmoji }) => pickEmoji(current, currentTarget));
      }}
    >
      <Icon name="smile" />
    </button>
  );
}

/** The line under the field: its keys, why the text wasn't sent, and how many characters are left. */
function Hint({ model, keys }: { model: ComposerModel; keys: string }) {
  const { value: left } = model.left;
  const { value: isTooLong } = model.isTooLong;
  const texts = late.value?.words.value;
  return (
    <p class="hint">
      <span class="keys">{keys}</span>
      <span class="over" role="status">
        {model.problem}
      </span>
      {/* Announced once, because the visible count next to it changes with every key press. */}
      <span id="composer-problem" class="sr" role="alert">
        {isTooLong && texts?.tooLong}
      </span>
      <span id="composer-left" class={isTooLong ? 'over' : ''}>
        {left !== undefined && texts?.charactersLeft(left, model.limit)}
      </span>
    </p>
  );
}
