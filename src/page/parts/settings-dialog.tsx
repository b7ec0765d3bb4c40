/** How a room is run: what it is about, how fast one may write, who gets in, what is kept of it. */

import { useRef, useState } from 'preact/hooks';
import { SLOW_SECONDS, TOPIC_CHARS } from '../../protocol/limits.ts';
import { tell } from '../state/actions.ts';
import { isModerator, isOwner } from '../state/authority.ts';
import { isTouch } from '../state/keys.ts';
import { type ExportFormat, exportRoom } from '../state/moderation.ts';
import { closeOverlay, overlay } from '../state/overlay.ts';
import type { Room } from '../state/room.ts';
import { words } from '../words/index.ts';
import { more } from '../words/more.ts';
import { Dialog } from './dialog.tsx';
import { LockSettings } from './lock-settings.tsx';

/** What is offered; any other that is set is offered, too. Seconds. */
const SLOW = [0, 5, 10, 30, 60, 300, SLOW_SECONDS];
/** Days. */
const RETENTION = [0, 1, 7, 30, 90, 365];

export function SettingsDialog({ room }: { room: Room }) {
  const { value: also } = more;
  const settings = room.state.value?.settings;
  if (!settings) return null;
  const set = (change: Parameters<NonNullable<typeof room.client.value>['set']>[0]): void =>
    tell(room.client.peek()?.set(change));
  const mayRun = isModerator(room);
  return (
    <Dialog label={also.settingsTitle(room.name)} onClose={closeOverlay}>
      <div class="stack">
        <Topic topic={settings.topic} save={(topic) => set({ topic })} />
        {mayRun && (
          <Choice
            label={also.slowMode}
            options={withPresent(SLOW, settings.slow)}
            name={also.slowFor}
            value={settings.slow}
            choose={(slow) => set({ slow })}
          />
        )}
        {isOwner(room) && (
          <Choice
            label={also.retention}
            options={withPresent(RETENTION, settings.retentionDays ?? 0)}
            name={also.retentionFor}
            value={settings.retentionDays ?? 0}
            choose={(retentionDays) => set({ retentionDays })}
          />
        )}
        {mayRun && <LockSettings room={room} isLocked={settings.locked} />}
        {mayRun && <Exports room={room} />}
        {mayRun && (
          <div class="setting row">
            <span id="setting-audit">{also.auditTitle}</span>
            <div class="beside">
              <button
                type="button"
                class="plain"
                aria-describedby="setting-audit"
                onClick={() => {
                  overlay.value = { kind: 'audit', room };
                }}
              >
                {also.showAudit}
              </button>
            </div>
          </div>
        )}
      </div>
    </Dialog>
  );
}

function Topic({ topic, save }: { topic: string; save: (topic: string) => void }) {
  const { value: also } = more;
  const field = useRef<HTMLInputElement>(null);
  return (
    <form
      class="setting"
      onSubmit={(event) => {
        event.preventDefault();
        save(field.current?.value ?? '');
        closeOverlay();
      }}
    >
      <label for="setting-topic">{also.topic}</label>
      <div class="beside">
        <input
          id="setting-topic"
          ref={field}
          class="field"
          dir="auto"
          maxLength={TOPIC_CHARS}
          defaultValue={topic}
          // On a touch screen its keyboard would cover what one came for.
          autofocus={!isTouch()}
          autocomplete="off"
        />
        <button type="submit" class="plain">
          {words.value.save}
        </button>
      </div>
    </form>
  );
}

interface ChoiceProps {
  label: string;
  options: readonly number[];
  name: (value: number) => string;
  value: number;
  choose: (value: number) => void;
}

function Choice({ label, options, name, value, choose }: ChoiceProps) {
  return (
    <label class="setting row">
      <span>{label}</span>
      <select value={value} onChange={({ currentTarget }) => choose(Number(currentTarget.value))}>
        {options.map((option) => (
          <option key={option} value={option}>
            {name(option)}
          </option>
        ))}
      </select>
    </label>
  );
}

function withPresent(offered: readonly number[], present: number): number[] {
  return [...new Set([...offered, present])].sort((a, b) => a - b);
}

function Exports({ room }: { room: Room }) {
  const { value: also } = more;
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
      <span>{also.records}</span>
      <div class="beside">
        <button type="button" class="plain" onClick={() => take('text')}>
          {also.exportText}
        </button>
        <button type="button" class="plain" onClick={() => take('jsonl')}>
          {also.exportJson}
        </button>
      </div>
      <p class="problem" role="alert">
        {problem}
      </p>
    </div>
  );
}
