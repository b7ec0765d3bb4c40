/** Keeps the stored copies of all rooms up to date, with few writes. */

import { effect } from '@preact/signals';
import type { CoreClient } from '../../../client/core-client.ts';
import { keepCopy } from '../../../client/room-copy/room-copy-keeping.ts';
import { rooms } from '../../state/rooms.ts';

/** The shortest time between two writes. A busy room changes many times a second, and each write is the whole copy. */
const KEEP_MS = 2_000;

/**
 * Stores the first change of a quiet room at once, because a browser may drop what a closing page writes. Changes that
 * soon follow wait.
 */
export function keepCopies(): void {
  /** The clients whose copy was written less than `KEEP_MS` ago. */
  const resting = new Set<CoreClient>();
  const keep = (): void => {
    for (const {
      client: { value: client },
      record,
    } of rooms.peek()) {
      if (!client || record.isRetired || resting.has(client) || !keepCopy(client, { isLast: false })) continue;
      resting.add(client);
      setTimeout(() => {
        resting.delete(client);
        keep();
      }, KEEP_MS);
    }
  };
  const keepLast = (): void => {
    for (const {
      client: { value: client },
      record,
    } of rooms.peek()) {
      client?.keepOutbox();
      if (client && !record.isRetired) keepCopy(client, { isLast: true });
    }
  };
  effect(() => {
    for (const { state } of rooms.value) state.value;
    keep();
  });
  // A browser may discard a hidden page without any further event.
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) keepLast();
  });
  addEventListener('pagehide', keepLast);
}
