/** The banner that appears once the connection has been down for a moment. */

import { useEffect, useState } from 'preact/hooks';
import type { Room } from '../../state/room.ts';
import { late } from './late-parts.ts';
import { firstWords } from './words.first.ts';

/** Most reconnects are quicker than this, and nothing is lost by then. */
const PATIENCE_MS = 2_000;

/** Always in the document, because a live region must exist before its text changes. */
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
  const { value: parts } = late;
  return (
    <div role="status">
      {isShown &&
        link &&
        (parts ? (
          <parts.BannerText room={room} link={link} />
        ) : (
          // The text about a room that refuses entry needs the words of the late part.
          link.status !== 'stopped' && <p class="banner">{firstWords.value.offlineLong}</p>
        ))}
    </div>
  );
}
