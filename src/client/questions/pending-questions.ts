/**
 * Requests to the server (pages of history and of members, the audit list, a search) and their answers, matched by
 * `id`.
 */

import type { AuditFrame, ErrorFrame, FoundFrame, HistoryFrame, SingleFrame, WhoFrame } from '../../protocol/frames.ts';
import type { AuditRequest, HistoryRequest, SearchRequest, WhoRequest } from '../../protocol/requests.ts';

/** A request with an answer. */
export type Request = HistoryRequest | WhoRequest | AuditRequest | SearchRequest;
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

/** Matches answers with the requests that wait for them. */
export class PendingQuestions {
  /** Takes the reply to each request without an answer, by the id of the request. */
  readonly waiting = new Map<string, (reply: Reply<Answer>) => void>();

  /** Passes an answer, or the error in its place, to the waiting caller. */
  receive(frame: SingleFrame): void {
    switch (frame.type) {
      case 'history':
      case 'found':
      case 'who':
      case 'audit':
        return this.waiting.get(frame.id ?? '')?.({ ok: true, frame });
      case 'error': {
        const { id = '', code, data: text, retryAfterMs } = frame;
        this.waiting.get(id)?.({ ok: false, code, text, retryAfterMs });
      }
    }
  }

  /** The connection ended, so no answer will arrive. */
  fail(): void {
    for (const done of [...this.waiting.values()]) done({ ok: false, code: 'offline', text: 'The connection ended.' });
  }
}
