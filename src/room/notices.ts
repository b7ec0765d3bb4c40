/** Tells everyone who came, went or changed name; gathers the news when there is a crowd of it. In a large room: headcount.ts. */

import type { LeaveCause, Member, Role, SystemFrame } from '../protocol/frames.ts';
import type { Connection } from './connection.ts';

/** One piece of news, and the count of members after it. */
export type News = { member: Member & { role?: Role }; count: number } & (
  | { event: 'join'; back: boolean }
  | { event: 'leave'; cause: LeaveCause }
  | { event: 'rename'; was: string }
);

/**
 * More notices than this a second are gathered, as are all while the room is busy with events: a thousand joins must not
 * cost a million frames.
 */
const PER_SECOND = 10;
/** And how much of it: what newcomers are told differs, so that the text of one flush grows with the square of it. */
const GATHER_NEWS = 512;
/** How long news may wait. A pending timer keeps the object awake and billed, so it is short. */
const GATHER_MS = 1_000;

export class Notices {
  readonly #tell: (noticeFor: (connection: Connection) => string | undefined) => void;
  readonly #isBusy: (now: number) => boolean;
  #waiting: News[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #telling = false;
  /** When the notices of the last second went out. */
  #told: number[] = [];
  /** Who came while news waited → how much of it was known by then: their welcome told them already. */
  #newcomers = new Map<Connection, number>();

  /**
   * @param tell sends everyone the text that is meant for it, if any
   * @param isBusy whether the room has so much to send that news has to wait for company
   */
  constructor(
    tell: (noticeFor: (connection: Connection) => string | undefined) => void,
    isBusy: (now: number) => boolean = () => false,
  ) {
    this.#tell = tell;
    this.#isBusy = isBusy;
  }

  /**
   * A new connection: it is told only of what happens from now on.
   * @param knows how much of the news that comes next it is told otherwise
   */
  greet(connection: Connection, knows: number): void {
    const known = this.#waiting.length + knows;
    if (known > 0) this.#newcomers.set(connection, known);
  }

  /**
   * Tells the news at once, or within a second together with more.
   * @param now Unix milliseconds
   */
  add(news: News, now: number): void {
    this.#waiting.push(news);
    this.#told = this.#told.filter((ts) => now - ts < 1_000);
    const quiet = this.#told.length < PER_SECOND && this.#timer === undefined && !this.#isBusy(now);
    // Those who come back after a restart of the object come all at once.
    const crowd = news.event === 'join' && news.back;
    if ((quiet && !crowd) || this.#waiting.length >= GATHER_NEWS) this.flush(now);
    else this.#timer ??= setTimeout(() => this.flush(Date.now()), GATHER_MS);
  }

  /** Tells all that waits, in order. What happens because of it, such as a leave of who can't be told, is told after it. */
  flush(now: number): void {
    if (this.#telling) return;
    this.#telling = true;
    try {
      while (this.#waiting.length > 0) this.#tellWaiting(now);
    } finally {
      this.#telling = false;
      if (this.#timer !== undefined) clearTimeout(this.#timer);
      this.#timer = undefined;
    }
  }

  #tellWaiting(now: number): void {
    const [waiting, newcomers] = [this.#waiting, this.#newcomers];
    this.#waiting = [];
    this.#newcomers = new Map();
    let first = 0;
    for (const group of groups(waiting)) {
      this.#told.push(now);
      const texts = new Map<number, string | undefined>();
      const from = first;
      this.#tell((connection) => {
        const skip = Math.max(0, (newcomers.get(connection) ?? 0) - from);
        if (!texts.has(skip)) texts.set(skip, toText(group.slice(skip), now));
        return texts.get(skip);
      });
      first += group.length;
    }
  }
}

/** The notice of one piece of news. */
export function noticeOf(news: News, now: number): SystemFrame {
  return toFrame([news], now);
}

function toText([first, ...others]: News[], now: number): string | undefined {
  return first && JSON.stringify(toFrame([first, ...others], now));
}

/** Runs of news that one notice can carry. */
function groups(news: News[]): [News, ...News[]][] {
  const groups: [News, ...News[]][] = [];
  for (const item of news) {
    const group = groups.at(-1);
    if (group && together(group[0], item)) group.push(item);
    else groups.push([item]);
  }
  return groups;
}

function together(a: News, b: News): boolean {
  if (a.event === 'join' && b.event === 'join') return a.back === b.back;
  return a.event === 'leave' && b.event === 'leave' && a.cause === b.cause;
}

function toFrame([first, ...others]: [News, ...News[]], ts: number): SystemFrame {
  const who = [first, ...others].map((news) => news.member);
  const count = others.at(-1)?.count ?? first.count;
  const names = nameList(who);
  switch (first.event) {
    case 'join':
      return {
        type: 'system',
        event: 'join',
        who,
        count,
        ...(first.back ? { back: true } : {}),
        data: `${names} ${first.back ? 'came back' : 'joined'}`,
        ts,
      };
    case 'leave':
      return {
        type: 'system',
        event: 'leave',
        who,
        count,
        cause: first.cause,
        data: `${names} ${LEFT[first.cause]}`,
        ts,
      };
    case 'rename':
      return { type: 'system', event: 'rename', who, count, was: first.was, data: `${first.was} is now ${names}`, ts };
  }
}

const LEFT: Record<LeaveCause, string> = {
  left: 'left',
  lost: 'lost the connection',
  kicked: 'was removed by a moderator',
  banned: 'was banned by a moderator',
  heartbeat: 'went silent',
  slow: 'read too slowly',
  abuse: 'was removed for abuse',
};

/** "Ana", "Ana and Bo", "Ana, Bo and 3 others". */
function nameList(who: Member[]): string {
  const [first, second, ...others] = who.map((member) => member.name);
  if (second === undefined) return first ?? '';
  if (others.length === 0) return `${first} and ${second}`;
  return `${first}, ${second} and ${others.length} ${others.length === 1 ? 'other' : 'others'}`;
}
