/** A search through the room's history, page by page, that waits when the room asks it to. */

import type { Message, RoomClient } from '../../../client/index.ts';

/** The state of a search. */
export interface Search {
  query: string;
  hits: readonly Message[];
  /** Where the search continues. 0 if everything was searched. */
  before: number;
  status: 'looking' | 'paused' | 'done' | 'offline' | 'refused';
}

/** The reader's place in the results: at the hit `seq`, with the list scrolled down by `top` CSS pixels. */
export interface Hits {
  search: Search;
  seq: number;
  top: number;
}

/** Errors after which the search may be repeated: the room is busy, or was asked too often. */
const PASSING = new Set(['busy', 'rate_limited', 'timeout']);
/** The pause if the room doesn't say how long to wait. */
const PAUSE_MS = 1_000;

interface Options {
  client: Pick<RoomClient, 'search'>;
  query: string;
  /** An earlier search to continue. */
  from?: Search | undefined;
  /** Stops the search. Its hits stay. */
  signal: AbortSignal;
  changed: (search: Search) => void;
  /** Whether more hits are useful now. If not, the search pauses. Called after each page. */
  wantsMore: (search: Search) => Promise<boolean>;
  wait?: (ms: number) => Promise<void>;
}

/**
 * Searches until everything has been searched, the search has been stopped, or enough has been found. Calls `changed`
 * with each page.
 */
export async function runSearch(options: Options): Promise<void> {
  const { client, query, from, signal, changed, wantsMore } = options;
  const wait = options.wait ?? ((ms) => new Promise((resolve) => setTimeout(resolve, ms)));
  let search: Search = { query, hits: from?.hits ?? [], before: from?.before ?? 0, status: 'looking' };
  changed(search);
  while (!signal.aborted) {
    const reply = await client.search(query, search.before === 0 ? undefined : search.before);
    if (signal.aborted) return;
    if (reply.ok) {
      const { data, before } = reply.frame;
      search = { ...search, hits: [...search.hits, ...data], before, status: before === 0 ? 'done' : 'looking' };
      changed(search);
      if (before === 0) return;
      if (await wantsMore(search)) continue;
      if (!signal.aborted) changed({ ...search, status: 'paused' });
      return;
    }
    if (!PASSING.has(reply.code))
      return changed({ ...search, status: reply.code === 'offline' ? 'offline' : 'refused' });
    await wait(reply.retryAfterMs ?? PAUSE_MS);
  }
}

/** Whether the search was stopped or refused before everything was searched. */
export function canGoOn({ before, status }: Search): boolean {
  return before > 0 && status !== 'looking';
}

/**
 * How much of the room was searched, in percent.
 * @param head the `seq` of its newest message
 */
export function lookedThrough({ before }: Search, head: number): number {
  if (head === 0 || before === 0) return 0;
  return Math.min(99, Math.max(0, Math.round((1 - (before - 1) / head) * 100)));
}
