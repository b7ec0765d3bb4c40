/** Above the composer: why what is written won't go out, or not yet. */

import { useComputed } from '@preact/signals';
import { restraintOf } from '../state/restraint.ts';
import type { Room } from '../state/room.ts';
import { clockTime } from '../words/format.ts';
import { words } from '../words/index.ts';
import { useSecondsTo } from './banner.tsx';
import { Icon } from './icon.tsx';

export function ComposerNotice({ room }: { room: Room }) {
  const { value: isSilenced } = useComputed(() => restraintOf(room.state.value).silenced !== undefined);
  const { value: untilMs } = useComputed(() => restraintOf(room.state.value).silenced?.untilMs);
  const { value: retryAtMs } = useComputed(() => restraintOf(room.state.value).retryAtMs);
  const { value: slow } = useComputed(() => restraintOf(room.state.value).slow);
  const { value: say } = words;
  if (isSilenced)
    return (
      <p class="restraint" role="status">
        <Icon name="hush" />
        {untilMs === undefined ? say.silencedHere : say.silencedUntil(clockTime(untilMs))}
      </p>
    );
  if (slow === 0) return null;
  return (
    <p class="restraint">
      <Icon name="clock" />
      {retryAtMs === undefined ? say.slowHere(slow) : <SlowWait untilMs={retryAtMs} />}
    </p>
  );
}

function SlowWait({ untilMs }: { untilMs: number }) {
  return <>{words.value.slowWait(useSecondsTo(untilMs))}</>;
}
