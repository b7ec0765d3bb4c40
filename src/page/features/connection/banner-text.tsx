/** The text of the connection banner: why there is no connection, and what happens next. */

import { useRef } from 'preact/hooks';
import type { Link } from '../../../client/index.ts';
import type { Room } from '../../state/room.ts';
import { MoreIcon as Icon } from '../../ui/more-icon.tsx';
import { useSecondsTo } from '../../ui/seconds.ts';
import { Ended, whyWaiting } from './ended.tsx';
import { firstWords } from './words.first.ts';
import { words } from './words.ts';

/** @param link the state of the connection, which is not live */
export function BannerText({ room, link }: { room: Room; link: Link }) {
  const { value: texts } = words;
  const client = room.client.value;
  /** The reason for the last disconnect. It stays through all retries until the room is reached. */
  const code = useRef<string | undefined>(undefined);
  if (link.status === 'waiting') code.current = link.code;
  if (link.status === 'stopped') return <Ended room={room} link={link} />;
  const isFirst = room.state.value?.self === undefined && link.status === 'connecting' && link.attempt === 1;
  return (
    <p class="banner">
      <Icon name="cut" />
      <span>{isFirst ? texts.connectingLong : (whyWaiting(code.current) ?? firstWords.value.offlineLong)}</span>
      {/* The sentence announces this once. A number that changes every second must not be announced. */}
      <span class="countdown" aria-hidden="true">
        <Countdown untilMs={link.status === 'waiting' ? link.retryAtMs : 0} />
      </span>
      <button type="button" onClick={() => client?.reconnectNow()}>
        {texts.retryNow}
      </button>
    </p>
  );
}

function Countdown({ untilMs }: { untilMs: number }) {
  return <>{words.value.triesIn(useSecondsTo(untilMs))}</>;
}
