/**
 * Requests the member list where notices don't keep it up to date: rarely, and not from all clients at the same moment.
 */

import type { Clock } from '../clock.ts';
import type { CoreClient } from '../core-client.ts';
import type { ClientState, MemberListState } from '../room-state/client-state.ts';
import { listMembers } from './questions.ts';

/**
 * The longest delay of a request after it became necessary, in milliseconds. The actual delay is random. All 159
 * clients of a room that returns to notices by name need the list soon. In a room of a thousand, a displayed list may
 * be a minute old.
 */
const WITHIN_MS: Readonly<Partial<Record<MemberListState, number>>> = { behind: 5_000, stale: 60_000 };

interface Options {
  clock: Clock;
  /** Returns a random number from 0 to below 1. */
  random: () => number;
  state: () => ClientState;
  /** Requests at least this many members. */
  ask: (atLeast: number) => Promise<void>;
}

const refreshes = new WeakMap<CoreClient, MemberRefresh>();

/** Requests the whole list of a client's room, from now on, whenever it returns to notices by name. */
export function keepMembers(client: CoreClient): void {
  refreshOf(client);
}

/** Documented by `RoomClient`. */
export function followMembers(client: CoreClient, atLeast: number): () => void {
  return refreshOf(client).follow(atLeast);
}

function refreshOf(client: CoreClient): MemberRefresh {
  const known = refreshes.get(client);
  if (known) return known;
  const { clock, random, store } = client.parts;
  const ask = (atLeast: number): Promise<void> => listMembers(client, atLeast);
  const refresh = new MemberRefresh({ clock, random, state: () => store.state, ask });
  refreshes.set(client, refresh);
  client.on('state', () => refresh.update());
  refresh.update();
  return refresh;
}

class MemberRefresh {
  readonly #options: Options;
  /** The number of members that each follower needs. */
  readonly #followers = new Set<{ atLeast: number }>();
  #waiting: { why: MemberListState; cancel: () => void } | undefined;
  #isAsking = false;

  constructor(options: Options) {
    this.#options = options;
  }

  /** Keeps the list up to date until the returned function is called. @param atLeast how many members are displayed */
  follow(atLeast: number): () => void {
    const follower = { atLeast };
    this.#followers.add(follower);
    // Opening the list is itself a random moment, so there is no need to delay the request.
    if (this.#due() === 'stale') this.#ask();
    return () => {
      this.#followers.delete(follower);
      this.update();
    };
  }

  /** Call after every change of the state. */
  update(): void {
    if (this.#isAsking) return;
    const { clock, random } = this.#options;
    const why = this.#due();
    if (why === this.#waiting?.why) return;
    this.#waiting?.cancel();
    this.#waiting = why && { why, cancel: clock.after(random() * (WITHIN_MS[why] ?? 0), () => this.#ask()) };
  }

  /** Why the list should be requested; `undefined` if there is no need. */
  #due(): MemberListState | undefined {
    const { memberList, link } = this.#options.state();
    if (link.status !== 'live') return undefined;
    return memberList === 'behind' || (memberList === 'stale' && this.#followers.size > 0) ? memberList : undefined;
  }

  async #ask(): Promise<void> {
    this.#waiting?.cancel();
    this.#waiting = undefined;
    if (this.#isAsking) return;
    this.#isAsking = true;
    const lookedAt = Math.max(0, ...[...this.#followers].map(({ atLeast }) => atLeast));
    try {
      await this.#options.ask(this.#due() === 'behind' ? Number.POSITIVE_INFINITY : lookedAt);
    } finally {
      this.#isAsking = false;
    }
    // Request again if the request failed or the list changed meanwhile.
    this.update();
  }
}
