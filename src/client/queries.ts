/**
 * Requests to the server (pages of history and of members, the audit list, a search) and their answers, matched by
 * `id`.
 */

import type { AuditFrame, ErrorFrame, FoundFrame, HistoryFrame, SingleFrame, WhoFrame } from '../protocol/frames.ts';
import { HISTORY_LIMIT } from '../protocol/limits.ts';
import type { AuditRequest, HistoryRequest, SearchRequest, WhoRequest } from '../protocol/requests.ts';
import type { Clock } from './clock.ts';
import { withoutUntold } from './members.ts';
import { newId } from './session.ts';
import type { Store } from './store.ts';

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

/** RoomClient documents the methods that it shares with this class. */
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

  async loadOlder(): Promise<void> {
    const { hasOlder, older, sync, messages, head } = this.#store.state;
    if (!hasOlder || older !== undefined || sync.status !== 'live') return;
    let before = messages[0]?.seq ?? head + 1;
    for (;;) {
      const id = newId();
      this.#store.set({ older: id, loadingOlder: true });
      const reply = await this.#ask({ type: 'history', id, before, limit: HISTORY_LIMIT });
      if (!reply.ok && this.#store.state.older === id) this.#store.set({ older: undefined, loadingOlder: false });
      // The room scans a limited number of events per request, so a page can be empty although older messages exist.
      if (!reply.ok || reply.frame.type !== 'history' || reply.frame.data.length > 0 || !reply.frame.more) return;
      if (reply.frame.first >= before) return;
      before = reply.frame.first;
    }
  }

  async who(atLeast = Number.POSITIVE_INFINITY): Promise<void> {
    let after: string | undefined;
    for (let named = 0; ; ) {
      const reply = await this.request({ type: 'who', ...(after !== undefined && { after }) });
      if (!reply.ok || reply.frame.type !== 'who') return;
      const { data, more } = reply.frame;
      named += data.length;
      after = data.at(-1)?.id;
      if (!more || after === undefined) return;
      if (named >= atLeast) return this.#forgetUntold(after);
    }
  }

  async search(text: string, before?: number): Promise<Reply<FoundFrame>> {
    const reply = await this.request({ type: 'search', data: text, ...(before !== undefined && { before }) });
    if (!reply.ok) return reply;
    if (reply.frame.type === 'found') return { ok: true, frame: reply.frame };
    throw new TypeError('This is no search result.');
  }

  request(question: Question): Promise<Reply<Answer>> {
    return this.#ask({ ...question, id: newId() });
  }

  #forgetUntold(last: string): void {
    const { roll, members } = this.#store.state;
    if (roll === 'asked' || roll === 'stale') this.#store.set({ members: withoutUntold(members, last) });
  }

  /** The answer to `frame`. Never rejects. */
  #ask(frame: Request): Promise<Reply<Answer>> {
    const answer = new Promise<Reply<Answer>>((resolve) => {
      const cancel = this.#clock.after(ANSWER_MS, () => done({ ok: false, code: 'timeout', text: 'No answer came.' }));
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
