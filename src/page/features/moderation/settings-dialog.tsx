/** The room settings: topic, slow mode, retention, lock, export and moderation log. */

import { useState } from 'preact/hooks';
import type { SettingsChange } from '../../../client/index.ts';
import { SLOW_SECONDS } from '../../../protocol/limits.ts';
import { may } from '../../state/authority.ts';
import type { Room } from '../../state/room.ts';
import { submitTo } from '../../state/submit-to.ts';
import { closeOverlay } from '../../ui/close-overlay.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { isTouch } from '../../ui/enter-key.ts';
import { LockSettings } from '../lock/lock-settings.tsx';
import { type ExportFormat, exportRoom } from './export-room.ts';
import { auditDialog, settingsDialog } from './overlays.ts';
import { SavingLine, useSaving } from './saving.tsx';
import { TopicSetting } from './topic-setting.tsx';
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
        <TopicSetting room={room} topic={settings.topic} hasFocus={!isBack && !isTouch()} />
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
