/**
 * Announces members who join, leave or change their name, and combines the news when there is much of it. For large
 * rooms see headcount.ts.
 */

import type { LeaveCause, SystemFrame } from '../../protocol/frames.ts';
import type { Member } from '../../protocol/members.ts';
import type { Role } from '../../protocol/roles.ts';
import type { Connection } from './connection.ts';

/** One piece of news, and the number of members after it. */
export type News = { member: Member & { role?: Role }; count: number } & (
  | { event: 'join'; back: boolean }
  | { event: 'leave'; cause: LeaveCause }
  | { event: 'rename'; was: string }
);

/**
 * Above this many notices per second, and while the room is busy, news is combined: a thousand joins must not cost a
 * million frames.
 */
const PER_SECOND = 10;
/**
 * How much news is combined at most. Newcomers get different parts of it, so the text of one flush grows with the
 * square of the amount.
 */
const GATHER_NEWS = 512;
/** How long news may wait. It is short, because a pending timer keeps the object awake and billed. */
const GATHER_MS = 1_000;

export class Notices {
  readonly #tell: (noticeFor: (connection: Connection) => string | undefined) => void;
  readonly #isBusy: (now: number) => boolean;
  #waiting: News[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #telling = false;
  /** When the notices of the last second were sent. */
  #told: number[] = [];
  /** When the last new name was announced. */
  #renamedAt = Number.NEGATIVE_INFINITY;
  /** Connection that opened while news waited → how much of the news its welcome already included. */
  #newcomers = new Map<Connection, number>();

  /**
   * @param tell sends each connection the text meant for it, if any
   * @param isBusy whether the room has so much to send that news should be combined
   */
  constructor(
    tell: (noticeFor: (connection: Connection) => string | undefined) => void,
    isBusy: (now: number) => boolean = () => false,
  ) {
    this.#tell = tell;
    this.#isBusy = isBusy;
  }

  /**
   * A new connection is told of everything from now on.
   * @param knows how much of the next news it learns otherwise
   */
  greet(connection: Connection, knows: number): void {
    const known = this.#waiting.length + knows;
    if (known > 0) this.#newcomers.set(connection, known);
  }

  /** Announces the news at once, or within a second together with more. @param now Unix milliseconds */
  add(news: News, now: number): void {
    this.#waiting.push(news);
    this.#told = this.#told.filter((ts) => now - ts < 1_000);
    const quiet = this.#told.length < PER_SECOND && this.#timer === undefined && !this.#isBusy(now);
    // Members who return after a restart of the object all come at once.
    const isBack = news.event === 'join' && news.back;
    // A notice has room for one new name. If names change in quick succession, the last one counts.
    const isFickle = news.event === 'rename' && now - this.#renamedAt < GATHER_MS && now >= this.#renamedAt;
    const crowd = isBack || isFickle;
    if ((quiet && !crowd) || this.#waiting.length >= GATHER_NEWS) this.flush(now);
    else this.#timer ??= setTimeout(() => this.flush(Date.now()), GATHER_MS);
  }

  /**
   * Sends all waiting news in order. Anything this causes, such as the leave of a client that can't be reached, is
   * announced after it.
   */
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
    if (waiting.some(({ event }) => event === 'rename')) this.#renamedAt = now;
    /** How much of the news is known → the notices for the rest. */
    const kept = new Map<number, string[]>();
    const noticesBeyond = (known: number): string[] => {
      const notices = kept.get(known) ?? groups(foldRenames(waiting.slice(known))).map((group) => toText(group, now));
      kept.set(known, notices);
      return notices;
    };
    const knownBy = (connection: Connection) => newcomers.get(connection) ?? 0;
    // Newcomers that arrived during a rename that was undone must be told, even if nobody else is.
    const rounds = [0, ...newcomers.values()].map((known) => noticesBeyond(known).length);
    for (let round = 0; round < Math.max(...rounds); round++) {
      this.#told.push(now);
      this.#tell((connection) => noticesBeyond(knownBy(connection))[round]);
    }
  }
}

/** The notice for one piece of news. */
export function noticeOf(news: News, now: number): SystemFrame {
  return toFrame([news], now);
}

function toText(group: [News, ...News[]], now: number): string {
  return JSON.stringify(toFrame(group, now));
}

/**
 * Combines the renames of each member into at most one, from the last announced name to the newest. A member that joins
 * and then changes its name joins under the new name. A member that takes its old name again isn't announced.
 */
export function foldRenames(news: readonly News[]): News[] {
  const folded: (News | undefined)[] = [];
  /** Member → the index of its last piece of news. */
  const places = new Map<string, number>();
  for (const item of news) {
    const { id, name } = item.member;
    const place = places.get(id) ?? folded.length;
    const earlier = folded[place];
    if (item.event !== 'rename' || earlier === undefined || earlier.event === 'leave') {
      places.set(id, folded.length);
      folded.push(item);
    } else if (earlier.event === 'rename' && earlier.was === name) {
      places.delete(id);
      folded[place] = undefined;
    } else folded[place] = { ...earlier, member: { ...earlier.member, name } };
  }
  return folded.filter((item) => item !== undefined);
}

/** Runs of news that fit into one notice. */
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
  lost: 'disconnected',
  kicked: 'was removed by a moderator',
  banned: 'was banned by a moderator',
  heartbeat: 'stopped responding',
  slow: 'was too slow',
  abuse: 'was removed for abuse',
};

/** Names as a list: "Ana", "Ana and Bo", "Ana, Bo and 3 others". */
function nameList(who: Member[]): string {
  const [first, second, ...others] = who.map((member) => member.name);
  if (second === undefined) return first ?? '';
  if (others.length === 0) return `${first} and ${second}`;
  return `${first}, ${second} and ${others.length} ${others.length === 1 ? 'other' : 'others'}`;
}
