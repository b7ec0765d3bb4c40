/** The lock of a room: set, changed, taken off. The passphrase never leaves the browser; the room gets a key made of it. */

import { useRef, useState } from 'preact/hooks';
import { copyText } from '../state/copy-text.ts';
import { inviteTo, lock, unlock } from '../state/moderation.ts';
import { closeOverlay } from '../state/overlay.ts';
import type { Room } from '../state/room.ts';
import { more } from '../words/more.ts';

export function LockSettings({ room, isLocked }: { room: Room; isLocked: boolean }) {
  const { value: also } = more;
  const field = useRef<HTMLInputElement>(null);
  const [isUnderWay, setUnderWay] = useState(false);
  const set = async (): Promise<void> => {
    const passphrase = field.current?.value ?? '';
    if (passphrase === '' || isUnderWay) return;
    setUnderWay(true);
    await lock(room, passphrase);
    setUnderWay(false);
    if (field.current) field.current.value = '';
  };
  return (
    <form
      class="setting"
      onSubmit={(event) => {
        event.preventDefault();
        set();
      }}
    >
      <label for="setting-lock">{isLocked ? also.isLocked : also.lockWith}</label>
      <div class="beside">
        <input
          id="setting-lock"
          ref={field}
          class="field"
          type="password"
          autocomplete="new-password"
          placeholder={also.passphrase}
          required
        />
        <button type="submit" class="plain" aria-busy={isUnderWay}>
          {isLocked ? also.changeLock : also.lock}
        </button>
      </div>
      {isLocked && (
        <div class="beside">
          <button type="button" class="plain" onClick={() => unlock(room)}>
            {also.unlock}
          </button>
          <button
            type="button"
            class="plain"
            onClick={() => {
              closeOverlay();
              copyText(inviteTo(room.name, true), more.peek().linkCopied);
            }}
          >
            {also.copyInvite}
          </button>
        </div>
      )}
    </form>
  );
}
