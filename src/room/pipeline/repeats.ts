/** Recognises an event that its session has sent before under the same id: among the newest by memory, further back by a scan. */

import { REPEAT_SCAN } from '../../protocol/limits.ts';
import type { NewEvent, Stored } from '../events/body.ts';
import { LruMap } from '../limits/lru-map.ts';
import type { EventLog } from '../log/event-log.ts';

/** Events with `from` < seq ≤ `to`. */
interface Range {
  from: number;
  to: number;
}

/** Where a scan has to look for an earlier copy. */
export interface Gap extends Range {
  /** It reaches to the newest events, which are known. Otherwise it is only as much as one call may look through. */
  isLast: boolean;
}

export class Repeats {
  readonly #log: EventLog<Stored>;
  /** What was looked through for an id without finding it: the next try goes on from there. */
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
   * Where one that is not near has to be looked for.
   * @param again the last `seq` that the session had when it first sent the event
   * @returns `undefined`: nowhere; `expired`: the log doesn't reach back to `again` any more
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

  /** Looks for an earlier copy in a gap, and remembers it if there was none. */
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
