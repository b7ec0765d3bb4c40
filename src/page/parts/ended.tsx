/** Why there is no connection, and what can be done about it. */

import type { Link } from '../../client/index.ts';
import { overlay } from '../state/overlay.ts';
import type { Room } from '../state/room.ts';
import { more } from '../words/more.ts';
import { MoreIcon } from './more-icon.tsx';

/** Why the room has to be waited for, where it said so in a way that we know. */
export function whyWaiting(code: string | undefined): string | undefined {
  return more.value.waits[code ?? ''];
}

export function Ended({ room, link }: { room: Room; link: Extract<Link, { status: 'stopped' }> }) {
  const { value: also } = more;
  return (
    <p class="banner">
      <MoreIcon name="warn" />
      <span>{also.ends[link.code] ?? (link.reason || also.ended)}</span>
      {link.code === 'locked' && (
        <button
          type="button"
          onClick={() => {
            overlay.value = { kind: 'unlock', room };
          }}
        >
          {also.enterPassphrase}
        </button>
      )}
      {link.code !== 'locked' && link.code !== 'banned' && (
        <button type="button" onClick={() => room.client.peek()?.connect()}>
          {link.code === 'replaced' ? also.useHere : also.connectAgain}
        </button>
      )}
    </p>
  );
}
