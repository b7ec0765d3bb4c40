/** The link to a room, to give to others. */

import { useEffect, useState } from 'preact/hooks';
import { roomPath } from '../state/route.ts';
import { words } from '../words/index.ts';
import { Dialog } from './dialog.tsx';
import { Icon } from './icon.tsx';

/** How long the button says that it worked. */
const THANKS_MS = 2_000;

export function ShareButton({ room }: { room: string }) {
  const [state, setState] = useState<'ready' | 'copied' | 'by-hand'>('ready');
  const { value: say } = words;
  const link = location.origin + roomPath(room);
  useEffect(() => {
    if (state !== 'copied') return;
    const timer = setTimeout(() => setState('ready'), THANKS_MS);
    return () => clearTimeout(timer);
  }, [state]);
  // Without TLS browsers offer no clipboard, and anywhere a person may forbid it.
  const copy = (): void => {
    if (!navigator.clipboard) return setState('by-hand');
    navigator.clipboard.writeText(link).then(
      () => setState('copied'),
      () => setState('by-hand'),
    );
  };
  return (
    <>
      <button type="button" class="tool share" aria-label={say.share} onClick={copy}>
        <Icon name={state === 'copied' ? 'check' : 'link'} />
      </button>
      <span class="thanks" role="status">
        {state === 'copied' && say.shared}
      </span>
      {state === 'by-hand' && (
        <Dialog label={say.shareByHand} onClose={() => setState('ready')}>
          <input
            class="field"
            readOnly
            // Else the dialog would give focus to its ✕.
            autofocus
            value={link}
            dir="ltr"
            aria-label={say.shareByHand}
            onFocus={({ currentTarget }) => currentTarget.select()}
          />
        </Dialog>
      )}
    </>
  );
}
