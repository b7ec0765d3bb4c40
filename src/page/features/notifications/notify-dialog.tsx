/** The dialog that sets the notification level. The browser is only asked for permission here, after a click. */

import { useState } from 'preact/hooks';
import type { Room } from '../../state/room.ts';
import { closeOverlay } from '../../ui/close-overlay.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { moreCommon } from '../../words/common.ts';
import { isBlocked, LEVELS, type Level, levelOf, setLevel } from './level.ts';
import { notifyDialog } from './overlays.ts';
import { askPermission, permission } from './permission.ts';
import { isHeard, play, setHeard } from './sound.ts';
import { words } from './words.ts';

function NotifyDialog({ room }: { room: Room }) {
  const { value: texts } = words;
  const [problem, setProblem] = useState<string>();
  const choose = async (level: Level): Promise<void> => {
    setProblem(undefined);
    if (level !== 'none') await askPermission();
    switch (permission.peek()) {
      case 'unknown':
        return setProblem(texts.notifyUnknown);
      case 'default':
        // The reader closed the browser's question without an answer, so nothing was chosen.
        return setProblem(level === 'none' ? undefined : texts.notifyUnanswered);
      default:
        setLevel(room.name, level);
    }
  };
  return (
    <Dialog label={texts.notifyTitle(room.name)} onClose={closeOverlay}>
      <fieldset class="choices">
        <legend class="sr">{texts.notifyTitle(room.name)}</legend>
        {LEVELS.map((level) => (
          <label key={level}>
            <input
              type="radio"
              name="level"
              checked={levelOf(room.name) === level}
              autofocus={levelOf(room.name) === level}
              onChange={() => choose(level)}
            />
            <span>{moreCommon.value.levels[level]}</span>
          </label>
        ))}
      </fieldset>
      <div class="choices apart">
        <label>
          <input
            type="checkbox"
            checked={isHeard.value}
            onChange={({ currentTarget: { checked } }) => {
              setHeard(checked);
              if (checked) play();
            }}
          />
          <span>
            {texts.withSound}
            <small>{texts.withSoundMeans}</small>
          </span>
        </label>
      </div>
      <p class="problem" role="alert">
        {isBlocked(room.name) ? texts.notifyForbidden : problem}
      </p>
    </Dialog>
  );
}

notifyDialog.view.value = NotifyDialog;
