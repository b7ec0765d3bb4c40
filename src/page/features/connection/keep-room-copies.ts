/** Keeps the stored copies of all rooms up to date, with few writes. */

import { effect } from '@preact/signals';
import { keepCopy } from '../../../client/room-copy/room-copy-keeping.ts';
import { rooms } from '../../state/rooms.ts';

/** The shortest time between two writes. A busy room changes many times a second, and each write is the whole copy. */
const KEEP_MS = 2_000;

export function keepCopies(): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const keep = (isLast: boolean): void => {
    clearTimeout(timer);
    timer = undefined;
    for (const {
      client: { value: client },
      isRetired,
    } of rooms.peek()) {
      if (isLast) client?.keepOutbox();
      if (client && !isRetired) keepCopy(client, { isLast });
    }
  };
  effect(() => {
    for (const { state } of rooms.value) state.value;
    timer ??= setTimeout(keep, KEEP_MS, false);
  });
  // A browser may discard a hidden page without any further event.
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) keep(true);
  });
  addEventListener('pagehide', () => keep(true));
}
