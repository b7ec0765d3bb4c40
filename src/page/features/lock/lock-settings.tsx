/** The lock settings of a room. The passphrase never leaves the browser: the room only gets a key derived from it. */

import type { Room } from '../../state/room.ts';
import { copyText } from '../../ui/copy-text.ts';
import { words as uiWords } from '../../ui/words.ts';
import { SavingLine } from '../moderation/saving.tsx';
import { inviteTo } from '../sharing/invite-link.ts';
import { type Locking, useLocking } from './locking.ts';
import { PassphraseField } from './passphrase-field.tsx';
import { words } from './words.ts';

export function LockSettings({ room, isLocked }: { room: Room; isLocked: boolean }) {
  const { value: texts } = words;
  const locking = useLocking(room);
  const { field, isSeen, setSeen, problem, isUnderWay, done, saving } = locking;
  return (
    <form
      class="setting"
      onSubmit={(event) => {
        event.preventDefault();
        locking.lockRoom();
      }}
    >
      <label for="setting-lock">{isLocked ? texts.isLocked : texts.lockWith}</label>
      <div class="beside">
        <PassphraseField
          id="setting-lock"
          field={field}
          isSeen={isSeen}
          setSeen={setSeen}
          isNew
          describedBy="setting-lock-state"
          isInvalid={problem !== undefined}
          onInput={locking.edited}
        />
        <button type="submit" class="plain" aria-busy={isUnderWay}>
          {isLocked ? texts.changeLock : texts.lock}
        </button>
      </div>
      <LockButtons room={room} isLocked={isLocked} locking={locking} />
      <p id="setting-lock-state" class="setting-state">
        {problem === undefined ? (
          <SavingLine saving={saving} saved={done === 'locked' ? texts.lockedNow : texts.unlockedNow} />
        ) : (
          <span class="problem" role="alert">
            {texts.passphraseProblem(problem)}
          </span>
        )}
      </p>
    </form>
  );
}

/** The other actions: share the invite link, generate a passphrase, unlock the room. */
function LockButtons({ room, isLocked, locking }: { room: Room; isLocked: boolean; locking: Locking }) {
  const { value: texts } = words;
  const { field, isMade, done, saving } = locking;
  return (
    <div class="beside">
      {isLocked && (
        <button
          type="button"
          class={saving?.status === 'saved' && done === 'locked' ? 'primary' : 'plain'}
          onClick={() => copyText(inviteTo(room.name, true), uiWords.peek().linkCopied)}
        >
          {texts.copyInvite}
        </button>
      )}
      <button type="button" class="plain" onClick={locking.makeUp}>
        {texts.makePassphrase}
      </button>
      {isMade && (
        <button
          type="button"
          class="plain"
          onClick={() => copyText(field.current?.value ?? '', uiWords.peek().textCopied)}
        >
          {texts.copyPassphrase}
        </button>
      )}
      {isLocked && (
        <button type="button" class="plain" onClick={locking.unlockRoom}>
          {texts.unlock}
        </button>
      )}
    </div>
  );
}
