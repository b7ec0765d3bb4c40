/** The room settings: topic, slow mode, retention, lock, export and moderation log. */

import { useEffect, useRef, useState } from 'preact/hooks';
import type { SettingsChange } from '../../../client/index.ts';
import { SLOW_SECONDS, TOPIC_CHARS } from '../../../protocol/limits.ts';
import { may } from '../../state/authority.ts';
import type { Room } from '../../state/room.ts';
import { submitTo } from '../../state/submit-to.ts';
import { closeOverlay } from '../../ui/close-overlay.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { isTouch } from '../../ui/enter-key.ts';
import { moreCommon } from '../../words/common.ts';
import { LockSettings } from '../lock/lock-settings.tsx';
import { type ExportFormat, exportRoom } from './export-room.ts';
import { auditDialog, settingsDialog } from './overlays.ts';
import { SavingLine, useSaving } from './saving.tsx';
import { words } from './words.ts';

/** The choices for slow mode, in seconds. Another present value is offered as well. */
const SLOW = [0, 5, 10, 30, 60, 300, SLOW_SECONDS];
/** In days. */
const RETENTION = [0, 1, 7, 30, 90, 365];

/** @param isBack whether the reader came back from the moderation log */
function SettingsDialog({ room, isBack = false }: { room: Room; isBack?: boolean | undefined }) {
  const { value: texts } = words;
  const settings = room.state.value?.settings;
  if (!settings) return null;
  return (
    <Dialog label={texts.settingsTitle(room.name)} onClose={closeOverlay}>
      <div class="stack">
        <Topic room={room} topic={settings.topic} hasFocus={!isBack && !isTouch()} />
        {may(room, 'slow') && (
          <Choice
            room={room}
            label={texts.slowMode}
            options={withPresent(SLOW, settings.slow)}
            name={texts.slowFor}
            value={settings.slow}
            change={(slow) => ({ slow })}
          />
        )}
        {may(room, 'retention') && (
          <Choice
            room={room}
            label={texts.retention}
            options={withPresent(RETENTION, settings.retentionDays ?? 0)}
            name={texts.retentionFor}
            value={settings.retentionDays ?? 0}
            change={(retentionDays) => ({ retentionDays })}
          />
        )}
        {may(room, 'lock') && <LockSettings room={room} isLocked={settings.locked} />}
        {may(room, 'export') && <Exports room={room} />}
        {may(room, 'audit') && (
          <div class="setting row">
            <span id="setting-audit">{texts.auditTitle}</span>
            <div class="beside">
              <button
                type="button"
                class="plain"
                aria-describedby="setting-audit"
                autofocus={isBack}
                onClick={() => auditDialog.open({ room })}
              >
                {texts.showAudit}
              </button>
            </div>
          </div>
        )}
      </div>
    </Dialog>
  );
}

interface TopicProps {
  room: Room;
  topic: string;
  hasFocus: boolean;
}

/** Saved with Enter, or when the field loses focus. Esc discards the change. */
function Topic({ room, topic, hasFocus }: TopicProps) {
  const { value: texts } = words;
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
          onInput={() => {
            began.current ??= topic;
            setTyping(true);
          }}
          onBlur={() => other === undefined && began.current !== undefined && !isAsked() && save()}
          onKeyDown={(event) => {
            if (event.isComposing || event.keyCode === 229) return;
            if (event.key === 'Enter' && !isAsked()) save();
            if (event.key === 'Escape') began.current = undefined;
          }}
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

interface ChoiceProps {
  room: Room;
  label: string;
  options: readonly number[];
  name: (value: number) => string;
  value: number;
  change: (value: number) => SettingsChange;
}

function Choice({ room, label, options, name, value, change }: ChoiceProps) {
  const [saving, follow] = useSaving(room);
  return (
    <div>
      <label class="setting row">
        <span>{label}</span>
        <select
          value={value}
          onChange={({ currentTarget }) => follow(submitTo(room, 'set', change(Number(currentTarget.value))))}
        >
          {options.map((option) => (
            <option key={option} value={option}>
              {name(option)}
            </option>
          ))}
        </select>
      </label>
      <p class="setting-state">
        <SavingLine saving={saving} />
      </p>
    </div>
  );
}

function withPresent(offered: readonly number[], present: number): number[] {
  return [...new Set([...offered, present])].sort((a, b) => a - b);
}

function Exports({ room }: { room: Room }) {
  const { value: texts } = words;
  const [problem, setProblem] = useState<string>();
  const [isUnderWay, setUnderWay] = useState(false);
  const take = async (format: ExportFormat): Promise<void> => {
    if (isUnderWay) return;
    setUnderWay(true);
    setProblem(await exportRoom(room, format));
    setUnderWay(false);
  };
  return (
    <div class="setting">
      <span id="setting-export">{texts.records}</span>
      <div class="beside">
        <button type="button" class="plain" aria-describedby="setting-export" onClick={() => take('text')}>
          {texts.exportText}
        </button>
        <button type="button" class="plain" aria-describedby="setting-export" onClick={() => take('jsonl')}>
          {texts.exportJson}
        </button>
      </div>
      <p class="problem" role="alert">
        {problem}
      </p>
    </div>
  );
}

settingsDialog.view.value = SettingsDialog;
