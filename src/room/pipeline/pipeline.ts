/** The way of an event through the room: admitted, gathered while the room is busy, stored and told together. */

import type { EventRequest } from '../../protocol/parse.ts';
import type { Sender } from '../compose.ts';
import type { Allowance, FlushResult, Intake, Verdict } from './admission.ts';
import { Pace } from './window.ts';

export class Flow {
  readonly #intake: Intake;
  readonly #deliver: (result: FlushResult) => void;
  readonly #pace = new Pace();
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param deliver tells what was stored to everyone, or to the senders that nothing was */
  constructor(intake: Intake, deliver: (result: FlushResult) => void) {
    this.#intake = intake;
    this.#deliver = deliver;
  }

  /**
   * Takes one event. In a quiet room it is stored and told before this returns.
   * @param receivers open connections
   * @param now Unix milliseconds
   * @param allowance of the sender, see Intake.admit
   */
  accept(frame: EventRequest, sender: Sender, receivers: number, now: number, allowance?: Allowance): Verdict {
    // Whether a repeat says the same as what still waits is judged once that is stored, and so acked.
    if (this.#intake.waits(frame.id, sender)) this.flush();
    const verdict = this.#intake.admit(frame, sender, now, allowance);
    if (verdict.kind !== 'admitted') return verdict;
    this.#pace.count(now);
    // Looked at on arrival, too: a flood keeps the timer from its turn.
    const full = this.#pace.isFull(this.#intake.pending, this.#intake.pendingBytes, receivers);
    // What an act allows or forbids holds for the very next frame.
    const acts = frame.type === 'mod' || frame.type === 'set';
    const waitMs = full || acts ? 0 : this.#pace.waitMs(receivers, now);
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
    return this.#pace.windowMs(receivers, now) > 0;
  }

  /**
   * Stores all that waits in one transaction, and tells it. To be called before anything that reads the log or tells of
   * something later. The runtime holds what is sent until the rows are durable.
   */
  flush(now = Date.now()): void {
    // None is left when nothing waits: a pending timer keeps the object awake and billed.
    if (this.#timer !== undefined) clearTimeout(this.#timer);
    this.#timer = undefined;
    const result = this.#intake.flush();
    if (!result) return;
    this.#pace.flushed(now);
    this.#deliver(result);
  }
}
