/** Tells everyone who came, went or changed name; gathers the news when there is a crowd of it. In a large room: headcount.ts. */

import type { LeaveCause, SystemFrame } from '../../protocol/frames.ts';
import type { Member, Role } from '../../protocol/shared.ts';
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
  /** When the last new name was told. */
  #renamedAt = Number.NEGATIVE_INFINITY;
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
    const isBack = news.event === 'join' && news.back;
    // A notice has room for one new name. Where names change in quick succession the last ones count.
    const isFickle = news.event === 'rename' && now - this.#renamedAt < GATHER_MS && now >= this.#renamedAt;
    const crowd = isBack || isFickle;
    if ((quiet && !crowd) || this.#waiting.length >= GATHER_NEWS) this.flush(now);
    else this.#timer ??= setTimeout(() => this.flush(Date.now()), GATHER_MS);
  }

  /** Tells all that waits, in order. What happens because of it is told after it: a client that can't be told leaves, for example. */
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
    /** How much of the news is known → the notices of the rest. */
    const kept = new Map<number, string[]>();
    const noticesBeyond = (known: number): string[] => {
      const notices = kept.get(known) ?? groups(foldRenames(waiting.slice(known))).map((group) => toText(group, now));
      kept.set(known, notices);
      return notices;
    };
    const knownBy = (connection: Connection) => newcomers.get(connection) ?? 0;
    // Those who came while a name changed and changed back have to be told, though nobody else is.
    const rounds = [0, ...newcomers.values()].map((known) => noticesBeyond(known).length);
    for (let round = 0; round < Math.max(...rounds); round++) {
      this.#told.push(now);
      this.#tell((connection) => noticesBeyond(knownBy(connection))[round]);
    }
  }
}

/** The notice of one piece of news. */
export function noticeOf(news: News, now: number): SystemFrame {
  return toFrame([news], now);
}

function toText(group: [News, ...News[]], now: number): string {
  return JSON.stringify(toFrame(group, now));
}

/**
 * The same news with one rename at most of each member that came, went or stayed: from the name told last to the newest one. A
 * member that comes and takes another name joins by that; one that takes its old name again is no news.
 */
export function foldRenames(news: readonly News[]): News[] {
  const folded: (News | undefined)[] = [];
  /** Member → the place of what is told of it last. */
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
