/**
 * Requests to the server (pages of history and of members, the audit list, a search) and their answers, matched by
 * `id`.
 */

import type { AuditFrame, ErrorFrame, FoundFrame, HistoryFrame, SingleFrame, WhoFrame } from '../../protocol/frames.ts';
import type { AuditRequest, HistoryRequest, SearchRequest, WhoRequest } from '../../protocol/requests.ts';
import type { Clock } from '../clock.ts';
import type { Store } from '../room-state/state-store.ts';

type Request = HistoryRequest | WhoRequest | AuditRequest | SearchRequest;
/** A request without its id. */
export type Question =
  | Omit<HistoryRequest, 'id'>
  | Omit<WhoRequest, 'id'>
  | Omit<AuditRequest, 'id'>
  | Omit<SearchRequest, 'id'>;

/** An answer, or the reason why there is none. */
export type Reply<Frame> =
  | { ok: true; frame: Frame }
  /** `code` is the server's, or `offline` if the connection ended first, or `timeout`. */
  | { ok: false; code: ErrorFrame['code'] | 'offline' | 'timeout'; text: string; retryAfterMs?: number | undefined };

export type Answer = HistoryFrame | FoundFrame | WhoFrame | AuditFrame;

/** The server drops excess requests without an answer, so the wait must end. */
const ANSWER_MS = 15_000;

export interface QueriesOptions {
  clock: Clock;
  store: Store;
  send: (frame: Request) => void;
}

export class Queries {
  readonly #clock: Clock;
  readonly #store: Store;
  readonly #send: (frame: Request) => void;
  readonly #open = new Map<string, (reply: Reply<Answer>) => void>();

  constructor({ clock, store, send }: QueriesOptions) {
    this.#clock = clock;
    this.#store = store;
    this.#send = send;
  }

  /** Passes an answer, or the error in its place, to the waiting caller. */
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

  /** The connection ended, so no answer will arrive. */
  fail(): void {
    for (const done of [...this.#open.values()]) done({ ok: false, code: 'offline', text: 'The connection ended.' });
  }

  /** The answer to `frame`. Never rejects. */
  ask(frame: Request): Promise<Reply<Answer>> {
    const answer = new Promise<Reply<Answer>>((resolve) => {
      const cancel = this.#clock.after(ANSWER_MS, () =>
        done({ ok: false, code: 'timeout', text: 'The server did not answer.' }),
      );
      const done = (reply: Reply<Answer>) => {
        cancel();
        this.#open.delete(frame.id);
        resolve(reply);
      };
      this.#open.set(frame.id, done);
    });
    if (this.#store.state.link.status === 'live') this.#send(frame);
    else this.fail();
    return answer;
  }
}
