/** Says that there is no connection, once that has lasted for a moment, and what happens about it. */

import { useEffect, useRef, useState } from 'preact/hooks';
import type { Link } from '../../client/index.ts';
import { late } from '../state/late.ts';
import { overlay } from '../state/overlay.ts';
import type { Room } from '../state/room.ts';
import { words } from '../words/index.ts';
import { Icon } from './icon.tsx';
import { useSecondsTo } from './seconds.ts';

/** A reconnect is mostly quicker, and nothing was lost by then. */
const PATIENCE_MS = 2_000;

/** Always in the document: a live region must be there before it speaks. */
export function ConnectionBanner({ room }: { room: Room }) {
  const link = room.state.value?.link;
  const isDown = link?.status !== 'live';
  const [shown, setShown] = useState(false);
  useEffect(() => {
    if (!isDown) return setShown(false);
    const timer = setTimeout(() => setShown(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [isDown]);
  const isShown = isDown && (shown || link?.status === 'stopped');
  const isLocked = link?.status === 'stopped' && link.code === 'locked';
  useEffect(() => {
    if (isLocked) overlay.value = { kind: 'unlock', room };
  }, [isLocked]);
  return <div role="status">{isShown && link && <BannerText room={room} link={link} />}</div>;
}

function BannerText({ room, link }: { room: Room; link: Link }) {
  const { value: say } = words;
  const client = room.client.value;
  const { value: parts } = late;
  /** Of the last loss: said until the room is reached, through every try. */
  const code = useRef<string | undefined>(undefined);
  if (link.status === 'waiting') code.current = link.code;
  if (link.status === 'stopped') return parts && <parts.Ended room={room} link={link} />;
  const isFirst = room.state.value?.self === undefined && link.status === 'connecting' && link.attempt === 1;
  return (
    <p class="banner">
      <Icon name="cut" />
      <span>{isFirst ? say.connectingLong : (parts?.whyWaiting(code.current) ?? say.offlineLong)}</span>
      {/* Told once by the sentence; a number that changes every second must not be. */}
      <span class="countdown" aria-hidden="true">
        <Countdown untilMs={link.status === 'waiting' ? link.retryAtMs : 0} />
      </span>
      <button type="button" onClick={() => client?.reconnectNow()}>
        {say.retryNow}
      </button>
    </p>
  );
}

function Countdown({ untilMs }: { untilMs: number }) {
  return <>{words.value.triesIn(useSecondsTo(untilMs))}</>;
}
