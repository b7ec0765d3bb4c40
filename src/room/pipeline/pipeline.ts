/** The pipeline: the way of an event through the room. It is admitted, gathered while the room is busy, stored and told together with others. */

import type { EventRequest } from '../../protocol/events/registry.ts';
import { traitsOf } from '../../protocol/events/traits.ts';
import type { Sender } from '../events/compose.ts';
import type { EventLog } from '../log/event-log.ts';
import type { EventAdmission } from './admission.ts';
import { commit } from './commit.ts';
import type { Allowance, Committed, Failed, Verdict } from './stages.ts';
import type { Waiting } from './waiting.ts';
import { BatchWindow } from './window.ts';

export class Pipeline {
  readonly #log: EventLog;
  readonly #waiting: Waiting;
  readonly #admission: EventAdmission;
  readonly #deliver: (result: Committed | Failed) => void;
  readonly #window = new BatchWindow();
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param deliver tells what was stored to everyone, or to the senders that nothing was */
  constructor(
    log: EventLog,
    waiting: Waiting,
    admission: EventAdmission,
    deliver: (result: Committed | Failed) => void,
  ) {
    this.#log = log;
    this.#waiting = waiting;
    this.#admission = admission;
    this.#deliver = deliver;
  }

  /**
   * Takes one event. In a quiet room it is stored and told before this returns.
   * @param receivers open connections
   * @param now Unix milliseconds
   * @param allowance of the sender, see EventAdmission.admit
   */
  accept(frame: EventRequest, sender: Sender, receivers: number, now: number, allowance?: Allowance): Verdict {
    // Whether a repeat says the same as what still waits is judged once that is stored, and so acked.
    if (this.#waiting.has(frame.id, sender)) this.flush();
    const verdict = this.#admission.admit(frame, sender, now, allowance);
    if ('refused' in verdict || verdict.kind !== 'admitted') return verdict;
    this.#window.count(now);
    // Looked at on arrival, too: a flood keeps the timer from its turn.
    const full = this.#window.isFull(this.#waiting.count, this.#waiting.bytes, receivers);
    const waitMs = full || traitsOf(frame.type).atOnce ? 0 : this.#window.waitMs(receivers, now);
    if (waitMs === 0) this.flush(now);
    else
      this.#timer ??= setTimeout(() => {
        this.#timer = undefined;
        this.flush();
      }, waitMs);
    return verdict;
  }

  /** Whether so much is going on that what is not lasting has to wait, or to stay away. */
  isBusy(receivers: number, now: number): boolean {
    return this.#window.windowMs(receivers, now) > 0;
  }

  /**
   * Stores all that waits in one transaction, and tells it. To be called before anything that reads the log or tells of
   * something later. The runtime holds what is sent until the rows are durable.
   */
  flush(now = Date.now()): void {
    // None is left when nothing waits: a pending timer keeps the object awake and billed.
    if (this.#timer !== undefined) clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#waiting.count === 0) return;
    const result = commit(this.#log, this.#waiting.take());
    if (result.kind === 'failed') this.#admission.forget();
    this.#window.flushed(now);
    this.#deliver(result);
  }
}
