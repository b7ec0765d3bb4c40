/** Where messages are written. What is typed lives in the field itself: no render stands between a key and its letter. */

import { useComputed, useSignalEffect } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { cleanText, codePoints, isBlank } from '../../../protocol/text.ts';
import { changedElsewhere, drafts } from '../../state/drafts.ts';
import type { Room } from '../../state/room.ts';
import { filled } from '../../state/slot.ts';
import { aboutOf, NEW } from '../../state/writing.ts';
import { isCommand, isForOthers, unescaped } from '../../text/slash.ts';
import { Icon } from '../../ui/icon.tsx';
import { isTouch, sends } from '../../ui/keys.ts';
import { withLate } from '../../ui/with-late.ts';
import { common } from '../../words/common.first.ts';
import { shownLog } from '../messages/shown.ts';
import { fit, keepFitting } from './auto-height.ts';
import { late } from './late-parts.ts';
import { firstWords } from './words.first.ts';

/** The count of what is left appears when it becomes interesting. */
const COUNT_FROM_LEFT = 200;

/** To be keyed by the room: each has its own draft. */
export function Composer({ room }: { room: Room }) {
  const field = useRef<HTMLTextAreaElement>(null);
  const [spare, setSpare] = useState<number>();
  const [problem, setProblem] = useState<string>();
  const { value: say } = firstWords;
  const { value: parts } = late;
  const limit = (): number => room.state.peek()?.limits.textChars ?? Number.POSITIVE_INFINITY;

  const onChange = (text: string): void => {
    const remaining = limit() - (text.length > limit() - COUNT_FROM_LEFT ? codePoints(text) : 0);
    setProblem(undefined);
    setSpare(remaining < COUNT_FROM_LEFT ? remaining : undefined);
    if (field.current) fit(field.current);
  };
  const fill = (text: string): void => {
    if (!field.current) return;
    field.current.value = text;
    // As a browser tells it of a field that is done with: what was to be completed in it is gone.
    field.current.dispatchEvent(new Event('change'));
    onChange(text);
  };
  useLayoutEffect(() => (field.current ? keepFitting(field.current) : undefined), []);
  useLayoutEffect(() => {
    fill(room.text);
    // On a touch screen focus would raise the keyboard over what one came to read.
    if (!isTouch()) field.current?.focus({ preventScroll: true });
  }, [room]);

  // An edit begins or is over, or another tab has written.
  useSignalEffect(() => {
    changedElsewhere.value;
    const { text } = room;
    if (field.current?.value !== text) fill(text);
  });

  const about = useComputed(() => aboutOf(room.writing.value));
  const before = useRef(about.peek());
  useSignalEffect(() => {
    if (about.value === before.current) return;
    before.current = about.value;
    field.current?.focus({ preventScroll: true });
  });

  useEffect(() => (field.current ? parts?.guardUndo(field.current) : undefined), [parts]);

  const command = async (line: string): Promise<void> => {
    const outcome = (await (await filled(late))?.runCommand(room, line)) ?? {
      ok: false,
      why: common.peek().needsConnection,
    };
    // Somebody may have written on meanwhile.
    if (field.current?.value !== line) return;
    if (!outcome.ok) return setProblem(outcome.why);
    if (outcome.send !== undefined) return send(outcome.send);
    drafts.set(room.name, '');
    fill('');
  };
  const send = (text: string): void => {
    const writing = room.writing.peek();
    const result = room.send(text, writing.kind === 'reply' ? { re: writing.to } : {});
    if (!result.ok) return void withLate(late, ({ whyRefused }) => setProblem(whyRefused(result)));
    drafts.set(room.name, '');
    room.write(NEW);
    fill('');
    room.divider.value = undefined;
    shownLog.peek()?.toEnd();
    field.current?.focus();
  };

  const submit = (): void => {
    const { current } = field;
    if (!current) return;
    const text = current.value;
    const writing = room.writing.peek();
    // Nothing typed needs no words; what can't be seen, such as control characters alone, does.
    if (isBlank(cleanText(text)))
      return setProblem(text === '' && writing.kind !== 'edit' ? undefined : parts?.words.value.blank);
    if (codePoints(text) > limit()) return;
    if (writing.kind === 'edit') return void withLate(late, ({ saveEdit }) => setProblem(saveEdit(room, writing)));
    if (isCommand(text)) command(text);
    else send(unescaped(text));
  };

  const onKey = (event: KeyboardEvent & { currentTarget: HTMLTextAreaElement }): void => {
    if (sends(event, isTouch())) {
      event.preventDefault();
      return submit();
    }
    if (event.isComposing || event.keyCode === 229) return;
    if (parts?.onMarkKey(event)) return event.preventDefault();
    if (event.key === 'Escape' && room.writing.peek().kind !== 'new') parts?.leaveWriting(room);
    else if (event.key !== 'ArrowUp' || event.altKey || event.currentTarget.value !== '' || !parts?.editLast(room))
      return;
    event.preventDefault();
  };

  const isTooLong = spare !== undefined && spare < 0;
  const edit = useComputed(() => late.value?.editWords(room)).value;
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {parts && <parts.Completion room={room} field={field} />}
      <div class="box">
        {parts && <parts.WritingBar room={room} />}
        <textarea
          ref={field}
          rows={1}
          dir="auto"
          placeholder={say.writeTo(room.name)}
          aria-label={say.messageTo(room.name)}
          aria-invalid={isTooLong}
          aria-describedby="composer-problem composer-left"
          enterkeyhint={isTouch() ? 'enter' : 'send'}
          onInput={({ currentTarget }) => {
            room.type(currentTarget.value);
            onChange(currentTarget.value);
            if (isForOthers(currentTarget.value)) room.client.peek()?.typing();
          }}
          onKeyDown={onKey}
        />
        <button
          type="button"
          class="tool emoji-button"
          aria-label={common.value.emoji}
          title={common.value.emoji}
          aria-haspopup="dialog"
          onClick={({ currentTarget }) => {
            const { current } = field;
            if (current) withLate(late, ({ pickEmoji }) => pickEmoji(current, currentTarget));
          }}
        >
          <Icon name="smile" />
        </button>
        <button type="submit" class="send" aria-label={edit?.button ?? say.send}>
          <Icon name={edit ? 'check' : 'send'} />
        </button>
      </div>
      <p class="hint">
        <span class="keys">{edit?.keys ?? say.keysHint}</span>
        <span class="over" role="status">
          {problem}
        </span>
        {/* Told once, when it begins: the count beside it changes with every key. */}
        <span id="composer-problem" class="over" role="alert">
          {isTooLong && parts?.words.value.tooLong(limit())}
        </span>
        <span id="composer-left" class={isTooLong ? 'over' : ''}>
          {spare !== undefined && parts?.words.value.charactersLeft(spare)}
        </span>
      </p>
    </form>
  );
}
