/** The confirmation before a member is removed, silenced or banned, with the duration. */

import { useState } from 'preact/hooks';
import type { ModRequest } from '../../../protocol/events/mod.ts';
import type { Room } from '../../state/room.ts';
import { untilIn } from '../../state/room-time.ts';
import { closeOverlay } from '../../ui/close-overlay.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { words as uiWords } from '../../ui/words.ts';
import { namesOf } from '../members/names.ts';
import { moderate } from './moderation.ts';
import { restrainDialog } from './overlays.ts';
import type { Words } from './words.en.ts';
import { words } from './words.ts';

const MINUTE_MS = 60_000;

/**
 * `ms`: in milliseconds, or `undefined` for a permanent restraint. It isn't optional, so that leaving it out by mistake
 * doesn't compile.
 */
interface Duration {
  key: keyof Words['restrainFor'];
  ms: number | undefined;
}

const HOUR: Duration = { key: 'hour', ms: 60 * MINUTE_MS };
/** The durations on offer. */
const DURATIONS: readonly Duration[] = [
  { key: 'tenMinutes', ms: 10 * MINUTE_MS },
  HOUR,
  { key: 'day', ms: 24 * 60 * MINUTE_MS },
  { key: 'permanent', ms: undefined },
];

interface RestrainProps {
  room: Room;
  id: string;
  action: 'kick' | 'mute' | 'ban';
}

function RestrainDialog({ room, id, action }: RestrainProps) {
  const { value: texts } = words;
  const [lasting, setLasting] = useState(HOUR);
  const [address, setAddress] = useState(false);
  const [name = ''] = namesOf(room, [id]);
  const actionTexts = texts.restrain[action];
  const act = (): void => {
    closeOverlay();
    const until = untilIn(room, lasting.ms);
    const request: Record<typeof action, ModRequest> = {
      kick: { action: 'kick', who: id },
      mute: { action: 'mute', who: id, ...until },
      ban: { action: 'ban', who: id, ...until, ...(address ? { address } : {}) },
    };
    moderate(room, request[action]);
  };
  return (
    <Dialog label={actionTexts.title(name)} onClose={closeOverlay}>
      <p>{actionTexts.means}</p>
      {action !== 'kick' && (
        <fieldset class="choices">
          <legend>{texts.forHowLong}</legend>
          {DURATIONS.map((duration) => (
            <label key={duration.key}>
              <input type="radio" name="lasting" checked={duration === lasting} onChange={() => setLasting(duration)} />
              <span>{texts.restrainFor[duration.key]}</span>
            </label>
          ))}
        </fieldset>
      )}
      {action === 'ban' && (
        <div class="choices apart">
          <label>
            <input
              type="checkbox"
              checked={address}
              onChange={({ currentTarget }) => setAddress(currentTarget.checked)}
            />
            <span>
              {texts.banAddress}
              <small>{texts.banAddressMeans}</small>
            </span>
          </label>
        </div>
      )}
      <div class="answers">
        <button type="button" class="plain" autofocus onClick={closeOverlay}>
          {uiWords.value.cancel}
        </button>
        <button type="button" class="danger" onClick={act}>
          {actionTexts.act}
        </button>
      </div>
    </Dialog>
  );
}

restrainDialog.view.value = RestrainDialog;
