/** What a client asks the server: pages of the past and of members, the audit list, a search. And the answers, by `id`. */

import type { AuditFrame, ErrorFrame, FoundFrame, HistoryFrame, SingleFrame, WhoFrame } from '../protocol/frames.ts';
import { HISTORY_LIMIT } from '../protocol/limits.ts';
import type { AuditRequest, HistoryRequest, SearchRequest, WhoRequest } from '../protocol/requests.ts';
import type { Clock } from './clock.ts';
import { withoutUntold } from './presence.ts';
import { newId } from './session.ts';
import type { Store } from './store.ts';

type Request = HistoryRequest | WhoRequest | AuditRequest | SearchRequest;
/** A request without its id. */
export type Question =
  | Omit<HistoryRequest, 'id'>
  | Omit<WhoRequest, 'id'>
  | Omit<AuditRequest, 'id'>
  | Omit<SearchRequest, 'id'>;

/** An answer, or why there is none. */
export type Reply<Frame> =
  | { ok: true; frame: Frame }
  /** `code` is the server's, or `offline` where the connection ended first, or `timeout`. */
  | { ok: false; code: ErrorFrame['code'] | 'offline' | 'timeout'; text: string; retryAfterMs?: number | undefined };

export type Answer = HistoryFrame | FoundFrame | WhoFrame | AuditFrame;

/** The server drops what comes too fast without an answer, so waiting has an end. */
const ANSWER_MS = 15_000;

export interface QueriesOptions {
  clock: Clock;
  store: Store;
  send: (frame: Request) => void;
}

/** Of the methods that RoomClient has as well, see there what they do. */
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

  async loadOlder(): Promise<void> {
    const { hasOlder, older, sync, messages, head } = this.#store.state;
    if (!hasOlder || older !== undefined || sync.status !== 'live') return;
    let before = messages[0]?.seq ?? head + 1;
    for (;;) {
      const id = newId();
      this.#store.set({ older: id, loadingOlder: true });
      const reply = await this.#ask({ type: 'history', id, before, limit: HISTORY_LIMIT });
      if (!reply.ok && this.#store.state.older === id) this.#store.set({ older: undefined, loadingOlder: false });
      // The room looks through so many events at a time: there may be no message among them, and some beyond.
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

  /** The answer to `frame`, once there is one. Never rejects. */
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
