/** A search through the room's history, page by page, that waits when the room asks it to. */

import type { Message, RoomClient } from '../../../client/index.ts';

/** What is known of a search. */
export interface Search {
  query: string;
  hits: readonly Message[];
  /** Goes on from here; 0 if everything was looked through. */
  before: number;
  status: 'looking' | 'paused' | 'done' | 'offline' | 'refused';
}

/** Where somebody was in what a search found: at the hit `seq`, with `top` of the list scrolled away. CSS pixels. */
export interface Hits {
  search: Search;
  seq: number;
  top: number;
}

/** The errors after which one may ask again: the room is busy, or was asked too often. */
const PASSING = new Set(['busy', 'rate_limited', 'timeout']);
/** Where the room doesn't say how long. */
const PAUSE_MS = 1_000;

interface Options {
  client: Pick<RoomClient, 'search'>;
  query: string;
  /** Where an earlier search was stopped. */
  from?: Search | undefined;
  /** Stops it. What was found stays. */
  signal: AbortSignal;
  changed: (search: Search) => void;
  /** Whether more hits are of use now; the search pauses where they aren't. Called after each page. */
  wantsMore: (search: Search) => Promise<boolean>;
  wait?: (ms: number) => Promise<void>;
}

/** Looks until all is looked through, stopped, or enough was found. Each page found is told with `changed`. */
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

/** Whether it was stopped, or refused, before everything was looked through. */
export function canGoOn({ before, status }: Search): boolean {
  return before > 0 && status !== 'looking';
}

/** How much of the room was looked through, in percent. `head`: the `seq` of its newest message. */
export function lookedThrough({ before }: Search, head: number): number {
  if (head === 0 || before === 0) return 0;
  return Math.min(99, Math.max(0, Math.round((1 - (before - 1) / head) * 100)));
}
