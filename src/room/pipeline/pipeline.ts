/**
 * The pipeline takes events through the room in one direction. An event is admitted, waits for others while the room is
 * busy, is stored, and is published together with the others. It is not re-entrant: anything that is admitted, sent or
 * closed while a batch is being published waits until every sink has the batch.
 */

import type { EventRequest } from '../../protocol/events/registry.ts';
import { traitsOf } from '../../protocol/events/traits.ts';
import { deliver } from '../delivery/delivery.ts';
import type { Casualties, Holder } from '../delivery/types.ts';
import type { Stored } from '../events/body.ts';
import type { Sender } from '../events/contract.ts';
import type { EventLog } from '../log/event-log.ts';
import type { EventAdmission } from './admission.ts';
import { attempt } from './attempt.ts';
import { BatchWindow } from './batch-window.ts';
import { commit } from './commit.ts';
import { batchOf } from './publish.ts';
import type { Admitted, Allowance, Committed, Failed, Subscriber, Verdict } from './stages.ts';
import type { Waiting } from './waiting.ts';

export interface PipelineOptions<H extends Holder> {
  log: EventLog<Stored>;
  waiting: Waiting;
  admission: EventAdmission;
  /** The receivers of every batch. */
  receivers: Iterable<H> & { readonly size: number };
  /** Closes receivers that could not be sent to or don't read. */
  dismiss(casualties: Casualties<H>): void;
  /**
   * Carries out what a stored event does to connections. It was broadcast before, so members who are sent away know who
   * did it.
   */
  carryOut(event: Stored): void;
  /** Tells the senders that nothing was stored. */
  refuse(failed: Failed): void;
  /** Notified of each commit, in this order, once every sink has the batch. */
  subscribers: readonly Subscriber[];
}

export class Pipeline<H extends Holder> {
  readonly #options: PipelineOptions<H>;
  readonly #window = new BatchWindow();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isPublishing = false;
  /** Work deferred until every sink has the batch. */
  readonly #later: (() => void)[] = [];
  #isCatchingUp = false;

  constructor(options: PipelineOptions<H>) {
    this.#options = options;
  }

  /**
   * Accepts one event. In a quiet room it is stored and broadcast before this returns.
   * @param now Unix milliseconds
   * @param allowance the sender's allowance, see EventAdmission.admit
   */
  accept(request: EventRequest, sender: Sender, now: number, allowance?: Allowance): Verdict {
    const { waiting, admission, receivers } = this.#options;
    // Store a waiting event with this id first, so that the repeat is compared with it and acknowledged.
    if (waiting.has(request.id, sender)) this.settle();
    let verdict = admission.admit(request, sender, now, allowance);
    // After the waiting events, this event would change nothing. Acknowledge it only once they are stored, because that
    // may still fail.
    if ('kind' in verdict && verdict.kind === 'unchanged' && waiting.count > 0) {
      this.settle(now);
      verdict = admission.admit(request, sender, now, allowance);
    }
    if ('refused' in verdict || verdict.kind !== 'admitted') return verdict;
    this.#window.count(now);
    // Check on arrival too, because a flood keeps the timer from running.
    const full = this.#window.isFull(waiting.count, waiting.bytes, receivers.size);
    const waitMs = full || traitsOf(request.type).atOnce ? 0 : this.#window.waitMs(receivers.size, now);
    if (waitMs === 0) this.settle(now);
    else this.#timer ??= setTimeout(() => this.settle(), waitMs);
    return verdict;
  }

  /** Whether the load is so high that signals and notices must wait or be dropped. */
  isBusy(now: number): boolean {
    return this.#window.windowMs(this.#options.receivers.size, now) > 0;
  }

  /**
   * Stores everything that waits in one transaction and publishes it. Does nothing while a batch is being published;
   * what was admitted meanwhile is stored right after. The runtime holds back outgoing frames until the rows are
   * durable.
   */
  settle(now = Date.now()): void {
    const { waiting } = this.#options;
    if (this.#isPublishing || waiting.count === 0) return;
    try {
      while (waiting.count > 0) this.#flush(waiting.take(), now);
    } finally {
      // Leave no timer while nothing waits: a pending timer keeps the object awake and billed.
      if (this.#timer !== undefined) clearTimeout(this.#timer);
      this.#timer = undefined;
      this.#catchUp();
    }
  }

  /** Runs `work` now or, while a batch is being published, once every sink has the batch. */
  afterBatch(work: () => void): void {
    if (this.#isPublishing) this.#later.push(work);
    else work();
  }

  #flush(admitted: readonly Admitted[], now: number): void {
    const { log, admission, subscribers } = this.#options;
    const result = commit(log, admitted);
    this.#window.flushed(now);
    this.#isPublishing = true;
    try {
      if (result.kind === 'failed') {
        console.error(JSON.stringify({ event: 'storage_failed', error: String(result.error) }));
        admission.forget();
        this.#options.refuse(result);
        return;
      }
      this.#publish(result);
      // Done before the deferred work, which may flush again: subscribers must hear of commits in order.
      for (const subscriber of subscribers) attempt(subscriber.name, () => subscriber.afterCommit(result), undefined);
    } finally {
      this.#isPublishing = false;
    }
  }

  #publish({ admitted, epoch }: Committed): void {
    const { receivers, dismiss, carryOut } = this.#options;
    const casualties = deliver(batchOf(admitted, epoch), receivers, Date.now());
    this.#later.push(
      () => dismiss(casualties),
      () => {
        for (const { event } of admitted) carryOut(event);
      },
    );
  }

  /** Runs deferred work in order. It may settle and defer more, so only the outermost call processes the list. */
  #catchUp(): void {
    if (this.#isCatchingUp) return;
    this.#isCatchingUp = true;
    for (let work = this.#later.shift(); work; work = this.#later.shift()) attempt('after_batch', work, undefined);
    this.#isCatchingUp = false;
  }
}
