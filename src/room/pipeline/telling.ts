/** Sends what is not part of a batch: notices, answers and refusals. None of it is sent in the middle of a batch. */

import type { ErrorCode } from '../../protocol/codes.ts';
import type { ErrorFrame, SingleFrame } from '../../protocol/frames.ts';
import type { Refusal } from '../../protocol/refusal.ts';
import { tellEach } from '../delivery/delivery.ts';
import type { Casualties, Holder } from '../delivery/types.ts';
import type { Pipeline } from './pipeline.ts';

export interface TellingOptions<H extends Holder> {
  pipeline: Pick<Pipeline<H>, 'settle' | 'afterBatch'>;
  /** Closes receivers that could not be sent to or don't read. */
  dismiss(casualties: Casualties<H>): void;
  /** A request was refused. */
  refused(code: ErrorCode): void;
}

export class Telling<H extends Holder> {
  readonly #options: TellingOptions<H>;

  constructor(options: TellingOptions<H>) {
    this.#options = options;
  }

  /** Runs `work`, which depends on the current moment, once everything admitted is stored and broadcast. */
  settled(work: () => void): void {
    const { pipeline } = this.#options;
    pipeline.afterBatch(() => {
      pipeline.settle();
      work();
    });
  }

  /**
   * Sends news, after everything that has been admitted.
   * @param textFor returns the text for each receiver, if any; called once everything admitted is stored
   */
  tell(to: Iterable<H>, textFor: (holder: H) => string | undefined): void {
    this.settled(() => this.#options.dismiss(tellEach(to, Date.now(), textFor)));
  }

  /**
   * Sends what has no place in the order of events. It overtakes waiting events, so that it doesn't break up a batch.
   */
  relay(to: Iterable<H>, frame: SingleFrame): void {
    this.#relay(to, JSON.stringify(frame));
  }

  /** Answers a request, in the same way as `relay`. */
  answer(holder: H, frame: SingleFrame): void {
    this.relay([holder], frame);
  }

  /** Answers with a frame that is already serialised. */
  answerText(holder: H, text: string): void {
    this.#relay([holder], text);
  }

  /** Answers that a request was refused. @param id the request's id, if it has one */
  refuse(holder: H, { code, why, retryAfterMs }: Refusal, id?: string): void {
    this.#options.refused(code);
    const frame: ErrorFrame = { type: 'error', code, data: why };
    if (id !== undefined) frame.id = id;
    if (retryAfterMs !== undefined) frame.retryAfterMs = retryAfterMs;
    this.answer(holder, frame);
  }

  #relay(to: Iterable<H>, text: string): void {
    const { pipeline, dismiss } = this.#options;
    pipeline.afterBatch(() => dismiss(tellEach(to, Date.now(), () => text)));
  }
}
