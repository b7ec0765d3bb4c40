/** The lock of a room: set, changed, taken off. The passphrase never leaves the browser; the room gets a key made of it. */

import { useRef, useState } from 'preact/hooks';
import type { Room } from '../../state/room.ts';
import { copyText } from '../../ui/copy-text.ts';
import { words as uiWords } from '../../ui/words.ts';
import { inviteTo, lock, unlock } from '../moderation/moderation.ts';
import { SavingLine, useSaving } from '../moderation/saving.tsx';
import { makePassphrase, passphraseProblem } from './passphrase.ts';
import { PassphraseField } from './passphrase-field.tsx';
import { words } from './words.ts';

export function LockSettings({ room, isLocked }: { room: Room; isLocked: boolean }) {
  const { value: also } = words;
  const field = useRef<HTMLInputElement>(null);
  const [isSeen, setSeen] = useState(false);
  const [isMade, setMade] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [isUnderWay, setUnderWay] = useState(false);
  const [done, setDone] = useState<'locked' | 'unlocked'>('locked');
  const [saving, follow] = useSaving(room);
  const set = async (): Promise<void> => {
    if (isUnderWay) return;
    const { value: passphrase = '' } = field.current ?? {};
    const found = passphraseProblem(passphrase, room.name);
    setProblem(found && also.passphraseProblem(found));
    if (found) return field.current?.focus();
    setUnderWay(true);
    const result = await lock(room, passphrase);
    setUnderWay(false);
    setDone('locked');
    follow(result);
  };
  const make = (): void => {
    if (!field.current) return;
    field.current.value = makePassphrase(() => crypto.getRandomValues(new Uint8Array(1))[0] ?? 0);
    setProblem(undefined);
    setSeen(true);
    setMade(true);
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
        <PassphraseField
          id="setting-lock"
          field={field}
          isSeen={isSeen}
          setSeen={setSeen}
          isNew
          describedBy="setting-lock-state"
          isInvalid={problem !== undefined}
          onInput={() => {
            setProblem(undefined);
            setMade(false);
          }}
        />
        <button type="submit" class="plain" aria-busy={isUnderWay}>
          {isLocked ? also.changeLock : also.lock}
        </button>
      </div>
      <div class="beside">
        {isLocked && (
          <button
            type="button"
            class={saving?.status === 'saved' && done === 'locked' ? 'primary' : 'plain'}
            onClick={() => copyText(inviteTo(room.name, true), uiWords.peek().linkCopied)}
          >
            {also.copyInvite}
          </button>
        )}
        <button type="button" class="plain" onClick={make}>
          {also.makePassphrase}
        </button>
        {isMade && (
          <button
            type="button"
            class="plain"
            onClick={() => copyText(field.current?.value ?? '', uiWords.peek().textCopied)}
          >
            {also.copyPassphrase}
          </button>
        )}
        {isLocked && (
          <button
            type="button"
            class="plain"
            onClick={() => {
              setDone('unlocked');
              follow(unlock(room));
            }}
          >
            {also.unlock}
          </button>
        )}
      </div>
      <p id="setting-lock-state" class="setting-state">
        {problem === undefined ? (
          <SavingLine saving={saving} saved={done === 'locked' ? also.lockedNow : also.unlockedNow} />
        ) : (
          <span class="problem" role="alert">
            {problem}
          </span>
        )}
      </p>
    </form>
  );
}
