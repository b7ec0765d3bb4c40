/** What connections are told beside the events of a batch: news, answers and refusals. None of it comes in the middle of a batch. */

import type { ErrorCode } from '../../protocol/codes.ts';
import type { ErrorFrame, SingleFrame } from '../../protocol/frames.ts';
import type { Refusal } from '../../protocol/refusal.ts';
import { tellEach } from '../delivery/delivery.ts';
import type { Casualties, Holder } from '../delivery/types.ts';
import type { Pipeline } from './pipeline.ts';

export interface TellingOptions<H extends Holder> {
  pipeline: Pick<Pipeline<H>, 'settle' | 'afterBatch'>;
  /** Ends those that could not be told, or don't read. */
  dismiss(casualties: Casualties<H>): void;
  /** A request was refused. */
  refused(code: ErrorCode): void;
}

export class Telling<H extends Holder> {
  readonly #options: TellingOptions<H>;

  constructor(options: TellingOptions<H>) {
    this.#options = options;
  }

  /** Does what is of a moment after all that was admitted: this is stored and told first. */
  settled(work: () => void): void {
    const { pipeline } = this.#options;
    pipeline.afterBatch(() => {
      pipeline.settle();
      work();
    });
  }

  /**
   * Tells news: it comes after all that was admitted.
   * @param textFor what each is told, if anything; asked for when that is stored
   */
  tell(to: Iterable<H>, textFor: (holder: H) => string | undefined): void {
    this.settled(() => this.#options.dismiss(tellEach(to, Date.now(), textFor)));
  }

  /** Sends what has no place in the order of events. It overtakes what waits: whoever asks for it breaks up no batch. */
  relay(to: Iterable<H>, frame: SingleFrame): void {
    this.#relay(to, JSON.stringify(frame));
  }

  /** Answers a request, as `relay` sends. */
  answer(holder: H, frame: SingleFrame): void {
    this.relay([holder], frame);
  }

  /** Answers with a frame that is serialised already. */
  answerText(holder: H, text: string): void {
    this.#relay([holder], text);
  }

  /**
   * Answers that a request was refused.
   * @param id of the request, if it has one
   */
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
