/** The saving state beside a setting. Each setting is saved as soon as it changes. */

import { useEffect, useRef, useState } from 'preact/hooks';
import type { ChangeResult } from '../../../client/index.ts';
import type { Room } from '../../state/room.ts';
import { Icon } from '../../ui/icon.tsx';
import { whenAnswered } from './refusals.ts';
import { words } from './words.ts';

export type Saving = { status: 'saving' | 'saved' } | { status: 'failed'; why: string } | undefined;

/** Returns the progress of the last change, and the function to call with the next one. */
export function useSaving(room: Room): [Saving, (result: ChangeResult | undefined) => void] {
  const [saving, setSaving] = useState<Saving>();
  const stop = useRef(() => {});
  useEffect(() => () => stop.current(), []);
  const follow = (result: ChangeResult | undefined): void => {
    stop.current();
    setSaving({ status: 'saving' });
    stop.current = whenAnswered(room, result, (why) =>
      setSaving(why === undefined ? { status: 'saved' } : { status: 'failed', why }),
    );
  };
  return [saving, follow];
}

/** @param saved replaces "Saved" where that isn't enough */
export function SavingLine({ saving, saved }: { saving: Saving; saved?: string }) {
  const { value: texts } = words;
  return (
    <>
      <span class="saved" role="status">
        {saving?.status === 'saving' && texts.saving}
        {saving?.status === 'saved' && (
          <>
            <Icon name="check" />
            {saved ?? texts.saved}
          </>
        )}
      </span>
      <span class="problem" role="alert">
        {saving?.status === 'failed' && saving.why}
      </span>
    </>
  );
}
