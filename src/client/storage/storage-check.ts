/**
 * Checks whether the browser stores anything at all, so that a page can warn. Separate from the outbox, which a page
 * loads earlier.
 */

import { unsentSessions } from '../outbox/outbox-idb.ts';
import { orElse } from './storage-timeout.ts';

/** Whether unsent messages outlive the page. */
export async function keepsUnsent(): Promise<boolean> {
  return (await orElse(unsentSessions(''), undefined)) !== undefined;
}
