/** Where messages are written. What is typed lives in the field itself: no render stands between a key and its letter. */

import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { cleanText, codePoints, isBlank } from '../../protocol/text.ts';
import { shownLog } from '../list/log.tsx';
import { drafts } from '../state/drafts.ts';
import { isTouch, sends } from '../state/keys.ts';
import type { Room } from '../state/room.ts';
import { words } from '../words/index.ts';
import { Icon } from './icon.tsx';

/** The count of what is left appears when it becomes interesting. */
const COUNT_FROM_LEFT = 200;

/** To be keyed by the room: each has its own draft. */
export function Composer({ room }: { room: Room }) {
  const field = useRef<HTMLTextAreaElement>(null);
  const [left, setLeft] = useState<number>();
  const [isRefusedBlank, setRefusedBlank] = useState(false);
  const { value: say } = words;
  const limit = (): number => room.state.peek()?.limits.textChars ?? Number.POSITIVE_INFINITY;

  const onChange = (text: string): void => {
    const remaining = limit() - (text.length > limit() - COUNT_FROM_LEFT ? codePoints(text) : 0);
    setRefusedBlank(false);
    setLeft(remaining < COUNT_FROM_LEFT ? remaining : undefined);
    if (field.current) fit(field.current);
  };
  useLayoutEffect(() => {
    if (!field.current) return;
    field.current.value = drafts.get(room.name);
    onChange(field.current.value);
    // On a touch screen focus would raise the keyboard over what one came to read.
    if (!isTouch()) field.current.focus({ preventScroll: true });
  }, [room]);

  const submit = (): void => {
    const { current } = field;
    if (!current) return;
    // Nothing typed needs no words; what can't be seen, such as control characters alone, does.
    if (isBlank(cleanText(current.value))) return setRefusedBlank(current.value !== '');
    if (codePoints(current.value) > limit()) return;
    if (!room.send(current.value).ok) return;
    current.value = '';
    drafts.set(room.name, '');
    onChange('');
    room.divider.value = undefined;
    shownLog.peek()?.toEnd();
    current.focus();
  };

  const isTooLong = left !== undefined && left < 0;
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <div class="box">
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
            drafts.set(room.name, currentTarget.value);
            onChange(currentTarget.value);
          }}
          onKeyDown={(event) => {
            if (!sends(event, isTouch())) return;
            event.preventDefault();
            submit();
          }}
        />
        <button type="submit" class="send" aria-label={say.send}>
          <Icon name="send" />
        </button>
      </div>
      <p class="hint">
        <span class="keys">{say.keysHint}</span>
        <span class="over" role="status">
          {isRefusedBlank && say.blank}
        </span>
        {/* Told once, when it begins: the count beside it changes with every key. */}
        <span id="composer-problem" class="over" role="alert">
          {isTooLong && say.tooLong(limit())}
        </span>
        <span id="composer-left" class={isTooLong ? 'over' : ''}>
          {left !== undefined && say.charactersLeft(left)}
        </span>
      </p>
    </form>
  );
}

const GROWS_BY_ITSELF = CSS.supports('field-sizing', 'content');

/** Makes the field as high as its text, where the style sheet alone can't. */
function fit(field: HTMLTextAreaElement): void {
  if (GROWS_BY_ITSELF) return;
  field.style.blockSize = 'auto';
  field.style.blockSize = `${field.scrollHeight}px`;
}
