/** Above the composer: why what is written won't go out, or not yet. */

import { useComputed } from '@preact/signals';
import { restraintOf } from '../state/restraint.ts';
import type { Room } from '../state/room.ts';
import { more } from '../words/more.ts';
import { endTime } from '../words/short-format.ts';
import { Icon } from './icon.tsx';
import { MoreIcon } from './more-icon.tsx';
import { useSecondsTo } from './seconds.ts';

export function ComposerNotice({ room }: { room: Room }) {
  const here = () => restraintOf(room.state.value, performance.timeOrigin);
  const { value: isSilenced } = useComputed(() => here().silenced !== undefined);
  const { value: untilMs } = useComputed(() => here().silenced?.untilMs);
  const { value: retryAtMs } = useComputed(() => here().retryAtMs);
  const { value: slow } = useComputed(() => here().slow);
  const { value: hasEnded } = useComputed(() => room.state.value?.link.status === 'stopped');
  const { value: also } = more;
  if (hasEnded) return null;
  if (isSilenced) return <Silenced untilMs={untilMs} />;
  if (slow === 0) return null;
  return (
    <p class="restraint">
      <Icon name="clock" />
      {retryAtMs === undefined ? also.slowHere(slow) : <SlowWait untilMs={retryAtMs} />}
    </p>
  );
}

/** Says so until its time is over. */
function Silenced({ untilMs }: { untilMs: number | undefined }) {
  const { value: also } = more;
  if (useSecondsTo(untilMs ?? Number.POSITIVE_INFINITY) === 0) return null;
  return (
    <p class="restraint" role="status">
      <MoreIcon name="hush" />
      {untilMs === undefined
        ? also.silencedHere
        : untilMs === Number.POSITIVE_INFINITY
          ? also.silencedForGood
          : also.silencedUntil(endTime(untilMs))}
    </p>
  );
}

function SlowWait({ untilMs }: { untilMs: number }) {
  return <>{more.value.slowWait(useSecondsTo(untilMs))}</>;
}
