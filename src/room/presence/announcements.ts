/** Announces members who join, leave or change their name: by name in a small room, as a count in a large one. */

import type { LeaveCause, SingleFrame } from '../../protocol/frames.ts';
import type { Member } from '../../protocol/members.ts';
import { isModerating } from '../../protocol/roles.ts';
import type { Roles } from '../access/types.ts';
import type { Connection } from './connection.ts';
import { Headcount } from './headcount.ts';
import { type News, Notices, noticeOf } from './notices.ts';
import type { Roster } from './roster.ts';

/** What announcements use of the rest of the room. */
export interface AnnouncementsOptions {
  counters: {
    /** A notice was sent. */
    noticed(): void;
  };
  /** Sends to connections (pipeline/telling.ts). */
  telling: {
    tell(to: Iterable<Connection>, textFor: (connection: Connection) => string | undefined): void;
    relay(to: Iterable<Connection>, frame: SingleFrame): void;
  };
  roles: Roles;
  /** Whether so much is being sent that notices should be combined. */
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

  /** Whether joins and leaves are announced as a count because the room is large. */
  get byCount(): boolean {
    return this.#headcount.isToldAt(this.#roster.count);
  }

  /** Takes over a connection that was here before the room hibernated. */
  restored(connection: Connection): void {
    this.#headcount.restored(connection);
  }

  /**
   * A new connection is told of everything from now on.
   * @param joined its member became counted with it
   */
  entered(connection: Connection, joined: boolean): void {
    // A base client gets the notice of its own join separately (`join`).
    this.#notices.greet(connection, joined && !connection.v1 && this.#isToldByName(connection.memberId) ? 1 : 0);
  }

  /** A connection has ended. */
  ended(connection: Connection): void {
    this.#headcount.ended(connection);
  }

  /** A member became counted with this connection. @param back it was here before the object lost its sockets */
  join(connection: Connection, back: boolean, now: number): void {
    const { memberId: id, name } = connection;
    const role = this.#options.roles.of(id);
    const member = { id, name, ...(isModerating(role) ? { role } : {}) };
    const news: News = { event: 'join', member, count: this.#roster.count, back };
    const byName = this.#isToldByName(id);
    // The first frame of a base client is its own join notice, even if the others get theirs later. A newcomer is told
    // of its own join even if nobody else is.
    if (!connection.v1 || !byName) connection.sink.tell(JSON.stringify(noticeOf(news, now)));
    if (byName) this.#notices.add(news, now);
    this.count(now);
  }

  /** A member has a new name. */
  rename(member: Member, was: string, now: number): void {
    const news: News = { event: 'rename', member, was, count: this.#roster.count };
    if (this.#isToldByName(member.id)) this.#notices.add(news, now);
    // The others see the new name on the member's messages.
    else this.#options.telling.relay(this.#roster.connectionsOf(member.id), noticeOf(news, now));
  }

  /** A member is no longer counted. */
  leave(member: Member, cause: LeaveCause, now: number): void {
    // Everybody sees the result of an act of moderation. Base clients see nothing else of it.
    const isExpelled = cause === 'kicked' || cause === 'banned';
    if (isExpelled || this.#isToldByName(member.id))
      this.#notices.add({ event: 'leave', member, cause, count: this.#roster.count }, now);
  }

  /** In a large room, sends the number of members if it is time to. */
  count(now: number): void {
    const frame = this.#headcount.next(this.#roster.count, now);
    if (!frame) return;
    // Send waiting notices by name first, because they are older.
    this.#notices.flush(now);
    const text = JSON.stringify(frame);
    this.#toAll(() => text);
  }

  /**
   * Whether a member's joins and leaves are announced by name: in a small room for all members, in a large room for
   * owners and moderators.
   */
  #isToldByName(memberId: string): boolean {
    return !this.byCount || isModerating(this.#options.roles.of(memberId));
  }

  #toAll(textFor: (connection: Connection) => string | undefined): void {
    this.#options.counters.noticed();
    this.#options.telling.tell(this.#roster.connections, textFor);
  }
}
