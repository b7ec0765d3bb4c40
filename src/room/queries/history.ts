/** A page of history as a frame. */

import type { HistoryFrame } from '../../protocol/frames.ts';
import type { SessionRef } from '../../protocol/session-ref.ts';
import type { Stored } from '../events/body.ts';
import { itemsOf } from '../events/frames.ts';
import type { Page } from '../log/types.ts';

/** A page of items for the requesting session. Its own items have the ids that it gave them. */
export function toHistory({ events, more, end }: Page<Stored>, asker: SessionRef): HistoryFrame {
  const data = itemsOf(events, asker);
  const elsewhere = more ? end : 0;
  return { type: 'history', data, first: data[0]?.seq ?? elsewhere, last: data.at(-1)?.seq ?? elsewhere, more };
}
