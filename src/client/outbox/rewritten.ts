/** Edits of messages that are still in the outbox. Pure. */

import { isRow } from '../events/registry.ts';
import { changed } from './outbox.ts';
import type { Outbox } from './own-event.ts';

/**
 * Changes the text of a queued message. This only works if the message was never sent: the server may have the old text
 * under this id, and would treat the new one as a conflict.
 * @returns `on_its_way` if it was sent; `undefined` if the outbox has no message with this id
 */
export function rewritten(outbox: Outbox, id: string, data: string): Outbox | 'on_its_way' | undefined {
  const entry = outbox.find((candidate) => candidate.id === id);
  if (!entry || !isRow(entry)) return undefined;
  return entry.first ? 'on_its_way' : changed(outbox, id, () => ({ ...entry, data }));
}
