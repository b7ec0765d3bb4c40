/** Whether the browser stores anything at all, for a page to tell. Apart from the outbox, which a page needs earlier. */

import { unsentSessions } from './outbox-idb.ts';
import { orElse } from './storage-timeout.ts';

/** Whether what is unsent outlives the page. */
export async function keepsUnsent(): Promise<boolean> {
  return (await orElse(unsentSessions(''), undefined)) !== undefined;
}
