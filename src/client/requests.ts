/** Questions to the server, and their answers by `id`. */

import type { AuditFrame, ErrorFrame, FoundFrame, HistoryFrame, SingleFrame, WhoFrame } from '../protocol/frames.ts';
import type { Clock } from './clock.ts';

/** An answer, or why there is none. */
export type Reply<Frame> =
  | { ok: true; frame: Frame }
  /** `code` is the server's, or `offline` where the connection ended first, or `timeout`. */
  | { ok: false; code: ErrorFrame['code'] | 'offline' | 'timeout'; text: string; retryAfterMs?: number | undefined };

export type Answer = HistoryFrame | FoundFrame | WhoFrame | AuditFrame;

/** The server drops what comes too fast without an answer, so waiting has an end. */
const ANSWER_MS = 15_000;

export class Requests {
  readonly #clock: Clock;
  readonly #open = new Map<string, (reply: Reply<Answer>) => void>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The answer to the request `id`, once there is one. Never rejects. */
  wait(id: string): Promise<Reply<Answer>> {
    return new Promise((resolve) => {
      const cancel = this.#clock.after(ANSWER_MS, () => done({ ok: false, code: 'timeout', text: 'No answer came.' }));
      const done = (reply: Reply<Answer>) => {
        cancel();
        this.#open.delete(id);
        resolve(reply);
      };
      this.#open.set(id, done);
    });
  }

  /** Hands an answer, or the error that takes its place, to the caller that waits for it. */
  receive(frame: SingleFrame): void {
    switch (frame.type) {
      case 'history':
      case 'found':
      case 'who':
      case 'audit':
        return this.#open.get(frame.id ?? '')?.({ ok: true, frame });
      case 'error': {
        const { id = '', code, data: text, retryAfterMs } = frame;
        this.#open.get(id)?.({ ok: false, code, text, retryAfterMs });
      }
    }
  }

  /** The connection ended: no answer will come. */
  fail(): void {
    for (const done of [...this.#open.values()]) done({ ok: false, code: 'offline', text: 'The connection ended.' });
  }
}
