import { useEffect, useState } from 'preact/hooks';
import { may } from '../../state/authority.ts';
import { isKnownSilenced } from '../../state/posting-limits.ts';
import type { Room } from '../../state/room.ts';
import { roomNowMs } from '../../state/room-time.ts';
import { restrictedIn } from './moderation.ts';

/** Whether a member is silenced. This session knows what it saw, and moderators can ask the room. */
export function useSilenced(room: Room, id: string): boolean {
  const [told, setTold] = useState<boolean>();
  const mayAsk = may(room, 'audit');
  useEffect(() => {
    if (mayAsk) restrictedIn(room).then((all) => setTold(all?.mutes.some((mute) => mute.id === id)));
  }, [room, id, mayAsk]);
  return told ?? isKnownSilenced(room.state.value ?? { notices: [] }, id, roomNowMs(room));
}
