/** The notice above the composer that says why messages are delayed or refused. */

import { useComputed } from '@preact/signals';
import { slowWaitOf } from '../../state/posting-limits.ts';
import type { Room } from '../../state/room.ts';
import { isOut } from '../../state/room-access.ts';
import { Icon } from '../../ui/icon.tsx';
import { MoreIcon } from '../../ui/more-icon.tsx';
import { useSecondsTo } from '../../ui/seconds.ts';
import { useOwnSilencedUntil } from '../../ui/use-own-silenced-until.ts';
import { endTime } from '../../words/short-format.ts';
import { words } from './words.ts';

export function ComposerNotice({ room }: { room: Room }) {
  const here = () => slowWaitOf(room.state.value);
  const silencedUntil = useOwnSilencedUntil(room);
  const { value: retryAtMs } = useComputed(() => here().retryAtMs);
  const { value: waiting } = useComputed(() => here().waiting);
  const { value: slow } = useComputed(() => here().slow);
  const { value: hasEnded } = useComputed(() => isOut(room));
  const { value: texts } = words;
  if (hasEnded) return null;
  if (silencedUntil !== undefined) return <Silenced untilMs={silencedUntil} />;
  if (slow === 0) return null;
  return (
    <p class="restraint">
      <Icon name="clock" />
      {retryAtMs === undefined ? texts.slowHere(slow) : <SlowWait untilMs={retryAtMs} waiting={waiting} />}
    </p>
  );
}

function Silenced({ untilMs }: { untilMs: number }) {
  const { value: texts } = words;
  return (
    <p class="restraint" role="status">
      <MoreIcon name="hush" />
      {untilMs === Number.POSITIVE_INFINITY ? texts.silencedForGood : texts.silencedUntil(endTime(untilMs))}
    </p>
  );
}

function SlowWait({ untilMs, waiting }: { untilMs: number; waiting: number }) {
  return <>{words.value.slowWait(useSecondsTo(untilMs), waiting)}</>;
}
