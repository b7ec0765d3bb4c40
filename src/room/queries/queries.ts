/** Answers requests that change nothing: the member list, history, search and the audit list. */

import type { WhoFrame } from '../../protocol/frames.ts';
import { SEARCHES, WELCOME_HISTORY } from '../../protocol/limits.ts';
import { refuse } from '../../protocol/refusal.ts';
import type { AuditRequest, HistoryRequest, SearchRequest, WhoRequest } from '../../protocol/requests.ts';
import { may, rankOf, whoMay } from '../access/roles.ts';
import type { RoomConfig } from '../config.ts';
import { itemsOf } from '../events/frames.ts';
import type { Present } from '../events/present.ts';
import type { Limiter } from '../limits/limiter.ts';
import { READ_COST } from '../limits/rates.ts';
import { TokenBucket } from '../limits/token-bucket.ts';
import type { Settled } from '../pipeline/settled.ts';
import type { Telling } from '../pipeline/telling.ts';
import type { Connection } from '../presence/connection.ts';
import { withJson } from '../presence/member-list.ts';
import type { Presence } from '../presence/presence.ts';
import { audit } from './audit.ts';
import { toHistory } from './history.ts';
import { parseQuery, search } from './search.ts';

/** The parts of the room that answers are taken from. */
export interface QueriesOptions {
  config: Pick<RoomConfig, 'admins'>;
  present: Present;
  settled: Settled;
  presence: Presence;
  telling: Telling<Connection>;
  limiter: Limiter;
}

/**
 * Each method answers the requesting connection. An answer from the log comes after everything that has been
 * admitted before it.
 */
export class Queries {
  readonly #config: QueriesOptions['config'];
  readonly #present: Present;
  readonly #settled: Settled;
  readonly #presence: Presence;
  readonly #telling: Telling<Connection>;
  readonly #limiter: Limiter;
  readonly #searches = new TokenBucket(SEARCHES, SEARCHES, Date.now());

  constructor({ config, present, settled, presence, telling, limiter }: QueriesOptions) {
    this.#config = config;
    this.#present = present;
    this.#settled = settled;
    this.#presence = presence;
    this.#telling = telling;
    this.#limiter = limiter;
  }

  who(connection: Connection, { id, after = '' }: WhoRequest): void {
    // The list must contain the members who are present once everything admitted before has been broadcast.
    this.#telling.tell([connection], () => {
      const { list, count } = this.#presence.roster;
      const { text, more } = list.page(after);
      const frame: Omit<WhoFrame, 'data'> = { type: 'who', id, after, count, more };
      return withJson(frame, 'data', text);
    });
  }

  history(connection: Connection, { id, before, after, limit = WELCOME_HISTORY }: HistoryRequest, now: number): void {
    if (!this.#mayRead(connection, 'You are requesting pages too fast.', id, now)) return;
    const page =
      after === undefined
        ? this.#settled.itemsBefore(before ?? this.#settled.head + 1, limit)
        : this.#settled.itemsAfter(after, limit);
    this.#telling.answer(connection, { ...toHistory(page, connection), id });
  }

  search(connection: Connection, { id, data, before }: SearchRequest, now: number): void {
    const query = parseQuery(data);
    if (!query.ok)
      return this.#telling.refuse(
        connection,
        refuse('bad_request', `In a "search" frame "data" must ${query.why}.`),
        id,
      );
    if (!this.#mayRead(connection, 'You are searching too fast.', id, now)) return;
    const waitMs = this.#searches.take(now);
    if (waitMs > 0) {
      const busy = refuse('busy', `The room answers at most ${SEARCHES} searches a second.`, { retryAfterMs: waitMs });
      return this.#telling.refuse(connection, busy, id);
    }
    const found = search(this.#settled, query.terms, before);
    const items = itemsOf(found.events, connection);
    this.#telling.answer(connection, { type: 'found', id, data: items, before: found.before });
  }

  audit(connection: Connection, { id, before }: AuditRequest, now: number): void {
    const { moderation } = this.#present.state;
    const rank = rankOf(connection.memberId, moderation, this.#config.admins);
    if (!may(rank, 'audit', moderation))
      return this.#telling.refuse(connection, refuse('forbidden', whoMay('audit')), id);
    if (!this.#mayRead(connection, 'You are requesting pages too fast.', id, now)) return;
    this.#telling.answer(connection, { type: 'audit', id, ...audit(this.#settled, before, now) });
  }

  /** Charges the member for a page. Refuses the request if the member has made too many. */
  #mayRead(connection: Connection, why: string, id: string, now: number): boolean {
    const waitMs = this.#limiter.request(connection, READ_COST, now);
    if (waitMs === 0) return true;
    const retryAfterMs = this.#limiter.retryAfterMs(connection, 'request', waitMs, now);
    if (retryAfterMs !== undefined) this.#telling.refuse(connection, refuse('rate_limited', why, { retryAfterMs }), id);
    return false;
  }
}
