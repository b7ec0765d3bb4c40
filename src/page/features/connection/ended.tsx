/** Explains why the connection ended, and offers what people can do about it. */

import { useEffect, useRef } from 'preact/hooks';
import type { Link } from '../../../client/index.ts';
import type { Room } from '../../state/room.ts';
import { MoreIcon } from '../../ui/more-icon.tsx';
import { useSecondsTo } from '../../ui/seconds.ts';
import { endTime } from '../../words/short-format.ts';
import { unlockDialog } from '../lock/overlays.ts';
import { words } from './words.ts';

/** Why the room asks to wait, for the codes that the page knows. */
export function whyWaiting(code: string | undefined): string | undefined {
  return words.value.waits[code ?? ''];
}

type Stopped = Extract<Link, { status: 'stopped' }>;

/** Why the room doesn't let the reader in. */
export function whyEnded({ code, reason, untilMs }: Stopped): string {
  const { value: texts } = words;
  if (code !== 'banned') return texts.ends[code] ?? (reason || texts.ended);
  return untilMs === undefined ? texts.bannedForGood : texts.bannedUntil(endTime(untilMs));
}

export function Ended({ room, link }: { room: Room; link: Stopped }) {
  const { value: texts } = words;
  const { code, untilMs } = link;
  const isOver = useSecondsTo(untilMs ?? Number.POSITIVE_INFINITY) === 0;
  const banner = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    // The field is gone, so the focus was lost.
    if (document.activeElement === document.body) banner.current?.focus({ preventScroll: true });
  }, []);
  const isLocked = code === 'locked';
  useEffect(() => {
    if (isLocked) unlockDialog.open({ room });
  }, [isLocked]);
  return (
    <p class="banner" ref={banner} tabIndex={-1}>
      <MoreIcon name="warn" />
      <span>{isOver ? texts.banOver : whyEnded(link)}</span>
      {isLocked && (
        <button type="button" onClick={() => unlockDialog.open({ room })}>
          {texts.enterPassphrase}
        </button>
      )}
      {/* People outside aren't told when a ban or a lock is removed, so they can try again. A room name that is
          invalid stays invalid. */}
      {code !== 'bad_room' && (
        <button type="button" onClick={() => room.client.peek()?.connect()}>
          {code === 'replaced' ? texts.useHere : texts.connectAgain}
        </button>
      )}
    </p>
  );
}
