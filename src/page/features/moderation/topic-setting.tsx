/** The topic among the room settings. */

import { useEffect, useRef, useState } from 'preact/hooks';
import { TOPIC_CHARS } from '../../../protocol/limits.ts';
import type { Room } from '../../state/room.ts';
import { submitTo } from '../../state/submit-to.ts';
import { isTouch } from '../../ui/enter-key.ts';
import { moreCommon } from '../../words/common.ts';
import { SavingLine, useSaving } from './saving.tsx';
import { words } from './words.ts';

interface TopicProps {
  room: Room;
  topic: string;
  hasFocus: boolean;
}

/** Saved with Enter, or when the field loses focus. Esc discards the change. */
export function TopicSetting({ room, topic, hasFocus }: TopicProps) {
  const { value: texts } = words;
  const { field, listeners, saving, other, isTyping } = useTopicEdit(room, topic);
  return (
    <div class="setting">
      <label for="setting-topic">{texts.topic}</label>
      <div class="beside">
        <input
          id="setting-topic"
          ref={field}
          class="field"
          dir="auto"
          maxLength={TOPIC_CHARS}
          defaultValue={topic}
          // On a touch screen, the keyboard would cover the other settings.
          autofocus={hasFocus}
          autocomplete="off"
          enterkeyhint="done"
          aria-describedby="setting-topic-state"
          {...listeners}
        />
      </div>
      <p id="setting-topic-state" class="setting-state">
        {other !== undefined ? (
          <span role="alert">{texts.topicMeanwhile(other)}</span>
        ) : isTyping ? (
          !isTouch() && moreCommon.value.savesEdit.keys
        ) : (
          <SavingLine saving={saving} />
        )}
      </p>
    </div>
  );
}

/**
 * The reader's change of the topic, in `field` with its `listeners`. `other` is another member's topic that the change
 * would overwrite.
 */
function useTopicEdit(room: Room, topic: string) {
  const field = useRef<HTMLInputElement>(null);
  const [saving, follow] = useSaving(room);
  /** The topic when typing began. `undefined` while nothing was typed. */
  const began = useRef<string | undefined>(undefined);
  const [isTyping, setTyping] = useState(false);
  const [other, setOther] = useState<string>();
  useEffect(() => {
    // A topic that the room refused stays in the field, so that it can be corrected.
    const isOpen = saving !== undefined && saving.status !== 'saved';
    if (field.current && began.current === undefined && !isOpen) field.current.value = topic;
  }, [topic, saving]);
  const save = (): void => {
    const { value = '' } = field.current ?? {};
    began.current = undefined;
    setTyping(false);
    setOther(undefined);
    if (value.trim() !== topic) follow(submitTo(room, 'set', { topic: value }));
  };
  /** Another member's topic is not overwritten unseen. Once it has been shown, only Enter overwrites it. */
  const isAsked = (): boolean => {
    if (began.current === undefined || began.current === topic || other === topic) return false;
    if (field.current?.value.trim() === topic) return false;
    setOther(topic);
    return true;
  };
  const onInput = (): void => {
    began.current ??= topic;
    setTyping(true);
  };
  const onBlur = (): void => {
    if (other === undefined && began.current !== undefined && !isAsked()) save();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === 'Enter' && !isAsked()) save();
    if (event.key === 'Escape') began.current = undefined;
  };
  return { field, listeners: { onInput, onBlur, onKeyDown }, saving, other, isTyping };
}
