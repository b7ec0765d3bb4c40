/**
 * Recognises an event that its session has already sent with the same id: among the newest events in memory, and
 * further back by a scan.
 */

import { REPEAT_SCAN } from '../../protocol/limits.ts';
import type { NewEvent, Stored } from '../events/body.ts';
import { LruMap } from '../limits/lru-map.ts';
import type { EventLog } from '../log/event-log.ts';

/** Events with `from` < seq ≤ `to`. */
interface Range {
  from: number;
  to: number;
}

/** The range in which a scan looks for an earlier copy. */
export interface Gap extends Range {
  /** The range reaches up to the newest events in memory. Otherwise it is limited to what one call may scan. */
  isLast: boolean;
}

export class Repeats {
  readonly #log: EventLog<Stored>;
  /** The ranges scanned for an id without finding it. The next attempt continues from there. */
  readonly #looked = new LruMap<Range>(() => ({ from: 0, to: 0 }));

  constructor(log: EventLog<Stored>) {
    this.#log = log;
  }

  /** The earlier copy, if it is among the newest events. */
  near({ clientEventId, member, sessionTag }: NewEvent): Stored | undefined {
    if (clientEventId === null) return undefined;
    const same = (other: Stored) =>
      other.clientEventId === clientEventId && other.sessionTag === sessionTag && other.member === member;
    return this.#log.recent().find(same);
  }

  /**
   * The range in which to look for an event that is not near.
   * @param again the last `seq` that the session had when it first sent the event
   * @returns `undefined` if there is nothing to scan; `expired` if the log no longer reaches back to `again`
   */
  gap(event: NewEvent, again: number): Gap | 'expired' | undefined {
    if (event.clientEventId === null) return undefined;
    if (again < this.#log.floor - 1) return 'expired';
    const [oldest] = this.#log.recent();
    if (!oldest) return undefined;
    const looked = this.#looked.peek(this.#nameOf(event));
    const from = looked && looked.from <= again ? Math.max(again, looked.to) : again;
    const end = oldest.seq - 1;
    return from < end ? { from, to: Math.min(end, from + REPEAT_SCAN), isLast: end <= from + REPEAT_SCAN } : undefined;
  }

  /** Looks for an earlier copy in the range of a gap. If there is none, the range is not scanned again. */
  look(event: NewEvent, { from, to, isLast }: Gap, now: number): Stored | undefined {
    const { clientEventId, member, sessionTag } = event;
    if (clientEventId === null) return undefined;
    const found = this.#log.findSent(member, sessionTag, clientEventId, from, to);
    if (found) return found;
    const looked = this.#looked.get(this.#nameOf(event), now);
    if (from !== looked.to) looked.from = from;
    // `near` has already searched the newest events.
    looked.to = isLast ? this.#log.head : to;
    return undefined;
  }

  #nameOf({ clientEventId, member, sessionTag }: NewEvent): string {
    return `${this.#log.epoch} ${member} ${sessionTag} ${clientEventId}`;
  }
}
