/** What everybody is told of members who come, go or change name: each by name in a small room, as a count in a large one. */

import type { LeaveCause, SingleFrame } from '../../protocol/frames.ts';
import type { Member, Role } from '../../protocol/shared.ts';
import type { Roles } from '../access/types.ts';
import type { Connection } from './connection.ts';
import { Headcount } from './headcount.ts';
import { type News, Notices, noticeOf } from './notices.ts';
import type { Roster } from './roster.ts';

/** What announcements need of the rest of the room. */
export interface AnnouncementsOptions {
  counters: {
    /** A notice went out. */
    noticed(): void;
  };
  /** How connections are told something (pipeline/telling.ts). */
  telling: {
    tell(to: Iterable<Connection>, textFor: (connection: Connection) => string | undefined): void;
    relay(to: Iterable<Connection>, frame: SingleFrame): void;
  };
  roles: Roles;
  /** Whether so much is sent that news has to wait for company. */
  isBusy(now: number): boolean;
}

export class Announcements {
  readonly #roster: Roster;
  readonly #options: AnnouncementsOptions;
  readonly #notices: Notices;
  readonly #headcount: Headcount;

  constructor(roster: Roster, options: AnnouncementsOptions) {
    this.#roster = roster;
    this.#options = options;
    this.#headcount = new Headcount(roster.connections);
    this.#notices = new Notices(
      (noticeFor) => this.#toAll(noticeFor),
      (now) => options.isBusy(now),
    );
  }

  /** Whether comings and goings are told as a count: the room is large. */
  get byCount(): boolean {
    return this.#headcount.isToldAt(this.#roster.count);
  }

  /** A connection that was here before the room slept. */
  restored(connection: Connection): void {
    this.#headcount.restored(connection);
  }

  /**
   * A new connection is told only of what happens from now on.
   * @param joined its member became counted by it
   */
  entered(connection: Connection, joined: boolean): void {
    // A base client is told of its own join by itself (`join`).
    this.#notices.greet(connection, joined && !connection.v1 && this.#isToldByName(connection.memberId) ? 1 : 0);
  }

  /** A connection is not open any more. */
  ended(connection: Connection): void {
    this.#headcount.ended(connection);
  }

  /**
   * A member became counted by a connection.
   * @param back it was here before the object lost its sockets
   */
  join(connection: Connection, back: boolean, now: number): void {
    const { memberId: id, name } = connection;
    const role = this.#options.roles.of(id);
    const member = { id, name, ...(keepsOrder(role) ? { role } : {}) };
    const news: News = { event: 'join', member, count: this.#roster.count, back };
    const byName = this.#isToldByName(id);
    // The first frame of a base client is its own join notice, however long the others wait for theirs. A newcomer hears of
    // its own join where nobody else does, too.
    if (!connection.v1 || !byName) connection.sink.tell(JSON.stringify(noticeOf(news, now)));
    if (byName) this.#notices.add(news, now);
    this.count(now);
  }

  /** A member has another name. */
  rename(member: Member, was: string, now: number): void {
    const news: News = { event: 'rename', member, was, count: this.#roster.count };
    if (this.#isToldByName(member.id)) this.#notices.add(news, now);
    // The others see by each message whose it is.
    else this.#options.telling.relay(this.#roster.connectionsOf(member.id), noticeOf(news, now));
  }

  /** A member is not counted any more. */
  leave(member: Member, cause: LeaveCause, now: number): void {
    // All see what came of an act of moderation. Base clients see nothing else of it.
    const isExpelled = cause === 'kicked' || cause === 'banned';
    if (isExpelled || this.#isToldByName(member.id))
      this.#notices.add({ event: 'leave', member, cause, count: this.#roster.count }, now);
  }

  /** Tells in a large room how many are here, if it is time to. */
  count(now: number): void {
    const frame = this.#headcount.next(this.#roster.count, now);
    if (!frame) return;
    // What is told by name of the time before comes before it.
    this.#notices.flush(now);
    const text = JSON.stringify(frame);
    this.#toAll(() => text);
  }

  /** Whether everybody is told what a member does: in a small room of all members, in a large one of those who keep it in order. */
  #isToldByName(memberId: string): boolean {
    return !this.byCount || keepsOrder(this.#options.roles.of(memberId));
  }

  #toAll(textFor: (connection: Connection) => string | undefined): void {
    this.#options.counters.noticed();
    this.#options.telling.tell(this.#roster.connections, textFor);
  }
}

function keepsOrder(role: Role): boolean {
  return role === 'owner' || role === 'moderator';
}
